package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Ledger;
import org.rccbench.models.PhaseTimes;

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
    Told told = new Told(false);
    assertThat(new Runner(suite(), folder.resolve("a"), told).run().failed()).isZero();
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
    for (int stage = 0; stage < 2; stage++) {
      List<Long> totals = told.totals.get(stage);
      assertThat(totals.get(0)).isEqualTo(400);
      assertThat(totals.get(totals.size() - 1)).isEqualTo(told.done.get(stage));
    }
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

  @Test
  void whatWillNeverBeAskedIsNoPartOfTheStage() {
    for (boolean again : new boolean[] {false, true}) {
      Told told = new Told(true);
      RunSummary run = new Runner(plain("[600, 700]"), folder.resolve("a"), told).run();
      assertThat(run.resumed()).isEqualTo(again ? 100 : 0);
      assertThat(told.totals).containsExactly(List.of(800L, 100L, 100L, 100L));
      assertThat(told.done).containsExactly(100L);
      assertThat(told.seconds.get(0)).hasValue(0);
    }
    Told cut = new Told(true);
    new Runner(plain("[600]"), folder.resolve("b"), cut, RunOptions.DEFAULT.withLimit(70)).run();
    assertThat(cut.totals).containsExactly(List.of(70L, 50L, 50L, 50L));
  }

  @Test
  void theEstimateOfACellThatEndedLeavesAndNoOther() {
    double small = estimate("[600]", RunOptions.DEFAULT).seconds().orElseThrow();
    Estimate both = estimate("[600, 1200]", RunOptions.DEFAULT);
    double all = both.seconds().orElseThrow();
    assertThat(small).isPositive();
    assertThat(all).isGreaterThan(2.5 * small);

    SortedMap<String, String> cell =
        new TreeMap<>(Map.of("filler", "classic", "length", "600", "depth", "50"));
    for (int i = 0; i < 2; i++) {
      both.leaveOut(Map.of(cell, 350));
      assertThat(both.seconds().orElseThrow())
          .isCloseTo(all - small * 350 / 400, withinPercentage(1e-6));
    }
    // where a limit leaves something out, others take the places of a cell that ended
    Estimate cut = estimate("[600, 1200]", RunOptions.DEFAULT.withLimit(70));
    double before = cut.seconds().orElseThrow();
    cut.leaveOut(Map.of(cell, 350));
    assertThat(cut.seconds().orElseThrow()).isEqualTo(before);
  }

  private Estimate estimate(String lengths, RunOptions options) {
    CostModel cost = new CostModel();
    cost.learn(Work.reading(ledger(1000)), new PhaseTimes(0, 9_000_000, 0, 0));
    cost.learn(Work.answering(1000, 10, 11), new PhaseTimes(0, 0, 3_000, 5_000));
    Suite suite = plain(lengths);
    try (ContextModel model = ContextModels.open(suite.models().get("sure"))) {
      return Estimate.of(suite.tasks().get(0), Opened.of(model), cost, options);
    }
  }

  /** Cells of a model that is always right, which end at the first look. */
  private Suite plain(String lengths) {
    String yaml =
        """
        name: plain
        models: {sure: {kind: oracle, source: bytes}}
        tasks: [{task: passkey, lengths: LENGTHS, depths: [50], adaptive: {half_width: 0.1}}]
        """;
    return Suite.parse(yaml.replace("LENGTHS", lengths), "plain.yaml");
  }

  private static Ledger ledger(long tokens) {
    return new Ledger(tokens, tokens, 0, 0, 0, 0, 1, 1, 0, 0, "");
  }

  /** Listens: the totals of each stage as they were told, what was done and left at its end. */
  private static final class Told implements Progress {
    private final List<List<Long>> totals = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private final List<OptionalDouble> seconds = new ArrayList<>();
    private final boolean wantsEstimates;

    Told(boolean wantsEstimates) {
      this.wantsEstimates = wantsEstimates;
    }

    @Override
    public boolean wantsEstimates() {
      return wantsEstimates;
    }

    @Override
    public void start(String what, long total) {
      totals.add(new ArrayList<>(List.of(total)));
      done.add(0L);
      seconds.add(OptionalDouble.empty());
    }

    @Override
    public void total(long total) {
      totals.get(totals.size() - 1).add(total);
    }

    @Override
    public void estimate(OptionalDouble left) {
      seconds.set(seconds.size() - 1, left);
    }

    @Override
    public void advance(long samples, String note) {
      done.set(done.size() - 1, samples);
    }

    @Override
    public void close() {}
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
