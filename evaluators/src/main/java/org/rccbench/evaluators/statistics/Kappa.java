package org.rccbench.evaluators.statistics;

/**
 * Cohen's kappa: agreement of two raters beyond chance.
 *
 * @param kappa 1 for full agreement, 0 for chance
 * @param standardError of kappa (Fleiss, Cohen and Everitt 1969)
 */
public record Kappa(double kappa, double standardError) {

  /**
   * Computes a square table of counts, one rater's answers in the rows.
   *
   * @throws IllegalArgumentException if the table is not square or empty
   */
  public static Kappa of(long[][] table) {
    int n = table.length;
    double total = 0;
    for (long[] row : table) {
      if (row.length != n) {
        throw new IllegalArgumentException(
            "a table of kappa is square, got a row of " + row.length + " in " + n + " rows");
      }
      for (long count : row) {
        total += count;
      }
    }
    if (!(total > 0)) {
      throw new IllegalArgumentException("a table of kappa needs a count above 0");
    }
    double[][] shares = new double[n][n];
    double[] rows = new double[n];
    double[] columns = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        shares[i][j] = table[i][j] / total;
        rows[i] += shares[i][j];
        columns[j] += shares[i][j];
      }
    }
    return of(shares, rows, columns, total);
  }

  private static Kappa of(double[][] shares, double[] rows, double[] columns, double total) {
    double agreed = 0;
    double expected = 0;
    for (int i = 0; i < shares.length; i++) {
      agreed += shares[i][i];
      expected += rows[i] * columns[i];
    }
    double kappa = (agreed - expected) / (1 - expected);
    double disagreement = 1 - kappa;
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      for (int j = 0; j < shares.length; j++) {
        double weight =
            i == j
                ? 1 - (rows[i] + columns[i]) * disagreement
                : (columns[i] + rows[j]) * disagreement;
        sum += shares[i][j] * weight * weight;
      }
    }
    double chance = kappa - expected * disagreement;
    double variance = (sum - chance * chance) / ((1 - expected) * (1 - expected) * total);
    return new Kappa(kappa, Math.sqrt(variance));
  }

  /** Normal interval. */
  public Interval interval(double level) {
    Interval.checkLevel(level);
    double half = Distributions.normalQuantile(1 - (1 - level) / 2) * standardError;
    return new Interval(kappa - half, kappa + half, level, "kappa, normal");
  }
}
