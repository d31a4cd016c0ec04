package org.rccbench.training;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.Datasets;
import org.rccbench.datasets.Example;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TextEncoder;

/** Questions from a file, all held in memory; each context is as long as it is. */
final class FileQuestions implements QuestionData {
  private static final int TRIES = 1000;

  private final List<Asked> all;
  private final TextEncoder encoder;
  private final int longest;
  private final String identity;

  private FileQuestions(List<Asked> all, TextEncoder encoder, int longest, String identity) {
    this.all = all;
    this.encoder = encoder;
    this.longest = longest;
    this.identity = identity;
  }

  /**
   * Reads a file.
   *
   * @param longest ids that a context may have; longer ones are never drawn
   * @throws IllegalArgumentException if it has no question with an answer
   */
  static FileQuestions read(DataPlan.QuestionFile file, TextEncoder encoder, int longest) {
    Dataset dataset = Datasets.named(file.schema()).open(Path.of(file.file()));
    List<Asked> all;
    try (Stream<Example> examples = dataset.examples()) {
      all = examples.filter(FileQuestions::isUsable).map(FileQuestions::asked).toList();
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(file.file() + " has no question with an answer");
    }
    return new FileQuestions(all, encoder, longest, dataset.card().sha256());
  }

  private static boolean isUsable(Example example) {
    return !example.question().isBlank()
        && !example.answers().isEmpty()
        && example.context() instanceof TextContext;
  }

  private static Asked asked(Example example) {
    String context = ((TextContext) example.context()).text();
    return new Asked(
        context, List.of(new Asked.Question(example.question(), example.answers().get(0))));
  }

  @Override
  public Asked asked(int tokens, int questions, Draws draws) {
    for (int i = 0; i < TRIES; i++) {
      Asked asked = all.get(draws.below(all.size()));
      if (encoder.encode(asked.context()).length <= longest) {
        return asked;
      }
    }
    throw new IllegalArgumentException(
        "hardly any context of the questions has up to "
            + longest
            + " tokens; allow longer contexts");
  }

  @Override
  public String identity() {
    return identity;
  }
}
