package org.rccbench.evaluators.statistics;

/**
 * Wilson's score interval of a proportion (Wilson 1927). Only right where every trial is its own
 * context; elsewhere resample contexts.
 */
public final class Wilson {
  private Wilson() {}

  /**
   * Interval of {@code successes} in {@code trials}, without continuity correction.
   *
   * @throws IllegalArgumentException if there are no trials or more successes than trials
   */
  public static Interval interval(long successes, long trials, double level) {
    check(successes, trials, level);
    double z = Distributions.normalQuantile(1 - (1 - level) / 2);
    double p = (double) successes / trials;
    double spread = z * z / trials;
    double center = (p + spread / 2) / (1 + spread);
    double half = z * Math.sqrt(p * (1 - p) / trials + spread / (4 * trials)) / (1 + spread);
    return new Interval(
        successes == 0 ? 0 : center - half,
        successes == trials ? 1 : Math.min(1, center + half),
        level,
        "wilson");
  }

  /** The wider interval with continuity correction (Newcombe 1998, method 4). */
  public static Interval withContinuity(long successes, long trials, double level) {
    check(successes, trials, level);
    double z = Distributions.normalQuantile(1 - (1 - level) / 2);
    double n = trials;
    double p = successes / n;
    double q = 1 - p;
    double denominator = 2 * (n + z * z);
    double center = (2 * n * p + z * z) / denominator;
    double below = (1 + z * Math.sqrt(z * z - 2 - 1 / n + 4 * p * (n * q + 1))) / denominator;
    double above = (1 + z * Math.sqrt(z * z + 2 - 1 / n + 4 * p * (n * q - 1))) / denominator;
    return new Interval(
        successes == 0 ? 0 : Math.max(0, center - below),
        successes == trials ? 1 : Math.min(1, center + above),
        level,
        "wilson, continuity");
  }

  static void check(long successes, long trials, double level) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "a proportion needs 0 <= successes <= trials and a trial, got "
              + successes
              + " of "
              + trials);
    }
    Interval.checkLevel(level);
  }
}
