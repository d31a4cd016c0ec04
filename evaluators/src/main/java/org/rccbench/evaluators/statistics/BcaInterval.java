package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The bias-corrected and accelerated bootstrap interval (Efron 1987), and the two simpler ones,
 * from values that were resampled elsewhere: over contexts, if contexts are the unit.
 */
public final class BcaInterval {
  private final double estimate;
  private final double[] resampled;
  private final double[] jackknifed;

  private BcaInterval(double estimate, double[] resampled, double[] jackknifed) {
    this.estimate = estimate;
    this.resampled = resampled.clone();
    this.jackknifed = jackknifed.clone();
  }

  /**
   * Prepares the intervals.
   *
   * @param estimate the statistic of the data
   * @param resampled the statistic of each resample
   * @param jackknifed the statistic of the data without each unit
   * @throws IllegalArgumentException with fewer than two units or two resamples
   */
  public static BcaInterval of(double estimate, double[] resampled, double[] jackknifed) {
    if (resampled.length < 2 || jackknifed.length < 2) {
      throw new IllegalArgumentException(
          "a bootstrap interval needs two units and two resamples, got "
              + jackknifed.length
              + " and "
              + resampled.length);
    }
    return new BcaInterval(estimate, resampled, jackknifed);
  }

  /** Central part of the resampled values. */
  public Interval percentile(double level) {
    return ContextScores.percentileInterval(resampled, level, "percentile bootstrap");
  }

  /** The percentile interval mirrored at the estimate. */
  public Interval basic(double level) {
    Interval central = percentile(level);
    return new Interval(
        2 * estimate - central.high(), 2 * estimate - central.low(), level, "basic bootstrap");
  }

  /** Corrected for bias and for a spread that changes with the value. */
  public Interval corrected(double level) {
    Interval.checkLevel(level);
    double tail = (1 - level) / 2;
    return new Interval(
        Summary.quantile(resampled, shifted(tail)),
        Summary.quantile(resampled, shifted(1 - tail)),
        level,
        "BCa bootstrap");
  }

  /** Standard deviation of the resampled values over n - 1. */
  public double standardError() {
    return Math.sqrt(StatUtils.variance(resampled));
  }

  private double shifted(double share) {
    double below = Arrays.stream(resampled).filter(value -> value < estimate).count();
    double notAbove = Arrays.stream(resampled).filter(value -> value <= estimate).count();
    double bias = Distributions.normalQuantile((below + notAbove) / (2 * resampled.length));
    double moved = bias + Distributions.normalQuantile(share);
    return Distributions.normalBelow(bias + moved / (1 - acceleration() * moved));
  }

  private double acceleration() {
    double n = jackknifed.length;
    double mean = StatUtils.mean(jackknifed);
    double squares = 0;
    double cubes = 0;
    for (double value : jackknifed) {
      double influence = (n - 1) * (mean - value);
      squares += influence * influence;
      cubes += influence * influence * influence;
    }
    double spread = squares / (n * n);
    // values that do not spread are not skewed either
    return spread == 0 ? 0 : cubes / (n * n * n) / (6 * spread * Math.sqrt(spread));
  }
}
