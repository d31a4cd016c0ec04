package org.rccbench.training;

import java.util.Arrays;

/**
 * How contexts are cut and compressed.
 *
 * @param window tokens of an encoder window
 * @param rate tokens a slot
 */
public record Level(int window, int rate) {

  /** Checks that a window gives at least one slot. */
  public Level {
    if (window < 1 || rate < 1 || rate > window) {
      throw new IllegalArgumentException(
          "a level needs 1 <= rate <= window, was window " + window + " and rate " + rate);
    }
  }

  /**
   * Slots of {@code length} ids of one window: at r-1, 2r-1, ..., and one at the last id where the
   * rate does not divide the length (compat {@code fixed}).
   */
  long[] positions(int length) {
    long[] at = new long[(length + rate - 1) / rate];
    Arrays.setAll(at, j -> Math.min((j + 1L) * rate, length) - 1);
    return at;
  }

  /** Slots of a context of {@code length} ids. */
  int slots(int length) {
    return length / window * positions(window).length + positions(length % window).length;
  }
}
