package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrections of p values for several tests at once. Adjusted values are at most 1. */
public enum PValueAdjustment {
  /** Step-down; holds whatever the tests have to do with each other (Holm 1979). */
  HOLM {
    @Override
    double factored(double p, int rank, int n) {
      return (n - rank) * p;
    }
  },
  /** Step-down with Šidák's bound; for independent tests. */
  HOLM_SIDAK {
    @Override
    double factored(double p, int rank, int n) {
      return -Math.expm1((n - rank) * Math.log1p(-p));
    }
  },
  /** Every value times the number of tests. */
  BONFERRONI {
    @Override
    double factored(double p, int rank, int n) {
      return n * p;
    }
  },
  /** Step-up; for independent or positively dependent tests (Hochberg 1988). */
  HOCHBERG {
    @Override
    double factored(double p, int rank, int n) {
      return (n - rank) * p;
    }

    @Override
    boolean stepsUp() {
      return true;
    }
  },
  /** False discovery rate of independent tests (Benjamini and Hochberg 1995). */
  BENJAMINI_HOCHBERG {
    @Override
    double factored(double p, int rank, int n) {
      return p / ((rank + 1.0) / n);
    }

    @Override
    boolean stepsUp() {
      return true;
    }
  },
  /** False discovery rate of any tests (Benjamini and Yekutieli 2001). */
  BENJAMINI_YEKUTIELI {
    @Override
    double factored(double p, int rank, int n) {
      double harmonic = IntStream.rangeClosed(1, n).mapToDouble(i -> 1.0 / i).sum();
      return p / ((rank + 1.0) / n / harmonic);
    }

    @Override
    boolean stepsUp() {
      return true;
    }
  };

  /** A value of 0-based rank among n, before the running extreme. */
  abstract double factored(double p, int rank, int n);

  /** Whether the running extreme comes from the largest value down. */
  boolean stepsUp() {
    return false;
  }

  /**
   * Adjusted values in the order given; a test is rejected where its value is at most alpha.
   *
   * @throws IllegalArgumentException if a value is no probability
   */
  public double[] adjusted(double[] values) {
    if (!Arrays.stream(values).allMatch(p -> p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p values must be 0 to 1: " + Arrays.toString(values));
    }
    int n = values.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[n];
    double extreme = stepsUp() ? 1 : 0;
    for (int step = 0; step < n; step++) {
      int rank = stepsUp() ? n - 1 - step : step;
      double value = factored(values[order[rank]], rank, n);
      extreme = stepsUp() ? Math.min(extreme, value) : Math.max(extreme, value);
      adjusted[order[rank]] = Math.min(1, extreme);
    }
    return adjusted;
  }
}
