package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.fake.FakeModel;
import org.rccbench.evaluators.fake.Texts;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.Resampling;

/** A run does everything once, scores only what was answered, and repeats itself byte for byte. */
class RunnerTest {
  private static final String TASKS =
      """
      tasks:
        - {task: passkey, lengths: [400, 600], depths: [0, 100], samples: 2}
        - task: reconstruction
          data: {path: book.txt}
          length: 300
          samples: 3
          positions: [0, 100, 290]
          generate: 50
          score_lengths: [20, 50]
      """;
  private static final List<String> GENERATE =
      List.of("tasks.passkey.generate=11", "tasks.reconstruction.generate=51");
  @TempDir Path folder;

  @BeforeEach
  void writeBook() throws IOException {
    Files.writeString(folder.resolve("book.txt"), Texts.words(300, 2));
  }

  @Test
  void aModelThatRemembersScoresBestAndANoisyOneLess() throws IOException {
    RunSummary summary =
        run("a", suite("e: {kind: echo, source: x}\n  n: {kind: every-third, source: x}"));
    // two models: 8 pass keys; 3 contexts with 2 positions that fit and 1 that does not
    assertThat(summary).isEqualTo(new RunSummary(2 * (8 + 6), 0, 2 * 3, 0));
    assertThat(headline("e", "passkey", "passkey-landmark").mean()).isEqualTo(1);
    assertThat(headline("n", "passkey", "passkey-landmark").mean()).isZero();
    Headline echo = headline("e", "reconstruction", "bleu4-ids-nltk-method1@50");
    assertThat(echo.mean()).isGreaterThan(0.999);
    assertThat(echo.contexts()).isEqualTo(3);
    assertThat(echo.samples()).isEqualTo(6);
    assertThat(echo.unscored()).isEqualTo(3);
    // tokens 0 and 1 are right, 2 is wrong
    assertThat(headline("n", "reconstruction", "prefix-exact-match@20").mean())
        .isEqualTo(0.1, within(1e-12));
    assertThat(headline("n", "reconstruction", "bleu4-ids-nltk-method1@50").mean())
        .isBetween(0.01, 0.5);
  }

  @Test
  void compressedModelsAreAskedWithoutTheLineFeed() throws IOException {
    run("a", suite("full: {kind: echo, source: x}\n  rcc: {kind: echo, source: x, rate: 4}"));
    for (SampleLine line : lines("a")) {
      assertThat(line.prompt().startsWith("\n")).isEqualTo(line.model().equals("full"));
    }
    assertThat(headline("rcc", "passkey", "passkey-infinitebench").mean()).isEqualTo(1);
    assertThat(headline("rcc", "reconstruction", "prefix-exact-match@50").mean()).isEqualTo(1);
    assertThat(lines("a").stream().filter(l -> l.model().equals("full")).map(SampleLine::sample))
        .containsExactlyElementsOf(
            lines("a").stream()
                .filter(l -> l.model().equals("rcc"))
                .map(SampleLine::sample)
                .toList());
    assertThat(lines("a")).extracting(SampleLine::key).doesNotHaveDuplicates();
  }

  @Test
  void aSampleIsWhatIsAskedAndAKeyAlsoWhoIsAskedAndHow() throws IOException {
    run("a", suite("e: {kind: echo, source: x}\n  r: {kind: echo, source: x, rate: 4}"));
    run("longer", suite("e: {kind: echo, source: x}").withOverrides(GENERATE));
    List<SampleLine> lines = lines("a");
    Map<String, List<SampleLine>> bySample =
        lines.stream().collect(Collectors.groupingBy(SampleLine::sample));
    // 8 pass keys and 3 contexts with 3 positions, each asked of both models
    assertThat(bySample).hasSize(8 + 9);
    assertThat(bySample.values())
        .allSatisfy(
            both -> assertThat(both).extracting(SampleLine::model).containsExactly("e", "r"));
    assertThat(lines).extracting(SampleLine::key).doesNotHaveDuplicates();
    List<SampleLine> longer = lines("longer");
    assertThat(bySample.keySet())
        .as("decoding is no part of what is asked")
        .containsExactlyInAnyOrderElementsOf(longer.stream().map(SampleLine::sample).toList());
    assertThat(lines)
        .extracting(SampleLine::key)
        .doesNotContainAnyElementsOf(longer.stream().map(SampleLine::key).toList());
  }

