package org.rccbench.evaluators.statistics;

/**
 * The random numbers of resampling: SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable
 * pseudorandom number generators"). Fixed here, so that a seed means the same draws on every Java.
 */
final class Draws {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long LOW = 0xFFFFFFFFL;

  private long state;

  Draws(long seed) {
    state = seed;
  }

  /** 64 random bits: two places, or 64 signs. */
  long next() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * A place below {@code n} from the low half of 64 bits; a place is off its share by at most n in
   * 2^32, which no interval shows.
   */
  static int low(long bits, int n) {
    return (int) (((bits & LOW) * n) >>> 32);
  }

  /** A place below {@code n} from the high half. */
  static int high(long bits, int n) {
    return (int) (((bits >>> 32) * n) >>> 32);
  }
}
