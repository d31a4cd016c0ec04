package org.rccbench.datasets;

/**
 * The SplitMix64 sequence (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014), addressed by position, so that a stream can be replayed from anywhere without
 * state.
 */
final class SplitMix {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  /** The 64 bits at {@code position} (from 0) of the sequence of {@code seed}. */
  static long at(long seed, long position) {
    long z = seed + (position + 1) * GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * A number in 0 .. bound-1 from the 63 high bits at {@code position}, as floor(bits * bound /
   * 2^63). No draw is rejected, so one position is one number; the unevenness is under bound /
   * 2^63.
   */
  static int below(int bound, long seed, long position) {
    return (int) Math.multiplyHigh(at(seed, position) >>> 1, (long) bound << 1);
  }
}
