package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Mann and Whitney's U test of two independent samples, as scipy 1.17 computes it: ties correct the
 * variance, the continuity correction is 0.5. The statistic is the U of the first sample.
 */
public final class MannWhitney {
  private static final int MOST_EXACT = 8;

  private final int first;
  private final int second;
  private final double u;
  private final double tieTerm;

  private MannWhitney(double[] x, double[] y) {
    first = x.length;
    second = y.length;
    double[] all = DoubleStream.concat(Arrays.stream(x), Arrays.stream(y)).toArray();
    double[] ranks = Ranks.of(all);
    u = Arrays.stream(ranks, 0, first).sum() - first * (first + 1.0) / 2;
    tieTerm = Ranks.tieTerm(all);
  }

  /** What the test looks for. */
  public enum Alternative {
    /** Either sample tends to larger values. */
    TWO_SIDED,
    /** The first sample tends to larger values. */
    GREATER,
    /** The first sample tends to smaller values. */
    LESS
  }

  /** Prepares the test. */
  public static MannWhitney of(double[] x, double[] y) {
    if (x.length == 0 || y.length == 0) {
      throw new IllegalArgumentException(
          "both samples need a value, have " + x.length + " and " + y.length);
    }
    return new MannWhitney(x, y);
  }

  /** U of the first sample: pairs in which it is larger, equal ones half. */
  public double u() {
    return u;
  }

  /** Normal approximation. */
  public TestResult approximate(Alternative alternative, boolean continuity) {
    double n = first + second;
    double pairs = (double) first * second;
    double deviation = Math.sqrt(pairs / 12 * ((n + 1) - tieTerm / (n * (n - 1))));
    double other = pairs - u;
    double tested =
        switch (alternative) {
          case TWO_SIDED -> Math.max(u, other);
          case GREATER -> u;
          case LESS -> other;
        };
    double z = (tested - pairs / 2 - (continuity ? 0.5 : 0)) / deviation;
    double above = Distributions.normalAbove(z);
    return new TestResult(u, alternative == Alternative.TWO_SIDED ? Math.min(1, 2 * above) : above);
  }

  /** Exact distribution, two-sided; empty if there are ties. */
  public Optional<TestResult> exact() {
    if (tieTerm > 0) {
      return Optional.empty();
    }
    double[] counts = counts();
    int larger = (int) Math.max(u, (double) first * second - u);
    double above = Arrays.stream(counts, larger, counts.length).sum();
    return Optional.of(new TestResult(u, Math.min(1, 2 * above / Arrays.stream(counts).sum())));
  }

  /** scipy's default: exact where a sample has at most 8 values and nothing ties. */
  public TestResult automatic() {
    return Math.min(first, second) <= MOST_EXACT && tieTerm == 0
        ? exact().orElseThrow()
        : approximate(Alternative.TWO_SIDED, true);
  }

  /** Orders of both samples by their U: the largest value belongs to the one or the other. */
  private double[] counts() {
    double[][] byFirst = new double[first + 1][first * second + 1];
    for (double[] row : byFirst) {
      row[0] = 1;
    }
    for (int m = 1; m <= second; m++) {
      for (int k = 1; k <= first; k++) {
        for (int value = first * second; value >= m; value--) {
          byFirst[k][value] += byFirst[k - 1][value - m];
        }
      }
    }
    return byFirst[first];
  }
}
