package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rccbench.datasets.Attributes;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.Example;
import org.rccbench.datasets.TextContext;

/** The questions of a file, those that follow each other about one context together. */
final class FileQuestions {

  /** The coordinate of a cell that names the set. */
  static final String SET = "dataset";

  private FileQuestions() {}

  /**
   * A lazy pass; close it to close the file.
   *
   * @param questions at most how many questions, those that are shown not counted
   * @param shots how many of each context are shown instead of asked
   */
  static Stream<AskedContext> of(Dataset dataset, int questions, int shots) {
    Stream<Example> examples = dataset.examples();
    Grouped grouped = new Grouped(examples.iterator(), questions, shots);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(grouped, Spliterator.ORDERED), false)
        .onClose(examples::close);
  }

  private static final class Grouped implements Iterator<AskedContext> {
    private final Iterator<Example> examples;
    private final int shots;
    private int left;
    private Example ahead;
    private long number;

    Grouped(Iterator<Example> examples, int left, int shots) {
      this.examples = examples;
      this.left = left;
      this.shots = shots;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && (ahead != null || examples.hasNext());
    }

    @Override
    public AskedContext next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more questions");
      }
      Example first = ahead == null ? examples.next() : ahead;
      ahead = null;
      if (!(first.context() instanceof TextContext text)) {
        throw new IllegalStateException("example " + first.id() + " is no text");
      }
      List<AskedContext.Question> questions = new ArrayList<>();
      questions.add(question(first));
      while (ahead == null && examples.hasNext()) {
        Example next = examples.next();
        if (next.context() == first.context()) {
          questions.add(question(next));
        } else {
          ahead = next;
        }
      }
      AskedContext asked = AskedContext.of(text, questions, shots).first(left);
      left -= asked.questions().size();
      return asked;
    }

    private AskedContext.Question question(Example example) {
      SortedMap<String, String> attributes = example.attributes();
      SortedMap<String, Object> details = new TreeMap<>();
      details.put("id", example.id());
      Excerpt.put(details, example.context(), example.answers());
      for (String name : List.of(Attributes.LENGTH, Attributes.TYPE, Attributes.BUCKET)) {
        if (attributes.containsKey(name)) {
          details.put(name, attributes.get(name));
        }
      }
      return new AskedContext.Question(
          AskedContext.Question.cell(SET, attributes.getOrDefault(Attributes.DATASET, "all")),
          number++,
          example.question(),
          example.answers(),
          details);
    }
  }
}
