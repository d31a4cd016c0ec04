package org.rccbench.datasets;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Examples as values that can be compared, with the text of their contexts. */
record Plain(
    String id,
    String context,
    String question,
    List<String> answers,
    SortedMap<String, String> attributes) {

  static List<Plain> of(Dataset dataset) {
    try (Stream<Example> examples = dataset.examples()) {
      return examples.map(Plain::of).toList();
    }
  }

  private static Plain of(Example example) {
    return new Plain(
        example.id(),
        ((TextContext) example.context()).text(),
        example.question(),
        example.answers(),
        example.attributes());
  }

  Plain withoutId() {
    return new Plain("", context, question, answers, attributes);
  }
}
