package org.rccbench.evaluators.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.statistics.PairedScores.Pair;

/**
 * Two systems are compared over contexts. Values of another hand: statsmodels 0.15.0 (OLS of a
 * constant with cov_type cluster and its small-sample correction; proportion_confint) and scipy
 * 1.17.1.
 */
class PairedScoresTest {
  private static final double LEVEL = 0.95;
  private static final Resampling RESAMPLING = new Resampling(4000, 17, LEVEL);
  private static final String[] A = {
    "110", "111", "110", "111", "111", "011", "111", "011", "011", "010", "111", "011"
  };
  private static final String[] B = {
    "100", "100", "001", "001", "011", "101", "010", "000", "100", "001", "010", "000"
  };
  private static final double[][] X = {
    {0.79, 0.79, 0.05}, {0.37, 0.08, 0.19}, {0.21, 0.86, 0.13}, {0.3, 0.49, 0.85},
    {0.97, 0.71, 0.21}, {0.54, 0.71, 0.05}, {0.68, 0.37, 0.59}, {0.67, 0.67, 0.52},
    {0.55, 0.2, 0.5}, {0.13, 0.48, 0.54}, {0.77, 0.39, 0.02}, {0.53, 0.21, 0.74}
  };
  private static final double[][] Y = {
    {0.8, 0.78, 0.1}, {0.39, 0.34, 0.34}, {0.36, 0.66, 0.1}, {0.24, 0.54, 0.62},
    {1.0, 0.82, 0.08}, {0.44, 0.63, 0.05}, {0.74, 0.57, 0.57}, {0.75, 0.69, 0.7},
    {0.62, 0.34, 0.39}, {0.11, 0.4, 0.69}, {0.84, 0.36, 0.0}, {0.58, 0.14, 0.65}
  };

  @Test
  void theIntervalOfContinuousScoresIsTheClusterRobustOne() {
    PairedScores scores = PairedScores.of(pairs(X, Y), 1);
    assertThat(scores.contexts()).isEqualTo(12);
    assertThat(scores.samples()).isEqualTo(36);
    assertThat(scores.difference()).isEqualTo(0.015833333333333328, within(1e-15));
    Interval interval = scores.interval(LEVEL).orElseThrow();
    assertThat(interval.low()).isEqualTo(-0.02544347464142754, within(1e-12));
    assertThat(interval.high()).isEqualTo(0.05711014130809419, within(1e-12));
    assertThat(scores.mcNemar()).isEmpty();
  }

  @Test
  void theIntervalOfAnswersIsTheWiderOneOfTAndOfFlips() {
    // the rule written a second time over proportion_confint; t alone: -0.609 to -0.280
    Interval common = PairedScores.of(pairs(A, B), 1).interval(LEVEL).orElseThrow();
    assertThat(common.low()).isEqualTo(-0.6396878935319348, within(1e-12));
    assertThat(common.high()).isEqualTo(-0.17423351983563906, within(1e-12));
    // t alone: -0.030 to 0.010, though one flip in 100 is likely where 5 in 100 are the truth
    List<Pair> rare =
        IntStream.range(0, 100).mapToObj(i -> new Pair("c" + i, 1, i == 3 ? 0 : 1)).toList();
    Interval oneFlip = PairedScores.of(rare, 1).interval(LEVEL).orElseThrow();
    assertThat(oneFlip.low()).isEqualTo(-0.055757961398183176, within(1e-12));
    assertThat(oneFlip.high()).isEqualTo(0.027907739185209987, within(1e-12));
  }

  @Test
  void scoresOfAHundredAreComparedAsTheirShares() {
    List<Pair> percent =
        pairs(A, B).stream()
            .map(p -> new Pair(p.context(), 100 * p.baseline(), 100 * p.candidate()))
            .toList();
    Interval shares = PairedScores.of(pairs(A, B), 1).interval(LEVEL).orElseThrow();
    Interval points = PairedScores.of(percent, 100).interval(LEVEL).orElseThrow();
    assertThat(points.low()).isEqualTo(100 * shares.low(), within(1e-10));
    assertThat(points.high()).isEqualTo(100 * shares.high(), within(1e-10));
  }

  @Test
  void contextsThatAllDifferAlikeLeaveTheExactBoundOfDoubt() {
    List<Pair> same = IntStream.range(0, 40).mapToObj(i -> new Pair("c" + i, 0.25, 0.25)).toList();
    Interval interval = PairedScores.of(same, 1).interval(LEVEL).orElseThrow();
    // Clopper and Pearson, 0 of 40: 1 - 0.025^(1/40)
    double bound = 1 - Math.pow(0.025, 1 / 40.0);
    assertThat(interval.low()).isEqualTo(-bound, within(1e-12));
    assertThat(interval.high()).isEqualTo(bound, within(1e-12));
    assertThat(Verdict.of(interval, 1, 0)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Verdict.of(interval, 1, 0.1)).isEqualTo(Verdict.SAME);
  }

