package org.rccbench.evaluators.statistics;

/** Cliff's delta: how much more often the first sample is larger than smaller, -1 to 1. */
public final class CliffsDelta {
  private CliffsDelta() {}

  /** The delta of two samples. */
  public static double of(double[] x, double[] y) {
    double pairs = (double) x.length * y.length;
    return 2 * MannWhitney.of(x, y).u() / pairs - 1;
  }
}
