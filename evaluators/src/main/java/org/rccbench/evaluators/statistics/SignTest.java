package org.rccbench.evaluators.statistics;

import java.util.Arrays;

/**
 * The sign test of paired values; equal pairs are dropped.
 *
 * @param positive pairs in which the first value is larger
 * @param negative pairs in which the second value is larger
 */
public record SignTest(long positive, long negative) {

  /** Counts the signs of {@code first - second}. */
  public static SignTest of(double[] first, double[] second) {
    double[] differences = Differences.of(first, second);
    return new SignTest(
        Arrays.stream(differences).filter(d -> d > 0).count(),
        Arrays.stream(differences).filter(d -> d < 0).count());
  }

  /** Half the difference of the counts, which statsmodels calls M. */
  public double m() {
    return (positive - negative) / 2.0;
  }

  /** Exact two-sided p; 1 if all pairs are equal. */
  public double p() {
    return Distributions.coinTwoSided(positive, positive + negative);
  }
}
