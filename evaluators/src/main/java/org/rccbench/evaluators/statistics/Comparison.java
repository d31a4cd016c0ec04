package org.rccbench.evaluators.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is said about a candidate beside a baseline on the same samples.
 *
 * @param scores the paired scores
 * @param interval of the difference, at the level of the resampling; empty with one context
 * @param p of the permutation test
 * @param adjusted the same by Holm's rule for all comparisons made together
 * @param mcNemar p of McNemar's test, its clustered form where a context has several samples; empty
 *     where scores are not right or wrong
 * @param verdict what follows
 * @param margin a difference up to this size counts as none, in the unit of the scores
 * @param detectable the smallest true difference that is found with {@link #POWER}; empty with one
 *     context
 * @param retention what share of the baseline's score the candidate keeps
 */
public record Comparison(
    PairedScores scores,
    Optional<Interval> interval,
    double p,
    double adjusted,
    Optional<Double> mcNemar,
    Verdict verdict,
    double margin,
    Optional<DetectableDifference> detectable,
    Retention retention) {

  /** The power at which a difference is called detectable. */
  public static final double POWER = 0.8;

  /**
   * Compares, and adjusts for all comparisons together.
   *
   * @param all one for each thing compared
   * @param margin a difference up to this share of a perfect score counts as none
   * @throws IllegalArgumentException if the margin is no share
   */
  public static List<Comparison> of(List<PairedScores> all, double margin, Resampling resampling) {
    if (!(margin >= 0 && margin < 1)) {
      throw new IllegalArgumentException(
          "the margin is a share of a perfect score, 0 or more and less than 1, was " + margin);
    }
    double[] p = all.stream().mapToDouble(scores -> scores.permutation(resampling)).toArray();
    double[] adjusted = PValueAdjustment.HOLM.adjusted(p);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      comparisons.add(of(all.get(i), new Tested(p[i], adjusted[i], p.length), margin, resampling));
    }
    return comparisons;
  }

  /**
   * A test among others.
   *
   * @param p its own
   * @param adjusted for all of them
   * @param tests how many there are
   */
  private record Tested(double p, double adjusted, int tests) {}

  private static Comparison of(
      PairedScores scores, Tested tested, double margin, Resampling resampling) {
    double size = margin * scores.best();
    Optional<Interval> interval = scores.interval(resampling.level());
    return new Comparison(
        scores,
        interval,
        tested.p,
        tested.adjusted,
        scores.mcNemar().map(TestResult::p).filter(Double::isFinite),
        interval.map(ends -> Verdict.of(ends, tested.adjusted, size)).orElse(Verdict.INCONCLUSIVE),
        size,
        // Holm's first step asks every test for this much
        scores.detectable(Verdict.ALPHA / tested.tests, POWER),
        scores.retention(resampling));
  }

  /**
   * Samples, as many a context as now, that would find a true difference of the margin's size; of
   * the size observed, where any difference counts. Empty where that is 0, or with one context.
   */
  public OptionalLong samplesNeeded() {
    double size = margin > 0 ? margin : Math.abs(scores.difference());
    return size > 0 && detectable.isPresent()
        ? OptionalLong.of(detectable.get().samplesNeeded(size))
        : OptionalLong.empty();
  }
}
