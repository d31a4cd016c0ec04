package org.rccbench.evaluators.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Wilson's score interval of a proportion (Wilson 1927), without continuity correction. Only right
 * where every trial is its own context; elsewhere resample contexts.
 */
public final class Wilson {
  // commons-math3's own default of 1e-9 would be the largest error of the interval
  private static final double INVERSE_ACCURACY = 1e-15;

  private Wilson() {}

  /**
   * Interval of {@code successes} in {@code trials}.
   *
   * @throws IllegalArgumentException if there are no trials or more successes than trials
   */
  public static Interval interval(long successes, long trials, double level) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "a proportion needs 0 <= successes <= trials and a trial, got "
              + successes
              + " of "
              + trials);
    }
    Interval.checkLevel(level);
    double z =
        new NormalDistribution(null, 0, 1, INVERSE_ACCURACY)
            .inverseCumulativeProbability(1 - (1 - level) / 2);
    double p = (double) successes / trials;
    double spread = z * z / trials;
    double center = (p + spread / 2) / (1 + spread);
    double half = z * Math.sqrt(p * (1 - p) / trials + spread / (4 * trials)) / (1 + spread);
    return new Interval(
        successes == 0 ? 0 : center - half,
        successes == trials ? 1 : Math.min(1, center + half),
        level,
        "wilson");
  }
}
