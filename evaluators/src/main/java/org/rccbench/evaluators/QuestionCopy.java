package org.rccbench.evaluators;

import java.util.Locale;
import org.rccbench.models.Prompts;

/** How a model of the mode {@code reconstruction} wrote the question again. */
enum QuestionCopy {
  /** Character for character, and the turn behind it. */
  EXACT,
  /** Something else stands before the turn. */
  CHANGED,
  /** There is no turn, so question and answer cannot be told apart: all counts as the answer. */
  NO_TURN;

  /** The name of the detail. */
  static final String DETAIL = "question-copy";

  static QuestionCopy of(String output, String question, Prompts prompts) {
    int turn = output.indexOf(prompts.turn());
    if (prompts.turn().isEmpty()) {
      return output.startsWith(question) ? EXACT : CHANGED;
    }
    if (turn < 0) {
      return NO_TURN;
    }
    return output.substring(0, turn).equals(question) ? EXACT : CHANGED;
  }

  /** The name in results. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
