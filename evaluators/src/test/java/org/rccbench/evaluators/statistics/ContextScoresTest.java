package org.rccbench.evaluators.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The context, not the sample, is what a resample takes or leaves. */
class ContextScoresTest {

  @Test
  void theMeanIsOverSamplesNotOverContexts() {
    ContextScores scores = ContextScores.of(Map.of("a", List.of(1.0, 1.0, 1.0), "b", List.of(0.0)));
    assertThat(scores.mean()).isEqualTo(0.75);
    assertThat(scores.contexts()).isEqualTo(2);
    assertThat(scores.samples()).isEqualTo(4);
  }

  @Test
  void repeatingTheScoresOfAContextDoesNotNarrowTheInterval() {
    Map<String, List<Double>> once = new TreeMap<>();
    Map<String, List<Double>> often = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      double score = i % 2;
      once.put("c" + i, List.of(score));
      often.put("c" + i, Collections.nCopies(50, score));
    }
    Resampling resampling = new Resampling(2000, 11, 0.95);
    Interval narrow = ContextScores.of(often).bootstrap(resampling).orElseThrow();
    Interval single = ContextScores.of(once).bootstrap(resampling).orElseThrow();
    assertThat(narrow.low()).isEqualTo(single.low(), within(1e-12));
    assertThat(narrow.high()).isEqualTo(single.high(), within(1e-12));
  }

  @Test
  void theBootstrapOfSingletonsHasTheNormalWidth() {
    Map<String, List<Double>> byContext = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      byContext.put("c" + i, List.of(i % 4 == 0 ? 1.0 : 0.0));
    }
    Interval interval =
        ContextScores.of(byContext).bootstrap(new Resampling(5000, 3, 0.95)).orElseThrow();
    // sd of a 0/1 mean at p = 1/4, n = 400; the bootstrap's own noise is about 2 %
    double expected = 2 * 1.959964 * Math.sqrt(0.25 * 0.75 / 400);
    assertThat(interval.high() - interval.low()).isEqualTo(expected, within(expected * 0.08));
    assertThat(interval.contains(0.25)).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameIntervalInAnyOrder() {
    Map<String, List<Double>> forth = new LinkedHashMap<>();
    Map<String, List<Double>> back = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      forth.put("c" + i, List.of(i / 9.0));
      back.put("c" + (8 - i), List.of((8 - i) / 9.0));
    }
    Resampling resampling = new Resampling(500, 5, 0.9);
    assertThat(ContextScores.of(back).bootstrap(resampling))
        .isEqualTo(ContextScores.of(forth).bootstrap(resampling));
  }

  @Test
  void oneContextHasNoInterval() {
    assertThat(ContextScores.of(Map.of("a", List.of(0.5, 0.7))).bootstrap(Resampling.seeded(1)))
        .isEmpty();
  }

  @Test
  void noScoresAndNanAreRefused() {
    assertThatThrownBy(() -> ContextScores.of(Map.of())).hasMessageContaining("no scores");
    assertThatThrownBy(() -> ContextScores.of(Map.of("a", List.of(Double.NaN))))
        .hasMessageContaining("context a")
        .hasMessageContaining("NaN");
  }

  @Test
  void contextsOfEqualWeightAreTheMeanOfTheirMeans() {
    ContextScores scores = ContextScores.of(Map.of("a", List.of(1.0, 1.0, 1.0), "b", List.of(0.0)));
    assertThat(scores.withEqualContexts().mean()).isEqualTo(0.5);
    assertThat(scores.withEqualContexts().samples()).isEqualTo(4);
  }

  @Test
  void theCorrectedBootstrapComesToScipys() {
    Map<String, List<Double>> byContext = new TreeMap<>();
    double[] scores = new double[25];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.pow(i / 24.0, 4);
      byContext.put("c" + (char) ('a' + i), List.of(scores[i]));
    }
    Resampling resampling = new Resampling(100_000, 9, 0.95);
    Interval corrected = ContextScores.of(byContext).correctedBootstrap(resampling).orElseThrow();
    Interval plain = ContextScores.of(byContext).bootstrap(resampling).orElseThrow();
    // scores with a long upper tail: both ends move up, as they must
    assertThat(corrected.low()).isGreaterThan(plain.low());
    assertThat(corrected.high()).isGreaterThan(plain.high());
    // scipy 1.17.1 stats.bootstrap(method BCa, 200000 resamples) of the same 25 scores
    assertThat(corrected.low()).isEqualTo(0.1197785060263024, within(0.002));
    assertThat(corrected.high()).isEqualTo(0.35424733928069563, within(0.003));
  }

  @Test
  void theBuilderCountsContextsByTheirNumber() {
    ContextScores.Builder builder = new ContextScores.Builder(1);
    assertThat(builder.build()).isEmpty();
    for (int i = 0; i < 300; i++) {
      builder.add(2 * (i / 3), i % 2);
    }
    ContextScores scores = builder.build().orElseThrow();
    assertThat(scores.contexts()).isEqualTo(100);
    assertThat(scores.samples()).isEqualTo(300);
    assertThat(scores.mean()).isEqualTo(0.5);
    assertThat(scores.areTrials()).isTrue();
  }

  @Test
  void drawsAreTheGeneratorsPublishedOnes() {
    // SplitMix64 from seed 1234567, first five outputs of the reference implementation
    Draws draws = new Draws(1234567);
    assertThat(draws.next()).isEqualTo(6457827717110365317L);
    assertThat(draws.next()).isEqualTo(3203168211198807973L);
    assertThat(Long.toUnsignedString(draws.next())).isEqualTo("9817491932198370423");
    assertThat(draws.next()).isEqualTo(4593380528125082431L);
    assertThat(Long.toUnsignedString(draws.next())).isEqualTo("16408922859458223821");
  }
}
