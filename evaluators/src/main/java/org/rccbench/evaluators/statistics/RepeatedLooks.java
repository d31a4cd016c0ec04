package org.rccbench.evaluators.statistics;

import java.util.List;

/**
 * The interval of a share that is looked at several times and may be reported at any of them: each
 * look has its part of the error (Bonferroni), so that all looks together cover the truth at least
 * as often as the level says, whatever the rule that ends the sampling.
 *
 * @param counts trials at each look, rising
 * @param level of all looks together
 */
public record RepeatedLooks(List<Integer> counts, double level) {
  /** After 50, 100, 200 and 400 samples, at 95 %. */
  public static final RepeatedLooks PASSKEY = new RepeatedLooks(List.of(50, 100, 200, 400), 0.95);

  /** Checks that the counts rise. */
  public RepeatedLooks {
    counts = List.copyOf(counts);
    Interval.checkLevel(level);
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) <= (i == 0 ? 0 : counts.get(i - 1))) {
        throw new IllegalArgumentException("looks must be at rising counts, was " + counts);
      }
    }
    if (counts.isEmpty()) {
      throw new IllegalArgumentException("there must be a look");
    }
  }

  /** The exact interval (Clopper and Pearson) of one look. */
  public Interval interval(long successes, long trials) {
    Interval one = ClopperPearson.interval(successes, trials, 1 - (1 - level) / counts.size());
    return new Interval(
        one.low(), one.high(), level, "clopper-pearson, " + counts.size() + " looks");
  }

  /** Half its width. */
  public double halfWidth(long successes, long trials) {
    Interval interval = interval(successes, trials);
    return (interval.high() - interval.low()) / 2;
  }
}
