package org.rccbench.models.internal.external;

import org.rccbench.models.Ledger;

/** Ledgers of models that say little. */
final class Ledgers {
  private Ledgers() {}

  /** A stand-in where nothing is reported: all tokens read as they are. */
  static Ledger nothingKnown(long tokens) {
    return read(tokens, "");
  }

  /** All tokens read as they are; nothing is known of bytes. */
  static Ledger read(long tokens, String notes) {
    return new Ledger(tokens, tokens, 0, 0, 0, 0, 1, tokens == 0 ? Double.NaN : 1.0, 0, 0, notes);
  }
}
