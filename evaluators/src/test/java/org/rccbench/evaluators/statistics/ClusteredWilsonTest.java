package org.rccbench.evaluators.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Shares of hits in contexts. Values of another hand: variance by statsmodels 0.15.0 (OLS of a
 * constant, cov_type cluster with its small-sample correction), then its Wilson interval over the
 * effective number of trials.
 */
class ClusteredWilsonTest {
  private static final double LEVEL = 0.95;

  @Test
  void contextsOfManySizesAreARatio() {
    int[] sizes = {1, 4, 2, 3, 5, 1, 2, 6};
    int[] hits = {1, 2, 2, 1, 5, 0, 1, 4};
    ContextScores scores = ContextScores.of(byContext(sizes, hits, 1));
    Interval interval = ClusteredWilson.interval(scores, LEVEL).orElseThrow();
    assertThat(scores.mean()).isEqualTo(16 / 24.0);
    assertThat(interval.low()).isEqualTo(0.4126340902566705, within(1e-12));
    assertThat(interval.high()).isEqualTo(0.8506084394154643, within(1e-12));
    assertThat(scores.interval(Resampling.seeded(1))).contains(interval);
  }

  @Test
  void contextsThatDifferLessThanTrialsDoCountAsTrials() {
    int[] sizes = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3};
    int[] hits = {2, 3, 2, 3, 3, 2, 3, 2, 2, 1, 3, 2};
    Interval interval =
        ClusteredWilson.interval(ContextScores.of(byContext(sizes, hits, 1)), LEVEL).orElseThrow();
    assertThat(interval.low()).isEqualTo(0.5979135574595078, within(1e-12));
    assertThat(interval.high()).isEqualTo(0.8917504233472413, within(1e-12));
  }

  @Test
  void contextsThatAreAllAlikeCountOnce() {
    int[] sizes = {5, 5, 5, 5, 5, 5};
    Interval interval =
        ClusteredWilson.interval(ContextScores.of(byContext(sizes, sizes, 1)), LEVEL).orElseThrow();
    Interval single = Wilson.interval(6, 6, LEVEL);
    assertThat(interval.low()).isEqualTo(single.low(), within(1e-12));
    assertThat(interval.high()).isEqualTo(1);
  }

  @Test
  void scoresOfAHundredKeepTheirUnit() {
    int[] sizes = {1, 4, 2, 3};
    int[] hits = {1, 2, 0, 3};
    Interval shares =
        ContextScores.of(byContext(sizes, hits, 1)).interval(Resampling.seeded(1)).orElseThrow();
    Interval points =
        ContextScores.of(byContext(sizes, hits, 100), 100)
            .interval(Resampling.seeded(1))
            .orElseThrow();
    assertThat(points.low()).isEqualTo(100 * shares.low(), within(1e-10));
    assertThat(points.high()).isEqualTo(100 * shares.high(), within(1e-10));
  }

  @Test
  void otherScoresAreRefusedAndOneContextHasNone() {
    assertThatThrownBy(
            () -> ClusteredWilson.interval(ContextScores.of(Map.of("a", List.of(0.5))), LEVEL))
        .hasMessageContaining("proportion");
    assertThat(ClusteredWilson.interval(ContextScores.of(Map.of("a", List.of(0.0, 1.0))), LEVEL))
        .isEmpty();
  }

  private static Map<String, List<Double>> byContext(int[] sizes, int[] hits, double best) {
    Map<String, List<Double>> scores = new TreeMap<>();
    for (int i = 0; i < sizes.length; i++) {
      List<Double> context = new ArrayList<>();
      for (int j = 0; j < sizes[i]; j++) {
        context.add(j < hits[i] ? best : 0);
      }
      scores.put("c" + i, context);
    }
    return scores;
  }
}
