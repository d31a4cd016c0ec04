package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;

/** A cell has as many samples as it needs, whoever asks them and however often the run stops. */
class AdaptiveSamplingTest {
  // keys stand anywhere in a window of 256, so whether a quarter of each 64 hits one is chance
  private static final String SUITE =
      """
      name: adaptive
      models:
        sure: {kind: oracle, source: bytes}
        half: {kind: noisy, source: bytes;offset=0-15, rate: 1, window: 64}
      tasks:
        - task: passkey
          lengths: [600]
          places: [inside-window]
          window: 256
          adaptive: {half_width: 0.1}
      """;

  @TempDir Path folder;

  @Test
  void aCellEndsAtTheFirstLookAtWhichItIsKnownWellEnough() throws IOException {
    assertThat(run("a", 1).failed()).isZero();
    Map<String, List<SampleLine>> cells =
        Journal.read(folder.resolve("a")).stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.model() + line.cell(), TreeMap::new, Collectors.toList()));
    assertThat(cells).hasSize(2);
    cells.forEach(
        (name, lines) -> {
          // by a second way: the exact interval at 98.75 %, asked at each look in sample order
          int expected = 400;
          for (int look : List.of(200, 100, 50)) {
            List<SampleLine> first = lines.subList(0, Math.min(look, lines.size()));
            long right = first.stream().filter(l -> l.scores().containsValue(1.0)).count();
            if (first.size() == look && width(right, look) <= 0.2) {
              expected = look;
            }
          }
          assertThat(lines).as(name).hasSize(expected);
        });
    assertThat(cells.values().stream().map(List::size)).contains(50).anyMatch(size -> size > 50);
  }

  /** Clopper-Pearson by bisection of the binomial tail, summed term by term. */
  private static double width(long right, int trials) {
    double tail = 0.0125 / 2;
    Function<Double, Double> atLeast = p -> tail(trials, right, trials, p);
    Function<Double, Double> atMost = p -> tail(trials, 0, right, p);
    double low = right == 0 ? 0 : root(p -> atLeast.apply(p) - tail);
    double high = right == trials ? 1 : root(p -> tail - atMost.apply(p));
    return high - low;
  }

  private static double root(Function<Double, Double> rising) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (rising.apply(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double tail(int trials, long from, long to, double p) {
    double sum = 0;
    double term = Math.pow(1 - p, trials);
    for (int k = 0; k <= to; k++) {
      sum += k >= from ? term : 0;
      term *= (double) (trials - k) / (k + 1) * p / (1 - p);
    }
    return sum;
  }

  @Test
  void workersAndResumingChangeNothing() throws IOException {
    run("a", 1);
    byte[] canonical = CanonicalSamples.of(folder.resolve("a"));
    run("b", 2);
    assertThat(CanonicalSamples.of(folder.resolve("b"))).isEqualTo(canonical);
    for (long limit : new long[] {30, 70}) {
      new Runner(suite(), folder.resolve("c"), Progress.NONE, RunOptions.DEFAULT.withLimit(limit))
          .run();
      assertThat(RunRecord.read(folder.resolve("c")).orElseThrow().finished()).isNull();
    }
    run("c", 1);
    assertThat(CanonicalSamples.of(folder.resolve("c"))).isEqualTo(canonical);
    RunSummary again = run("a", 1);
    assertThat(again.scored()).isZero();
    assertThat(CanonicalSamples.of(folder.resolve("a"))).isEqualTo(canonical);
  }

  private RunSummary run(String name, int workers) throws IOException {
    return new Runner(
            suite(), folder.resolve(name), Progress.NONE, RunOptions.DEFAULT.withWorkers(workers))
        .run();
  }

  private Suite suite() throws IOException {
    Path file = folder.resolve("suite.yaml");
    Files.writeString(file, SUITE);
    return Suite.load(file);
  }
}
