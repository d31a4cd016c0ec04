package org.rccbench.evaluators.statistics;

/** What a comparison says about the candidate. */
public enum Verdict {
  /** The interval of the difference lies above 0, and the test finds p at most {@link #ALPHA}. */
  BETTER,
  /** The same below 0. */
  WORSE,
  /** The interval lies within the margin that counts as no difference. */
  SAME,
  /** Neither: the evidence does not reach. */
  INCONCLUSIVE;

  /**
   * Chance of a false alarm that a verdict is given at. A verdict without a difference is promised
   * in at most 5 % of comparisons; the point between is room for what is approximate, such as
   * Student's t over skewed scores.
   */
  public static final double ALPHA = 0.04;

  /**
   * The verdict.
   *
   * @param difference interval of the difference, candidate less baseline
   * @param p of a test of no difference, adjusted for all the tests beside it
   * @param margin a difference up to this size counts as none; 0 if any counts
   */
  public static Verdict of(Interval difference, double p, double margin) {
    if (!(margin >= 0) || !(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "a verdict needs a margin >= 0 and a p of 0 to 1, got " + margin + " and " + p);
    }
    if (-margin <= difference.low() && difference.high() <= margin) {
      return SAME;
    }
    boolean significant = p <= ALPHA;
    if (significant && difference.low() > 0) {
      return BETTER;
    }
    return significant && difference.high() < 0 ? WORSE : INCONCLUSIVE;
  }
}
