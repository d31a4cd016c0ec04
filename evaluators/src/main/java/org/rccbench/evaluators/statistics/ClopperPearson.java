package org.rccbench.evaluators.statistics;

/**
 * The exact interval of a proportion (Clopper and Pearson 1934), wider than Wilson's. Only right
 * where every trial is its own context.
 */
public final class ClopperPearson {
  private ClopperPearson() {}

  /** Interval of {@code successes} in {@code trials}. */
  public static Interval interval(long successes, long trials, double level) {
    Wilson.check(successes, trials, level);
    double tail = (1 - level) / 2;
    long failures = trials - successes;
    return new Interval(
        successes == 0 ? 0 : Distributions.betaQuantile(tail, (double) successes, failures + 1.0),
        failures == 0
            ? 1
            : Distributions.betaQuantile(1 - tail, successes + 1.0, (double) failures),
        level,
        "clopper-pearson");
  }
}
