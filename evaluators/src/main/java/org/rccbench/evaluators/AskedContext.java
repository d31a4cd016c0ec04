package org.rccbench.evaluators;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.datasets.TextContext;

/**
 * A context with the questions about it.
 *
 * @param text the context
 * @param questions at least one
 * @param shown other questions that are shown with their answers, at most as many as asked for
 */
record AskedContext(TextContext text, List<Question> questions, List<Question> shown) {

  AskedContext {
    questions = List.copyOf(questions);
    shown = List.copyOf(shown);
  }

  /** Of all questions the last ones are shown, as long as one is left to be asked. */
  static AskedContext of(TextContext text, List<Question> all, int shots) {
    List<Question> answered = all.stream().filter(q -> !q.answers().isEmpty()).toList();
    int count = Math.min(shots, Math.max(0, Math.min(answered.size(), all.size() - 1)));
    List<Question> shown = answered.subList(answered.size() - count, answered.size());
    return new AskedContext(text, all.stream().filter(q -> !shown.contains(q)).toList(), shown);
  }

  /** The first questions alone, with the same ones shown. */
  AskedContext first(int most) {
    return questions.size() <= most
        ? this
        : new AskedContext(text, questions.subList(0, most), shown);
  }

  /**
   * A question.
   *
   * @param cell the cell of the task's grid
   * @param seed its number in the source
   * @param text the question
   * @param answers right answers; empty where the source has none
   * @param details what else the source says about it, for tables
   */
  record Question(
      SortedMap<String, String> cell,
      long seed,
      String text,
      List<String> answers,
      SortedMap<String, Object> details) {

    static SortedMap<String, String> cell(String name, String value) {
      return new TreeMap<>(Map.of(name, value));
    }
  }
}
