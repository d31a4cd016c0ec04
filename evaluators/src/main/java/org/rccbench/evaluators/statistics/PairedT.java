package org.rccbench.evaluators.statistics;

import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Student's t of paired values; needs two pairs.
 *
 * @param meanDifference mean of {@code first - second}
 * @param standardError its standard error
 * @param degrees pairs less one
 */
public record PairedT(double meanDifference, double standardError, double degrees) {

  /** Computes the differences; empty with fewer than two pairs. */
  public static Optional<PairedT> of(double[] first, double[] second) {
    double[] differences = Differences.of(first, second);
    int n = differences.length;
    return n < 2
        ? Optional.empty()
        : Optional.of(
            new PairedT(
                StatUtils.mean(differences),
                Math.sqrt(StatUtils.variance(differences) / n),
                n - 1.0));
  }

  /** t and its two-sided p; NaN if all differences are 0. */
  public TestResult test() {
    double t = meanDifference / standardError;
    return new TestResult(t, Distributions.tOutside(t, degrees));
  }

  /** Interval of the mean difference. */
  public Interval interval(double level) {
    Interval.checkLevel(level);
    double half = Distributions.tQuantile(1 - (1 - level) / 2, degrees) * standardError;
    return new Interval(meanDifference - half, meanDifference + half, level, "paired t");
  }
}
