package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Wilcoxon's signed-rank test of paired values, as scipy 1.17 computes it. The two-sided statistic
 * is the smaller rank sum.
 */
public final class Wilcoxon {
  private static final int MOST_EXACT = 50;
  private static final int MOST_FLIPPED = 13;

  private final double[] differences;
  private final double[] nonZero;

  private Wilcoxon(double[] differences) {
    this.differences = differences;
    this.nonZero = Arrays.stream(differences).filter(d -> d != 0).toArray();
  }

  /** What happens to pairs of equal values. */
  public enum Zeros {
    /** They are dropped before ranking (Wilcoxon 1945). */
    DROPPED,
    /** They are ranked, and their ranks are dropped (Pratt 1959). */
    RANKED
  }

  /** Prepares the test of {@code first - second}. */
  public static Wilcoxon of(double[] first, double[] second) {
    return new Wilcoxon(Differences.of(first, second));
  }

  /** Normal approximation, two-sided. */
  public TestResult approximate(Zeros zeros, boolean continuity) {
    RankSums sums = sums(zeros);
    double shift = sums.positive - sums.mean;
    double z = (shift - (continuity ? Math.signum(shift) / 2 : 0)) / sums.deviation;
    return new TestResult(
        Math.min(sums.positive, sums.negative), 2 * Distributions.normalAbove(Math.abs(z)));
  }

  /** Normal approximation of "the first is larger"; the statistic is the positive rank sum. */
  public TestResult greater() {
    RankSums sums = sums(Zeros.DROPPED);
    double z = (sums.positive - sums.mean) / sums.deviation;
    return new TestResult(sums.positive, Distributions.normalAbove(z));
  }

  /** Exact distribution; empty if there are ties or zeros. */
  public Optional<TestResult> exact() {
    if (!isPlain()) {
      return Optional.empty();
    }
    RankSums sums = sums(Zeros.DROPPED);
    double smaller = Math.min(sums.positive, sums.negative);
    double[] chances = new double[(int) (sums.positive + sums.negative) + 1];
    chances[0] = 1;
    for (int rank = 1; rank <= nonZero.length; rank++) {
      for (int sum = chances.length - 1; sum >= 0; sum--) {
        chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
      }
    }
    double below = Arrays.stream(chances, 0, (int) smaller + 1).sum();
    return Optional.of(new TestResult(smaller, Math.min(1, 2 * below)));
  }

  /**
   * scipy's default: exact up to 50 pairs without ties and zeros, all sign flips up to 13 pairs,
   * else the normal approximation without correction.
   */
  public TestResult automatic() {
    if (differences.length <= MOST_EXACT && isPlain()) {
      return exact().orElseThrow();
    }
    return differences.length <= MOST_FLIPPED ? flipped() : approximate(Zeros.DROPPED, false);
  }

  private TestResult flipped() {
    RankSums sums = sums(Zeros.DROPPED);
    double[] ranks = Ranks.of(magnitudes(nonZero));
    int flips = 1 << nonZero.length;
    int atMost = 0;
    int atLeast = 0;
    for (int flip = 0; flip < flips; flip++) {
      double positive = 0;
      for (int i = 0; i < ranks.length; i++) {
        positive += (flip >> i & 1) == 1 ? ranks[i] : 0;
      }
      atMost += positive <= sums.positive ? 1 : 0;
      atLeast += positive >= sums.positive ? 1 : 0;
    }
    return new TestResult(
        Math.min(sums.positive, sums.negative),
        Math.min(1, 2.0 * Math.min(atMost, atLeast) / flips));
  }

  private boolean isPlain() {
    return nonZero.length == differences.length && Ranks.tieTerm(magnitudes(nonZero)) == 0;
  }

  private RankSums sums(Zeros zeros) {
    double[] ranked = zeros == Zeros.DROPPED ? nonZero : differences;
    double[] ranks = Ranks.of(magnitudes(ranked));
    double positive = 0;
    double negative = 0;
    for (int i = 0; i < ranked.length; i++) {
      positive += ranked[i] > 0 ? ranks[i] : 0;
      negative += ranked[i] < 0 ? ranks[i] : 0;
    }
    double n = ranked.length;
    double z = ranked.length - nonZero.length;
    double mean = n * (n + 1) / 4 - z * (z + 1) / 4;
    double variance =
        n * (n + 1) * (2 * n + 1) / 24
            - z * (z + 1) * (2 * z + 1) / 24
            - Ranks.tieTerm(magnitudes(nonZero)) / 48;
    return new RankSums(positive, negative, mean, Math.sqrt(variance));
  }

  private static double[] magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  private record RankSums(double positive, double negative, double mean, double deviation) {}
}
