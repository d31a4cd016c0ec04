package org.rccbench.training;

/** An endless supply of contexts with questions. */
interface QuestionData {

  /**
   * A context, chosen by {@code draws} alone.
   *
   * @param tokens ids that the context should have, which a source that makes its contexts comes
   *     near to
   * @param questions how many are wanted; there may be fewer
   */
  Asked asked(int tokens, int questions, Draws draws);

  /** What identifies the content in a run's state. */
  String identity();
}
