package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.evaluators.statistics.ContextScores;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.Resampling;
import org.rccbench.evaluators.statistics.Summary;
import org.rccbench.evaluators.statistics.Wilson;

/**
 * At the samples that a row states, a model that is exactly as good as the paper's matches in 90 %
 * of 1,000 runs and is called off in 2.5 % at most.
 */
class EqualModelTest {
  private static final int RUNS = 1000;

  @Test
  void everyAccuracyOfTableOneIsMatchedByAnEqualModel() {
    TreeSet<Double> values = new TreeSet<>();
    PaperManifest.bundled("rcc")
        .rows(List.of("table-1"))
        .forEach(r -> values.add(r.expected().value()));
    assertThat(values).hasSizeGreaterThan(8);

    for (double value : values) {
      Expected expected = VerdictTest.share(value, 100);
      int samples = (int) (long) expected.neededSamples().orElseThrow();
      Interval band = expected.band(Optional.empty()).orElseThrow();
      SplittableRandom random = new SplittableRandom((long) value);

      requireEqual(
          "accuracy of " + value + " % at " + samples + " samples",
          run ->
              Verdict.of(
                  percent(hits(random, value / 100, samples), samples), band, Direction.HIGHER));
    }
  }

  /** The truth is known, and the paper's own value is one draw of 100 from it. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.96, 0.99})
  void anEqualModelIsSeldomOffWhenThePaperScatteredToo(double truth) {
    SplittableRandom random = new SplittableRandom(17);
    Map<Long, Long> needed = new TreeMap<>();
    Map<Verdict, Integer> counts =
        count(
            run -> {
              long published = hits(random, truth, 100);
              Expected expected = VerdictTest.share((double) published, 100);
              long samples =
                  needed.computeIfAbsent(published, p -> expected.neededSamples().orElseThrow());
              Interval ours = percent(hits(random, truth, (int) samples), samples);
              return Verdict.of(
                  ours, expected.band(Optional.empty()).orElseThrow(), Direction.HIGHER);
            });

    assertThat(counts.getOrDefault(Verdict.OFF, 0)).as(counts.toString()).isLessThanOrEqualTo(25);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anEqualMeanMatchesWhateverTheFormOfItsScores(int form) {
    SplittableRandom random = new SplittableRandom(form);
    double truth = 100 * mean(form);
    Expected expected =
        new Expected(
            truth, null, "F1 x100", 0.01, 100, Expected.SamplingError.SPREAD, Direction.HIGHER);
    int samples = (int) (long) expected.neededSamples().orElseThrow();

    requireEqual(
        "mean of form " + form + " at " + samples,
        run -> {
          double[] scores = random.doubles(samples).map(u -> 100 * score(form, u)).toArray();
          Interval band = expected.band(Summary.of(scores).deviation()).orElseThrow();
          return Verdict.of(
              Summary.of(scores).interval(0.95).orElseThrow(), band, Direction.HIGHER);
        });
  }

  /** The interval in use for means is the bootstrap, which this many runs would make slow. */
  @Test
  void theBootstrapsIntervalIsAsWideAsStudents() {
    SplittableRandom random = new SplittableRandom(5);
    double[] scores = random.doubles(339).map(u -> score(1, u)).toArray();
    Map<String, List<Double>> contexts = new TreeMap<>();
    for (int i = 0; i < scores.length; i++) {
      contexts.put("context " + i, List.of(scores[i]));
    }
    Interval bootstrap = ContextScores.of(contexts).interval(Resampling.seeded(3)).orElseThrow();
    Interval student = Summary.of(scores).interval(0.95).orElseThrow();

    assertThat(bootstrap.high() - bootstrap.low())
        .isCloseTo(student.high() - student.low(), withinPercentage(3));
  }

  private static void requireEqual(String what, IntFunction<Verdict> run) {
    Map<Verdict, Integer> counts = count(run);
    assertThat(counts.getOrDefault(Verdict.MATCH, 0))
        .as(what + ": " + counts)
        .isGreaterThanOrEqualTo(RUNS * 9 / 10);
    assertThat(counts.getOrDefault(Verdict.OFF, 0))
        .as(what + ": " + counts)
        .isLessThanOrEqualTo(25);
  }

  private static Map<Verdict, Integer> count(IntFunction<Verdict> run) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < RUNS; i++) {
      counts.merge(run.apply(i), 1, Integer::sum);
    }
    return counts;
  }

  private static long hits(SplittableRandom random, double share, int samples) {
    return random.doubles(samples).filter(u -> u < share).count();
  }

  private static Interval percent(long hits, long samples) {
    Interval share = Wilson.interval(hits, samples, 0.95);
    return new Interval(100 * share.low(), 100 * share.high(), 0.95, share.method());
  }

  /** A score from a uniform number: even, mostly nothing with some hits, mostly right. */
  private static double score(int form, double u) {
    return switch (form) {
      case 0 -> u;
      case 1 -> u < 0.6 ? 0 : (u - 0.6) / 0.4;
      default -> Math.min(1, 0.5 + u);
    };
  }

  private static double mean(int form) {
    double[] grid = new double[100_000];
    Arrays.setAll(grid, i -> score(form, (i + 0.5) / grid.length));
    return Arrays.stream(grid).average().orElseThrow();
  }
}
