package org.rccbench.evaluators.statistics;

/** The interval of a proportion from Jeffreys' prior, Beta(1/2, 1/2). */
public final class Jeffreys {
  private static final double PRIOR = 0.5;

  private Jeffreys() {}

  /** Interval of {@code successes} in {@code trials}. */
  public static Interval interval(long successes, long trials, double level) {
    Wilson.check(successes, trials, level);
    double tail = (1 - level) / 2;
    double alpha = successes + PRIOR;
    double beta = trials - successes + PRIOR;
    return new Interval(
        Distributions.betaQuantile(tail, alpha, beta),
        Distributions.betaQuantile(1 - tail, alpha, beta),
        level,
        "jeffreys");
  }
}
