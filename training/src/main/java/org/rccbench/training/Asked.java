package org.rccbench.training;

import java.util.List;

/**
 * A context with questions about it.
 *
 * @param context the text that is asked about
 * @param questions at least one
 */
record Asked(String context, List<Question> questions) {

  Asked {
    questions = List.copyOf(questions);
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("a context without questions cannot be asked about");
    }
  }

  /** A question and its answer. */
  record Question(String text, String answer) {}
}
