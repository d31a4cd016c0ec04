package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What share of a score is kept: the ratio of two means on the same contexts, with the percentile
 * bootstrap in which a context brings both its scores.
 *
 * @param ratio kept score over whole score; empty where it is undefined
 * @param interval empty where it is undefined, or where resampling contexts shows nothing
 * @param note why something is empty, else null
 */
public record Retention(OptionalDouble ratio, Optional<Interval> interval, String note) {

  /**
   * Retention of paired context means.
   *
   * @param kept means of the system that keeps less
   * @param whole means of the system that everything is measured against
   */
  static Retention of(double[] kept, double[] whole, Resampling resampling) {
    double mean = StatUtils.mean(whole);
    if (kept.length < 2) {
      return mean > 0
          ? new Retention(ratio(kept, whole), Optional.empty(), "one context has no interval")
          : undefined("the uncompressed score is " + mean);
    }
    double[] ratios = new double[resampling.resamples()];
    double[] wholes = new double[resampling.resamples()];
    draw(kept, whole, new Draws(resampling.seed()), ratios, wholes);
    String method = "percentile bootstrap of " + ratios.length;
    Interval denominator = ContextScores.percentileInterval(wholes, resampling.level(), method);
    if (!(denominator.low() > 0)) {
      return undefined(
          "the interval of the uncompressed score, ["
              + denominator.low()
              + ", "
              + denominator.high()
              + "], reaches 0");
    }
    Arrays.sort(ratios);
    if (ratios[0] == ratios[ratios.length - 1]) {
      return new Retention(
          ratio(kept, whole), Optional.empty(), "all contexts alike: resampling shows no doubt");
    }
    String full = method + " over " + kept.length + " contexts, seed " + resampling.seed();
    return new Retention(
        ratio(kept, whole),
        Optional.of(ContextScores.percentileInterval(ratios, resampling.level(), full)),
        null);
  }

  private static Retention undefined(String why) {
    return new Retention(OptionalDouble.empty(), Optional.empty(), "undefined: " + why);
  }

  private static OptionalDouble ratio(double[] kept, double[] whole) {
    return OptionalDouble.of(StatUtils.sum(kept) / StatUtils.sum(whole));
  }

  private static void draw(
      double[] kept, double[] whole, Draws draws, double[] ratios, double[] wholes) {
    int n = kept.length;
    // both scores of a context side by side: one look into memory instead of two
    double[] pairs = new double[2 * n];
    for (int i = 0; i < n; i++) {
      pairs[2 * i] = kept[i];
      pairs[2 * i + 1] = whole[i];
    }
    for (int r = 0; r < ratios.length; r++) {
      double numerator = 0;
      double denominator = 0;
      for (int i = 0; i < n; i += 2) {
        long bits = draws.next();
        int at = 2 * Draws.low(bits, n);
        numerator += pairs[at];
        denominator += pairs[at + 1];
        if (i + 1 < n) {
          at = 2 * Draws.high(bits, n);
          numerator += pairs[at];
          denominator += pairs[at + 1];
        }
      }
      wholes[r] = denominator / n;
      // a resample that has nothing to keep says nothing against keeping all: count it as large
      ratios[r] = denominator > 0 ? numerator / denominator : Double.MAX_VALUE;
    }
  }
}
