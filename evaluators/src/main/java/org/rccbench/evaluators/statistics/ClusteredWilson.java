package org.rccbench.evaluators.statistics;

import java.util.Optional;

/**
 * Wilson's interval of a proportion whose trials come in contexts: Wilson's formula over the
 * effective number of trials, the number divided by the design effect (Rao and Scott 1992, "A
 * simple method for the analysis of clustered binary data"; compared with other intervals by Saha,
 * Miller and Wang 2016), times (z/t)², which allows for a variance estimated from few contexts
 * (Korn and Graubard 1998). Where contexts do not differ at all, each counts as one trial: that is
 * the most that their trials could be alike.
 */
public final class ClusteredWilson {
  private ClusteredWilson() {}

  /**
   * Interval of the scores' mean; empty with fewer than two contexts.
   *
   * @throws IllegalArgumentException if a score is neither 0 nor the best one
   */
  public static Optional<Interval> interval(ContextScores scores, double level) {
    Interval.checkLevel(level);
    if (!scores.areTrials()) {
      throw new IllegalArgumentException("a proportion needs scores that are 0 or the best one");
    }
    return scores.contexts() < 2 ? Optional.empty() : Optional.of(ofContexts(scores, level));
  }

  /** The same of two contexts or more, whose scores may be shares of trials. */
  static Interval ofContexts(ContextScores scores, double level) {
    double p = scores.mean() / scores.best();
    double effective = effectiveTrials(scores, level);
    double z = Distributions.normalQuantile(1 - (1 - level) / 2);
    double spread = z * z / effective;
    double center = (p + spread / 2) / (1 + spread);
    double half = z * Math.sqrt(p * (1 - p) / effective + spread / (4 * effective)) / (1 + spread);
    return new Interval(
            p == 0 ? 0 : Math.max(0, center - half),
            p == 1 ? 1 : Math.min(1, center + half),
            level,
            "wilson over " + scores.contexts() + " contexts, design effect")
        .times(scores.best());
  }

  private static double effectiveTrials(ContextScores scores, double level) {
    if (scores.isConstant()) {
      return scores.contexts();
    }
    double p = scores.mean() / scores.best();
    double variance = scores.variance() / (scores.best() * scores.best());
    double ratio =
        Distributions.normalQuantile(1 - (1 - level) / 2)
            / Distributions.tQuantile(1 - (1 - level) / 2, scores.contexts() - 1.0);
    return Math.min(scores.samples(), p * (1 - p) / variance) * ratio * ratio;
  }
}