  @Test
  void repeatingTheSamplesOfAContextChangesNoInterval() {
    List<Pair> often = new ArrayList<>();
    pairs(X, Y).forEach(pair -> often.addAll(Collections.nCopies(7, pair)));
    Interval once = PairedScores.of(pairs(X, Y), 1).interval(LEVEL).orElseThrow();
    Interval repeated = PairedScores.of(often, 1).interval(LEVEL).orElseThrow();
    assertThat(repeated.low()).isEqualTo(once.low(), within(1e-12));
    assertThat(repeated.high()).isEqualTo(once.high(), within(1e-12));
  }

  @Test
  void flippingTheSignsOfTwelveContextsIsTriedInFull() {
    // 1758 of the 4096 choices of signs
    double p = PairedScores.of(pairs(X, Y), 1).permutation(RESAMPLING);
    assertThat(p).isEqualTo(1758 / 4096.0);
  }

  @Test
  void flippingTheSignsOfAnswersIsMcNemarsExactTest() {
    List<Pair> few = flips(9, 2, 30);
    PairedScores exact = PairedScores.of(few, 1);
    assertThat(exact.permutation(RESAMPLING))
        .isEqualTo(exact.mcNemar().orElseThrow().p(), within(1e-12))
        .isEqualTo(new McNemar(9, 2).exact().p(), within(1e-12));
    PairedScores drawn = PairedScores.of(flips(60, 40, 100), 1);
    double expected = new McNemar(60, 40).exact().p();
    double noise = Math.sqrt(expected * (1 - expected) / 20_000);
    assertThat(drawn.permutation(new Resampling(20_000, 3, LEVEL)))
        .isEqualTo(expected, within(4 * noise));
    assertThat(drawn.candidateAhead()).isEqualTo(60);
    assertThat(drawn.baselineAhead()).isEqualTo(40);
  }

  @Test
  void severalAnswersAContextAreTestedByTheClusteredForm() {
    TestResult test = PairedScores.of(pairs(A, B), 1).mcNemar().orElseThrow();
    assertThat(test.statistic()).isEqualTo(9.142857142857142, within(1e-12));
    assertThat(test.p()).isEqualTo(0.002496908915141551, within(1e-14));
  }

  @Test
  void withOneAnswerAContextTheClusteredFormIsMcNemarsOwn() {
    double[] shares =
        flips(17, 6, 20).stream().mapToDouble(p -> p.candidate() - p.baseline()).toArray();
    assertThat(ClusteredMcNemar.of(shares).orElseThrow().statistic())
        .isEqualTo(new McNemar(17, 6).chiSquared().orElseThrow().statistic(), within(1e-12));
  }

  @Test
  void retentionIsTheRatioOfTheMeans() {
    Retention retention = PairedScores.of(pairs(X, Y), 1).retention(RESAMPLING);
    double x = 0;
    double y = 0;
    for (int i = 0; i < X.length; i++) {
      x += X[i][0] + X[i][1] + X[i][2];
      y += Y[i][0] + Y[i][1] + Y[i][2];
    }
    assertThat(retention.ratio().orElseThrow()).isEqualTo(y / x, within(1e-12));
    Interval interval = retention.interval().orElseThrow();
    assertThat(interval.contains(y / x)).isTrue();
    // delta method: the spread of y - r x over contexts, which n = 12 is near
    double[] rests = new double[X.length];
    for (int i = 0; i < rests.length; i++) {
      rests[i] =
          (Y[i][0] + Y[i][1] + Y[i][2] - y / x * (X[i][0] + X[i][1] + X[i][2])) / (x / X.length);
    }
    double error = Summary.of(rests).standardError().orElseThrow();
    assertThat(interval.high() - interval.low())
        .isEqualTo(2 * 1.96 * error, within(0.15 * 3.92 * error));
    assertThat(interval.method()).contains("seed 17").contains("12 contexts");
  }

  @Test
  void retentionIsUndefinedWhereTheUncompressedScoreReachesZero() {
    List<Pair> weak =
        IntStream.range(0, 20).mapToObj(i -> new Pair("c" + i, i < 2 ? 1 : 0, 1)).toList();
    Retention retention = PairedScores.of(weak, 1).retention(RESAMPLING);
    assertThat(retention.ratio()).isEmpty();
    assertThat(retention.interval()).isEmpty();
    assertThat(retention.note()).startsWith("undefined: ").contains("reaches 0");
    Retention other = PairedScores.of(weak, 1).swapped().retention(RESAMPLING);
    assertThat(other.ratio().orElseThrow()).isEqualTo(0.1, within(1e-12));
  }

