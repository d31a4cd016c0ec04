package org.rccbench.models;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link Memory} says about itself; a model outside this process may leave some of it out.
 */
public enum MemoryReport {
  /** The ledger's tokens, windows, slots and rate. */
  TOKENS,
  /** The ledger's bytes of keys and values and of slots. */
  LEDGER_BYTES,
  /** {@link Memory#bytes}. */
  BYTES,
  /** {@link Memory#readTimes}. */
  READ_TIMES,
  /** Prompt prefill and decoding of the last {@link Generation}. */
  ANSWER_TIMES;

  /** All of it. */
  public static Set<MemoryReport> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(MemoryReport.class));
  }
}
