package org.rccbench.evaluators.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rccbench.evaluators.statistics.PairedScores.Pair;

/**
 * What a comparison claims, checked on pairs of runs whose truth is known: 100 contexts of 5
 * samples, right and wrong answers or scores in between, uncorrelated within a context or half.
 * Without a difference there is a verdict in at most 5 % of pairs; intervals of 95 % cover the
 * truth in 93 to 97 %; the difference that is stated as detectable is found in 77 to 83 %. Each
 * rate is over 3,000 pairs, which leaves 0.4 points of chance, or over as many as the system
 * property {@code simulated.pairs} says; signs are flipped and contexts drawn 400 times instead of
 * 10,000, so that all of it takes seconds.
 */
class SimulatedComparisonsTest {
  private static final int CONTEXTS = 100;
  private static final int SAMPLES = 5;
  private static final int RUNS = Integer.getInteger("simulated.pairs", 3000);
  private static final int RESAMPLES = 400;
  private static final double LEVEL = 0.95;
  private static final double MEAN = 0.55;

  /** How scores come about. */
  private enum Scores {
    /** 1 or 0: with chance sqrt(correlation) the context's own answer, else the sample's. */
    ANSWERS {
      @Override
      double score(Random random, double mean, double context, double correlation) {
        boolean shared = random.nextDouble() < Math.sqrt(correlation);
        return (shared ? context : random.nextDouble()) < mean ? 1 : 0;
      }

      @Override
      double context(Random random) {
        return random.nextDouble();
      }
    },
    /** Any number: the context's part and the sample's part of a variance of 0.04. */
    GRADED {
      @Override
      double score(Random random, double mean, double context, double correlation) {
        double own = random.nextGaussian();
        return mean + 0.2 * (Math.sqrt(correlation) * context + Math.sqrt(1 - correlation) * own);
      }

      @Override
      double context(Random random) {
        return random.nextGaussian();
      }
    };

    abstract double context(Random random);

    abstract double score(Random random, double mean, double context, double correlation);
  }

  /**
   * A kind of pairs of runs.
   *
   * @param scores how scores come about
   * @param correlation within a context, 0 to 1
   */
  private record World(Scores scores, double correlation) {
    /** Two runs whose means differ by {@code difference}. */
    List<Pair> pairs(Random random, double difference) {
      List<Pair> pairs = new ArrayList<>();
      for (int c = 0; c < CONTEXTS; c++) {
        double first = scores.context(random);
        double second = scores.context(random);
        for (int s = 0; s < SAMPLES; s++) {
          pairs.add(
              new Pair(
                  "c" + c,
                  scores.score(random, MEAN - difference / 2, first, correlation),
                  scores.score(random, MEAN + difference / 2, second, correlation)));
        }
      }
      return pairs;
    }
  }

  /**
   * Shares of simulated pairs of runs.
   *
   * @param better verdicts that the candidate is better
   * @param worse verdicts that it is worse
   * @param covered intervals of the difference that hold the true one
   * @param kept intervals of the retention that hold the true one
   * @param detectable mean of the differences that were stated as detectable
   */
  private record Rates(
      double better, double worse, double covered, double kept, double detectable) {}

  static Stream<Arguments> worlds() {
    return Arrays.stream(Scores.values())
        .flatMap(scores -> Stream.of(Arguments.of(scores, 0.0), Arguments.of(scores, 0.5)));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void claimsHoldAtTheirRates(Scores scores, double correlation) {
    World world = new World(scores, correlation);
    Rates nothing = rates(world, 0, 11, PairedScores::of);
    Rates found = rates(world, nothing.detectable, 13, PairedScores::of);
    String what = world + ": " + nothing + ", at the detectable difference " + found;
    assertThat(nothing.better + nothing.worse).as(what).isLessThanOrEqualTo(0.05);
    assertThat(nothing.covered).as(what).isBetween(0.93, 0.97);
    assertThat(nothing.kept).as(what).isBetween(0.93, 0.97);
    assertThat(found.covered).as(what).isBetween(0.93, 0.97);
    assertThat(found.kept).as(what).isBetween(0.93, 0.97);
    assertThat(found.better).as(what).isBetween(0.77, 0.83);
    assertThat(found.worse).as(what).isZero();
  }

  @ParameterizedTest
  @EnumSource(Scores.class)
  void countingSamplesInsteadOfContextsBreaksThem(Scores scores) {
    Rates rates =
        rates(new World(scores, 0.5), 0, 17, (pairs, best) -> PairedScores.of(alone(pairs), best));
    // five half correlated samples count as 5 / (1 + 4 * 0.5): z of 2.05 is one of 1.19
    assertThat(rates.better + rates.worse).isBetween(0.17, 0.27);
    assertThat(rates.covered).isLessThan(0.8);
  }

  /** Every sample as a context of its own. */
  private static List<Pair> alone(List<Pair> pairs) {
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> new Pair("s" + i, pairs.get(i).baseline(), pairs.get(i).candidate()))
        .toList();
  }

  private static Rates rates(
      World world, double difference, long seed, BiFunction<List<Pair>, Double, PairedScores> of) {
    int better = 0;
    int worse = 0;
    int covered = 0;
    int kept = 0;
    double detectable = 0;
    double retention = (MEAN + difference / 2) / (MEAN - difference / 2);
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(seed * 1_000_003 + run);
      Resampling resampling = new Resampling(RESAMPLES, random.nextLong(), LEVEL);
      PairedScores scores = of.apply(world.pairs(random, difference), 1.0);
      Comparison said = Comparison.of(List.of(scores), 0, resampling).get(0);
      better += said.verdict() == Verdict.BETTER ? 1 : 0;
      worse += said.verdict() == Verdict.WORSE ? 1 : 0;
      covered += said.interval().orElseThrow().contains(difference) ? 1 : 0;
      kept += said.retention().interval().orElseThrow().contains(retention) ? 1 : 0;
      detectable += said.detectable().orElseThrow().difference() / RUNS;
    }
    return new Rates(
        (double) better / RUNS,
        (double) worse / RUNS,
        (double) covered / RUNS,
        (double) kept / RUNS,
        detectable);
  }
}
