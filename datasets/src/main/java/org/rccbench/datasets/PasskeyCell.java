package org.rccbench.datasets;

import java.util.Locale;

/**
 * One sample of a passkey grid.
 *
 * @param tokens length of the encoder input, question excluded; at least 1
 * @param depthPercent share of the filler before the key line, 0 (all after) to 100 (all before)
 * @param seed chooses the key and the sentence that the filler begins with
 */
public record PasskeyCell(long tokens, double depthPercent, long seed) {

  /** Checks the ranges; NaN is no depth. */
  public PasskeyCell {
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens must be >= 1, was " + tokens);
    }
    if (!(depthPercent >= 0 && depthPercent <= 100)) {
      throw new IllegalArgumentException("depthPercent must be 0 to 100, was " + depthPercent);
    }
  }

  /**
   * Refuses a cell that has no room for its task and key lines.
   *
   * @param least tokens of these lines alone
   */
  void requireRoom(long least) {
    if (tokens < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d tokens are too few for a passkey context: its task and key lines alone have %d"
                  + " with this tokenizer and seed %d; ask for at least that many",
              tokens,
              least,
              seed));
    }
  }
}