  @Test
  void twoRunsHaveTheSameCanonicalFormAndAThirdDoesNothing() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}\n  b: {kind: broken, source: half}");
    RunSummary first = run("a", suite);
    run("b", suite);
    assertThat(first.failed()).isBetween(1L, 13L);
    byte[] canonical = CanonicalSamples.of(folder.resolve("a"));
    assertThat(CanonicalSamples.of(folder.resolve("b"))).isEqualTo(canonical);
    RunSummary again = run("a", suite);
    assertThat(again.failed()).as("what failed is tried again").isEqualTo(first.failed());
    assertThat(again.resumed()).isEqualTo(first.scored() + first.skipped());
    assertThat(again.scored()).isZero();
    assertThat(CanonicalSamples.of(folder.resolve("a"))).isEqualTo(canonical);
  }

  @Test
  void aContextIsReadOnceForAllItsPrompts() throws IOException {
    int before = FakeModel.READS.get();
    run("a", suite("e: {kind: echo, source: x}"));
    assertThat(FakeModel.READS.get() - before).isEqualTo(8 + 3);
    List<Object> shared =
        lines("a").stream()
            .filter(l -> l.task().equals("reconstruction") && l.outcome() == Outcome.SCORED)
            .map(l -> l.measured().get("sharedRead"))
            .toList();
    assertThat(shared).containsExactly(false, true, false, true, false, true);
  }

  @Test
  void failuresHaveAReasonAndNeverAScore() throws IOException {
    run("a", suite("b: {kind: broken, source: half}"));
    List<SampleLine> failed =
        lines("a").stream().filter(l -> l.outcome() == Outcome.FAILED).toList();
    assertThat(failed)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.scores()).isEmpty();
              assertThat(line.why()).endsWith("EngineException: shapes differ");
              assertThat(line.measured().get("error").toString()).contains("frame #0");
            });
  }

  @Test
  void runningOutOfMemoryIsADataPointAndStopsNothing() throws IOException {
    String models = "h: {kind: broken, source: heap}\n  d: {kind: broken, source: device}";
    RunSummary summary = run("a", suite(models));
    assertThat(summary.failed()).isEqualTo(28).isGreaterThan(RunOptions.DEFAULT.maxFailures());
    assertThat(lines("a"))
        .filteredOn(l -> l.outcome() == Outcome.FAILED)
        .extracting(l -> l.model() + " " + l.why())
        .containsOnly("h out of memory (Java heap)", "d out of memory (device)");
  }

  @Test
  void twentyFailuresInARowStopTheRun() throws IOException {
    Suite suite = suite("b: {kind: broken, source: always}\n  c: {kind: broken, source: always}");
    assertThatThrownBy(() -> run("a", suite))
        .hasMessageContaining("20 failures in a row")
        .hasMessageContaining("broken on purpose")
        .hasMessageContaining("run again into the same folder");
    assertThat(lines("a")).filteredOn(l -> l.outcome() == Outcome.FAILED).hasSize(20);
    assertThat(RunRecord.read(folder.resolve("a")).orElseThrow().finished()).isNull();
  }

  @Test
  void aModelThatCannotBeOpenedStopsTheRun() throws IOException {
    Suite suite = suite("u: {kind: broken, source: unopenable}");
    assertThatThrownBy(() -> run("a", suite))
        .hasMessage(
            "model \"u\" (kind broken, source unopenable) cannot be opened: no such checkpoint;"
                + " give another source");
    Suite unknown = suite("u: {kind: wishful, source: x}");
    assertThatThrownBy(() -> run("b", unknown))
        .hasMessageContaining("unknown model kind \"wishful\"; known: ")
        .hasMessageContaining("echo");
  }

  @Test
  void anInterruptEndsTheRunAfterASampleAndTheNextRunGoesOn() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    run("whole", suite);
    RunSummary cut;
    try {
      cut = new Runner(suite, folder.resolve("a"), new InterruptAt(5)).run();
    } finally {
      assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    }
    assertThat(cut).isEqualTo(new RunSummary(5, 0, 0, 0));
    assertThat(RunRecord.read(folder.resolve("a")).orElseThrow().finished()).isNull();
    RunSummary rest = run("a", suite);
    assertThat(rest).isEqualTo(new RunSummary(9, 0, 3, 5));
    assertThat(CanonicalSamples.of(folder.resolve("a")))
        .isEqualTo(CanonicalSamples.of(folder.resolve("whole")));
    assertThat(RunRecord.read(folder.resolve("a")).orElseThrow().finished()).isNotNull();
  }

  @Test
  void goingBeyondTheTrainedPositionsIsFlagged() throws IOException {
    // 400 tokens / rate 4 + prompt + 10 new ones stay below 200 positions, 600 / 4 + ... do not
    run("a", suite("e: {kind: echo, source: x, rate: 4, window: 160}"));
    assertThat(lines("a"))
        .filteredOn(l -> l.task().equals("passkey"))
        .allSatisfy(
            l ->
                assertThat(l.flags().contains("beyond-window"))
                    .isEqualTo(l.cell().get("length").equals("600")));
  }

  @Test
  void forcedTokensTakePositionsToo() throws IOException {
    // 400 tokens / rate 4 = 100 slots, and 101 forced tokens but the last, which is fed to nobody;
    // nothing is generated
    String suite =
        """
        name: test
        models:
          at: {kind: echo, source: x, rate: 4, window: 200}
          past: {kind: echo, source: x, rate: 4, window: 199}
        tasks:
          - {task: perplexity, data: {path: book.txt}, lengths: [400], continuation: 101, samples: 1}
        """;
    run("a", Suite.load(Files.writeString(folder.resolve("suite.yaml"), suite)));
    assertThat(lines("a")).extracting(SampleLine::outcome).containsOnly(Outcome.SCORED);
    assertThat(lines("a"))
        .extracting(SampleLine::model, SampleLine::flags)
        .containsExactlyInAnyOrder(tuple("at", List.of()), tuple("past", List.of("beyond-window")));
  }

  @Test
  void theRecordSaysWhereTheNumbersComeFrom() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    run("a", suite);
    RunRecord record = RunRecord.read(folder.resolve("a")).orElseThrow();
    assertThat(record.suite()).isEqualTo(suite.text());
    assertThat(record.models().get("e")).containsEntry("weights", "random(0)");
    assertThat(record.datasets().values())
        .singleElement()
        .satisfies(card -> assertThat(card.get("sha256").toString()).hasSize(64));
    assertThat(record.seeds()).isEqualTo(Map.of("data", 1L, "bootstrap", 3L));
    assertThat(record.versions())
        .containsEntry("djl", "0.36.0")
        .containsEntry("libtorch", "2.7.1")
        .containsKeys("jdk", "rcc-bench");
    assertThat(record.scorers()).hasSize(6);
    assertThat(record.started()).isLessThanOrEqualTo(record.finished());
  }

  @Test
  void otherWeightsOrOtherDataInTheSameFolderAreRefused() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    run("a", suite);
    Path record = folder.resolve("a").resolve(RunRecord.FILE);
    Files.writeString(record, Files.readString(record).replace("random(0)", "random(1)"));
    assertThatThrownBy(() -> run("a", suite))
        .hasMessageContaining("model \"e\" has weights random(0) now, but random(1)");
    run("b", suite);
    Files.writeString(folder.resolve("book.txt"), Texts.words(300, 3));
    Suite changed = suite("e: {kind: echo, source: x}");
    assertThatThrownBy(() -> run("b", changed))
        .hasMessageContaining("has sha256")
        .hasMessageContaining("another folder");
  }

  @Test
  void progressIsToldEveryStageAndSample() throws IOException {
    InterruptAt never = new InterruptAt(Long.MAX_VALUE);
    new Runner(suite("e: {kind: echo, source: x}"), folder.resolve("a"), never).run();
    assertThat(never.events)
        .startsWith("e: passkey of 8", "1", "2")
        .contains("e: reconstruction of 9")
        .endsWith("9", "closed");
  }

  private Suite suite(String models) throws IOException {
    Path file = folder.resolve("suite.yaml");
    Files.writeString(file, "name: test\nmodels:\n  " + models + "\n" + TASKS);
    return Suite.load(file);
  }

  private RunSummary run(String name, Suite suite) {
    return new Runner(suite, folder.resolve(name), Progress.NONE).run();
  }

  private List<SampleLine> lines(String name) {
    return Journal.read(folder.resolve(name));
  }

  private Headline headline(String model, String task, String profile) {
    Stream<SampleLine> lines =
        lines("a").stream().filter(l -> l.model().equals(model) && l.task().equals(task));
    return Headline.of(lines.toList(), profile, Resampling.seeded(1)).orElseThrow();
  }

  /** Interrupts its own thread after a number of samples. */
  private static final class InterruptAt implements Progress {
    private final List<String> events = new ArrayList<>();
    private final long samples;

    InterruptAt(long samples) {
      this.samples = samples;
    }

    @Override
    public void start(String what, long total) {
      events.add(what + " of " + total);
    }

    @Override
    public void advance(long done, String note) {
      events.add(Long.toString(done));
      if (done == samples) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      events.add("closed");
    }
  }
}