  @Test
  void nothingButHitsIsNoProofOfFullRetention() {
    List<Pair> hits = IntStream.range(0, 9).mapToObj(i -> new Pair("c" + i, 1, 1)).toList();
    Retention retention = PairedScores.of(hits, 1).retention(RESAMPLING);
    assertThat(retention.ratio()).hasValue(1);
    assertThat(retention.interval()).isEmpty();
    assertThat(retention.note()).contains("no doubt");
  }

  @Test
  void oneContextHasNoIntervalAndNoTest() {
    PairedScores one = PairedScores.of(List.of(new Pair("c", 1, 0), new Pair("c", 0, 0)), 1);
    assertThat(one.interval(LEVEL)).isEmpty();
    assertThat(one.detectable(0.05, 0.8)).isEmpty();
    assertThat(one.permutation(RESAMPLING)).isEqualTo(1);
    assertThatThrownBy(() -> PairedScores.of(List.of(), 1)).hasMessageContaining("nothing to");
    assertThatThrownBy(() -> new Pair("c", Double.NaN, 0)).hasMessageContaining("NaN");
  }

  @Test
  void theOrderOfSamplesDoesNotMatter() {
    List<Pair> shuffled = new ArrayList<>(pairs(X, Y));
    Collections.shuffle(shuffled, new Random(4));
    PairedScores forth = PairedScores.of(pairs(X, Y), 1);
    PairedScores back = PairedScores.of(shuffled, 1);
    assertThat(back.retention(RESAMPLING).interval().orElseThrow().low())
        .isEqualTo(forth.retention(RESAMPLING).interval().orElseThrow().low(), within(1e-12));
  }

  @Test
  void verdictsNeedTheIntervalAndTheTest() {
    Interval above = new Interval(0.02, 0.2, LEVEL, "x");
    Interval below = new Interval(-0.2, -0.02, LEVEL, "x");
    Interval around = new Interval(-0.01, 0.02, LEVEL, "x");
    assertThat(Verdict.of(above, 0.04, 0)).isEqualTo(Verdict.BETTER);
    assertThat(Verdict.of(above, 0.041, 0)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Verdict.of(below, 0.01, 0)).isEqualTo(Verdict.WORSE);
    assertThat(Verdict.of(around, 0.01, 0)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Verdict.of(around, 0.4, 0.02)).isEqualTo(Verdict.SAME);
    assertThat(Verdict.of(above, 0.01, 0.3)).isEqualTo(Verdict.SAME);
    assertThatThrownBy(() -> Verdict.of(above, Double.NaN, 0)).hasMessageContaining("NaN");
  }

  @Test
  void fourTimesTheContextsDetectHalfTheDifference() {
    DetectableDifference now = PairedScores.of(pairs(X, Y), 1).detectable(0.05, 0.8).orElseThrow();
    // (t(.975) + t(.8)) standard errors with 11 degrees of freedom
    assertThat(now.difference())
        .isEqualTo((2.200985160091639 + 0.8755299780738819) * 0.01875378749625113, within(1e-12));
    assertThat(now.contextsNeeded(now.difference() / 2)).isBetween(48L, 49L);
    assertThat(now.samplesNeeded(now.difference() / 2)).isBetween(144L, 147L);
    assertThatThrownBy(() -> now.contextsNeeded(0)).hasMessageContaining("0");
  }

  private static List<Pair> flips(int toTheBetter, int toTheWorse, int none) {
    List<Pair> pairs = new ArrayList<>();
    IntStream.range(0, toTheBetter).forEach(i -> pairs.add(new Pair(name("b", i), 0, 1)));
    IntStream.range(0, toTheWorse).forEach(i -> pairs.add(new Pair(name("w", i), 1, 0)));
    IntStream.range(0, none).forEach(i -> pairs.add(new Pair(name("n", i), 1, 1)));
    return pairs;
  }

  private static String name(String prefix, int number) {
    return String.format(Locale.ROOT, "%s%04d", prefix, number);
  }

  private static List<Pair> pairs(String[] a, String[] b) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length(); j++) {
        pairs.add(new Pair(name("c", i), a[i].charAt(j) - '0', b[i].charAt(j) - '0'));
      }
    }
    return pairs;
  }

  private static List<Pair> pairs(double[][] a, double[][] b) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        pairs.add(new Pair(name("c", i), a[i][j], b[i][j]));
      }
    }
    return pairs;
  }
}
