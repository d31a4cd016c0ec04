package org.rccbench.evaluators.statistics;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/**
 * The interval of a difference between two systems. Student's t over the contexts' differences,
 * which is the cluster-robust interval with its small-sample correction where contexts weigh the
 * same. It holds its level well, but says too little where differences are rare:
 *
 * <ul>
 *   <li>Of right and wrong answers it is never narrower than the interval that the two shares of
 *       flips give together, each with its {@link ClusteredWilson} (Newcombe 1998, "Improved
 *       confidence intervals for the difference between binomial proportions based on paired data";
 *       as a rule for any two intervals, Zou and Donner 2008). One flip in 100 contexts is not
 *       nearly none.
 *   <li>Where all contexts differ alike, t has no width. Then the exact bound of the share of
 *       contexts that could be otherwise (Clopper and Pearson, none in k) is used.
 * </ul>
 *
 * @param scores two contexts or more
 * @param level confidence
 */
record DifferenceInterval(PairedScores scores, double level) {

  Interval interval() {
    Interval student = student();
    if (scores.areTrials()) {
      return wider(student, ofFlips());
    }
    return student.low() < student.high() ? student : bound(student.low());
  }

  private Interval student() {
    double[] differences = scores.differences();
    double k = differences.length;
    double error = Math.sqrt(StatUtils.variance(differences) / k);
    double half = Distributions.tQuantile(1 - (1 - level) / 2, k - 1) * error;
    double mean = scores.difference();
    return within(mean - half, mean + half, "student t over " + differences.length + " contexts");
  }

  private Interval wider(Interval student, Interval flips) {
    return new Interval(
        Math.min(student.low(), flips.low()),
        Math.max(student.high(), flips.high()),
        level,
        student.method() + " and wilson of the flips, the wider ends");
  }

  private Interval ofFlips() {
    Share ahead = Share.of(scores.ahead(), level);
    Share behind = Share.of(scores.behind(), level);
    double correlation = correlation();
    double difference = ahead.share - behind.share;
    return within(
        scores.best() * (difference - length(ahead.below(), behind.above(), correlation)),
        scores.best() * (difference + length(ahead.above(), behind.below(), correlation)),
        "wilson of the flips");
  }

  /** A context in which the candidate is ahead has less room for samples in which it is behind. */
  private double correlation() {
    double[] ahead = scores.ahead().contextMeans();
    double[] behind = scores.behind().contextMeans();
    double found = new PearsonsCorrelation().correlation(ahead, behind);
    return Double.isNaN(found) ? 0 : found;
  }

  private static double length(double one, double other, double correlation) {
    double squared = one * one + other * other - 2 * correlation * one * other;
    return Math.sqrt(Math.max(0, squared));
  }

  private Interval bound(double difference) {
    double otherwise = ClopperPearson.interval(0, scores.contexts(), level).high();
    double kept = (1 - otherwise) * difference;
    return within(
        kept - otherwise * scores.best(),
        kept + otherwise * scores.best(),
        "all " + scores.contexts() + " contexts differ alike: exact bound");
  }

  private Interval within(double low, double high, String method) {
    double best = scores.best();
    return new Interval(
        Math.min(best, Math.max(-best, low)), Math.max(-best, Math.min(best, high)), level, method);
  }

  /** A share of flips with its interval. */
  private record Share(double share, Interval interval) {
    static Share of(ContextScores shares, double level) {
      return new Share(shares.mean(), ClusteredWilson.ofContexts(shares, level));
    }

    double below() {
      return share - interval.low();
    }

    double above() {
      return interval.high() - share;
    }
  }
}
