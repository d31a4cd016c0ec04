package org.rccbench.evaluators.statistics;

/**
 * The textbook interval p ± z·√(p(1 − p)/n), clipped to 0 and 1: for comparison with publications
 * only, since it has no width at 0 and 1.
 */
public final class NormalProportion {
  private NormalProportion() {}

  /** Interval of {@code successes} in {@code trials}. */
  public static Interval interval(long successes, long trials, double level) {
    Wilson.check(successes, trials, level);
    double p = (double) successes / trials;
    double half =
        Distributions.normalQuantile(1 - (1 - level) / 2) * Math.sqrt(p * (1 - p) / trials);
    return new Interval(Math.max(0, p - half), Math.min(1, p + half), level, "normal, clipped");
  }
}
