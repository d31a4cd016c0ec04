package org.rccbench.evaluators.statistics;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/** Correlations of ranks, -1 to 1; NaN if one side does not vary. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's rho: Pearson's correlation of the ranks, ties sharing their mean rank. */
  public static double spearman(double[] x, double[] y) {
    return new PearsonsCorrelation().correlation(Ranks.of(x), Ranks.of(y));
  }

  /** Kendall's tau-b, which ties correct. */
  public static double kendall(double[] x, double[] y) {
    return new KendallsCorrelation().correlation(x, y);
  }
}
