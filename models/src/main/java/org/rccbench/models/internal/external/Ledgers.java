package org.rccbench.models.internal.external;

import org.rccbench.models.Ledger;

/** Ledgers of models that say little. */
final class Ledgers {
  private Ledgers() {}

  /** A stand-in where nothing but the card's rate is known: all tokens read as they are. */
  static Ledger nothingKnown(long tokens, int rate) {
    return read(tokens, rate, "");
  }

  /** All tokens read as they are, at rate 1; nothing is known of bytes. */
  static Ledger read(long tokens, String notes) {
    return read(tokens, 1, notes);
  }

  private static Ledger read(long tokens, int rate, String notes) {
    double real = tokens == 0 ? Double.NaN : 1.0;
    return new Ledger(tokens, tokens, 0, 0, 0, 0, rate, real, 0, 0, notes);
  }
}
