package org.rccbench.evaluators.statistics;

import java.util.Arrays;

/**
 * The paired permutation test of a mean: if the two systems were the same, each difference could as
 * well have the other sign (Fisher 1935). Up to 13 differences other than 0 every choice of signs
 * is tried; beyond, as many as resamples, and p = (as extreme + 1) / (tried + 1), which is no less
 * than the true one can be (Phipson and Smyth 2010).
 */
final class SignFlips {
  private static final int MOST_EXACT = 13;
  private static final double ROUNDING = 1e-12;

  private SignFlips() {}

  /** Chance of a sum at least as far from 0. */
  static double twoSided(double[] differences, Resampling resampling) {
    double[] moving = Arrays.stream(differences).filter(d -> d != 0).toArray();
    double observed = Math.abs(Arrays.stream(moving).sum());
    // sums of the same magnitudes in another order differ in their last bits
    double limit = observed - ROUNDING * Arrays.stream(moving).map(Math::abs).sum();
    return moving.length <= MOST_EXACT ? exact(moving, limit) : drawn(moving, limit, resampling);
  }

  private static double exact(double[] moving, double limit) {
    long choices = 1L << moving.length;
    long extreme = 0;
    for (long signs = 0; signs < choices; signs++) {
      double sum = 0;
      for (int i = 0; i < moving.length; i++) {
        sum += ((signs >> i) & 1) == 0 ? moving[i] : -moving[i];
      }
      extreme += Math.abs(sum) >= limit ? 1 : 0;
    }
    return (double) extreme / choices;
  }

  private static double drawn(double[] moving, double limit, Resampling resampling) {
    long[] bits = Arrays.stream(moving).mapToLong(Double::doubleToRawLongBits).toArray();
    Draws draws = new Draws(resampling.seed());
    long extreme = 0;
    for (int i = 0; i < resampling.resamples(); i++) {
      extreme += Math.abs(flippedSum(bits, draws)) >= limit ? 1 : 0;
    }
    return (extreme + 1.0) / (resampling.resamples() + 1.0);
  }

  /** The first bit of a double is its sign. */
  private static double flippedSum(long[] bits, Draws draws) {
    double sum = 0;
    long signs = 0;
    for (int i = 0; i < bits.length; i++) {
      signs = (i & (Long.SIZE - 1)) == 0 ? draws.next() : signs << 1;
      sum += Double.longBitsToDouble(bits[i] ^ (signs & Long.MIN_VALUE));
    }
    return sum;
  }
}
