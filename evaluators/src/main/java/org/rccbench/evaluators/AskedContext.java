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
 */
record AskedContext(TextContext text, List<Question> questions) {

  AskedContext {
    questions = List.copyOf(questions);
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
