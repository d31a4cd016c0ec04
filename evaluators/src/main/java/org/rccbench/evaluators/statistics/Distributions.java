package org.rccbench.evaluators.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * Distributions of commons-math3 with inverses to full accuracy and upper tails that are computed
 * as such, not as 1 less the lower one.
 */
final class Distributions {
  // commons-math3's own default of 1e-9 would be the largest error of an interval
  private static final double INVERSE_ACCURACY = 1e-15;
  private static final NormalDistribution NORMAL =
      new NormalDistribution(null, 0, 1, INVERSE_ACCURACY);

  private Distributions() {}

  static double normalQuantile(double p) {
    return NORMAL.inverseCumulativeProbability(p);
  }

  static double normalBelow(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  static double normalAbove(double z) {
    return NORMAL.cumulativeProbability(-z);
  }

  static double tQuantile(double p, double degrees) {
    return new TDistribution(null, degrees, INVERSE_ACCURACY).inverseCumulativeProbability(p);
  }

  static double tAbove(double t, double degrees) {
    double tail = 0.5 * Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
    return t >= 0 ? tail : 1 - tail;
  }

  /** Both tails of Student's t beyond a value; NaN of NaN. */
  static double tOutside(double t, double degrees) {
    return Double.isNaN(t) ? Double.NaN : 2 * tAbove(Math.abs(t), degrees);
  }

  static double betaQuantile(double p, double alpha, double beta) {
    return new BetaDistribution(null, alpha, beta, INVERSE_ACCURACY)
        .inverseCumulativeProbability(p);
  }

  static double chiSquaredAbove(double value, double degrees) {
    return Gamma.regularizedGammaQ(degrees / 2, value / 2);
  }

  /** A fair coin's chance of at most this many heads. */
  static double coinAtMost(long heads, long tosses) {
    return coin(tosses).cumulativeProbability((int) heads);
  }

  /** A fair coin's chance of exactly this many heads. */
  static double coinExactly(long heads, long tosses) {
    return coin(tosses).probability((int) heads);
  }

  /** Two-sided exact test of a fair coin, 1 without a toss. */
  static double coinTwoSided(long heads, long tosses) {
    return tosses == 0 ? 1 : Math.min(1, 2 * coinAtMost(Math.min(heads, tosses - heads), tosses));
  }

  private static BinomialDistribution coin(long tosses) {
    return new BinomialDistribution(null, Math.toIntExact(tosses), 0.5);
  }
}
