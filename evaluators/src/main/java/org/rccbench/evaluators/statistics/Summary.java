package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/** Numbers that describe one sample of independent values. */
public final class Summary {
  private static final double MIDDLE = 0.5;

  private final double[] sorted;

  private Summary(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Describes values.
   *
   * @throws IllegalArgumentException if there are none or one is not finite
   */
  public static Summary of(double[] values) {
    if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "a summary needs finite values, got " + Arrays.toString(values));
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Summary(sorted);
  }

  /** Arithmetic mean. */
  public double mean() {
    return StatUtils.mean(sorted);
  }

  /** Standard deviation over n - 1; empty of one value. */
  public Optional<Double> deviation() {
    return sorted.length < 2
        ? Optional.empty()
        : Optional.of(Math.sqrt(StatUtils.variance(sorted)));
  }

  /** Standard error of the mean; empty of one value. */
  public Optional<Double> standardError() {
    return deviation().map(deviation -> deviation / Math.sqrt(sorted.length));
  }

  /** Student's interval of the mean; empty of one value. */
  public Optional<Interval> interval(double level) {
    Interval.checkLevel(level);
    return standardError()
        .map(error -> error * Distributions.tQuantile(1 - (1 - level) / 2, sorted.length - 1.0))
        .map(half -> new Interval(mean() - half, mean() + half, level, "student t"));
  }

  /** Linear quantile, numpy's default (type 7). */
  public double quantile(double share) {
    return quantile(sorted, share);
  }

  /** Median. */
  public double median() {
    return quantile(MIDDLE);
  }

  /** Median distance from the median, not scaled. */
  public double medianDeviation() {
    double median = median();
    return quantile(Arrays.stream(sorted).map(x -> Math.abs(x - median)).toArray(), MIDDLE);
  }

  /** Geometric mean of the magnitudes. */
  public double geometricMean() {
    return StatUtils.geometricMean(Arrays.stream(sorted).map(Math::abs).toArray());
  }

  /** Harmonic mean of the magnitudes. */
  public double harmonicMean() {
    return sorted.length / Arrays.stream(sorted).map(x -> 1 / Math.abs(x)).sum();
  }

  /** Mean without this share of the values at either end, rounded down. */
  public double trimmedMean(double share) {
    int trimmed = (int) (share * sorted.length);
    return StatUtils.mean(sorted, trimmed, sorted.length - 2 * trimmed);
  }

  static double quantile(double[] values, double share) {
    if (share <= 0) {
      return Arrays.stream(values).min().orElseThrow();
    }
    Percentile quantiles = new Percentile().withEstimationType(EstimationType.R_7);
    return quantiles.evaluate(values, 100 * share);
  }
}
