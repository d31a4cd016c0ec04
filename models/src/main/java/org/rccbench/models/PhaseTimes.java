package org.rccbench.models;

/**
 * Wall time by phase, in nanoseconds.
 *
 * @param encode windows through the encoder (rcc alone)
 * @param contextPrefill slots (rcc) or context ids (full) through the decoder
 * @param promptPrefill the prompt through the decoder, up to the first new id
 * @param decode all further ids, one at a time
 */
public record PhaseTimes(long encode, long contextPrefill, long promptPrefill, long decode) {

  /** No time spent. */
  public static final PhaseTimes ZERO = new PhaseTimes(0, 0, 0, 0);

  /** Adds phase by phase. */
  public PhaseTimes plus(PhaseTimes other) {
    return new PhaseTimes(
        encode + other.encode,
        contextPrefill + other.contextPrefill,
        promptPrefill + other.promptPrefill,
        decode + other.decode);
  }

  /** All phases together, in nanoseconds. */
  public long total() {
    return encode + contextPrefill + promptPrefill + decode;
  }
}
