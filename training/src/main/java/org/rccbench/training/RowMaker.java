package org.rccbench.training;

import java.util.function.Function;

/** Makes the rows of a task. */
interface RowMaker {

  /**
   * Begins a part of a step: draws what its rows have in common, and gives what draws each row.
   *
   * @param context ids of the contexts; rows of questions come near it, all others have it
   */
  Function<Draws, Row> part(int context, Draws draws);
}
