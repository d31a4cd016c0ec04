package org.rccbench.models;

import java.util.Locale;
import java.util.Objects;

/**
 * What became of the tokens of a context.
 *
 * @param given tokens in the context
 * @param read distinct tokens of the context that reached the model
 * @param padded tokens read a second time to fill a window (official filling)
 * @param dropped tokens that the model never saw
 * @param windows encoder windows, 0 for a model without an encoder
 * @param slots compressed positions in the decoder, 0 for a model without compression
 * @param rateAsked the compression rate asked for, 1 without compression
 * @param rateReal context tokens a decoder position
 * @param kvBytes bytes of the decoder's keys and values for the context
 * @param slotBytes bytes of all kept encoder levels, had they been stored
 * @param notes what a reader must know, such as a repaired official error; empty when nothing
 */
public record Ledger(
    long given,
    long read,
    long padded,
    long dropped,
    long windows,
    long slots,
    int rateAsked,
    double rateReal,
    long kvBytes,
    long slotBytes,
    String notes) {

  /** Checks that every token is accounted for. */
  public Ledger {
    Objects.requireNonNull(notes, "notes");
    if (given < 0 || read < 0 || padded < 0 || dropped < 0 || read + dropped != given) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "tokens do not add up: given %d, read %d, padded %d, dropped %d",
              given,
              read,
              padded,
              dropped));
    }
  }

  /**
   * Decoder positions that the context takes: its slots, or its tokens where nothing compresses.
   */
  public long positions() {
    return windows > 0 || slots > 0 ? slots : read;
  }
}
