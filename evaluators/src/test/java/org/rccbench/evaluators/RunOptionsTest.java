package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.evaluators.fake.BrokenProvider;
import org.rccbench.evaluators.fake.Texts;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.models.TimeLimit;

/** Options change how a run goes, and no byte of what it says. */
class RunOptionsTest {
  private static final String SUITE =
      """
      name: options
      models: {MODELS}
      tasks:
        - {task: passkey, lengths: [400, 600], depths: [0, 100], samples: 3}
        - task: reconstruction
          data: {path: book.txt}
          length: 300
          samples: 4
          positions: [0, 100, 290]
          generate: 30
          score_lengths: [20, 30]
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeBook() throws IOException {
    Files.writeString(folder.resolve("book.txt"), Texts.words(400, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void anyNumberOfWorkersGivesTheSameCanonicalBytes(int workers) throws IOException {
    Suite suite =
        suite(
            "e: {kind: echo, source: x}, n: {kind: every-third, source: x, rate: 4}, b: {kind: broken,"
                + " source: half}");
    RunSummary one = run("one", suite, RunOptions.DEFAULT);
    RunSummary many = run("many", suite, RunOptions.DEFAULT.withWorkers(workers));
    assertThat(many).isEqualTo(one);
    assertThat(one.failed()).isPositive();
    assertThat(CanonicalSamples.of(folder.resolve("many")))
        .isEqualTo(CanonicalSamples.of(folder.resolve("one")));
  }

  /** The real kinds, which are shared by all workers, with and without the cache of windows. */
  @Test
  void workersAndTheSegmentCacheChangeNoByteOfRealModels() throws IOException {
    byte[] expected = null;
    for (int workers : new int[] {1, 2, 4}) {
      for (int cache : new int[] {0, 1}) {
        String rcc =
            "{kind: rcc, source: \"rcc:shape:pythia-14m,shape:pythia-14m\", window: 64, rate: 8,"
                + " compat: fixed, segment_cache_mb: "
                + cache
                + "}";
        Suite suite = small("rcc: " + rcc + ", full: {kind: full, source: \"shape:pythia-14m\"}");
        String name = workers + "-" + cache;
        RunSummary summary = run(name, suite, RunOptions.DEFAULT.withWorkers(workers));
        assertThat(summary).isEqualTo(new RunSummary(2 * 12, 0, 0, 0));
        byte[] canonical = CanonicalSamples.of(folder.resolve(name));
        expected = expected == null ? canonical : expected;
        assertThat(canonical).as("%s workers, cache %s", workers, cache).isEqualTo(expected);
      }
    }
  }

  @Test
  void aRunOfWorkersThatWasInterruptedGoesOnToTheSameBytes() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    run("whole", suite, RunOptions.DEFAULT);
    RunOptions two = RunOptions.DEFAULT.withWorkers(2);
    Told told = new Told();
    told.interruptAt = 5;
    RunSummary cut;
    try {
      cut = new Runner(suite, folder.resolve("cut"), told, two).run();
    } finally {
      assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    }
    assertThat(cut.total()).as("five, and what the other worker had at hand").isBetween(5L, 6L);
    assertThat(RunRecord.read(folder.resolve("cut")).orElseThrow().finished()).isNull();
    RunSummary rest = run("cut", suite, two);
    assertThat(rest.resumed()).isEqualTo(cut.scored() + cut.skipped());
    assertThat(CanonicalSamples.of(folder.resolve("cut")))
        .isEqualTo(CanonicalSamples.of(folder.resolve("whole")));
  }

  @Test
  void aLimitTakesTheFirstSamplesOfEachTaskAndLeavesTheRunOpen() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    RunOptions five = RunOptions.DEFAULT.withLimit(5);
    assertThat(run("a", suite, five).total()).isEqualTo(10);
    assertThat(RunRecord.read(folder.resolve("a")).orElseThrow().finished()).isNull();
    assertThat(run("a", suite, five)).as("no others").isEqualTo(new RunSummary(0, 0, 0, 10));
    RunSummary rest = run("a", suite, RunOptions.DEFAULT);
    assertThat(rest.total()).isEqualTo(24);
    assertThat(rest.resumed()).isEqualTo(10);
    assertThat(RunRecord.read(folder.resolve("a")).orElseThrow().finished()).isNotNull();
    run("b", suite, RunOptions.DEFAULT.withLimit(12));
    assertThat(RunRecord.read(folder.resolve("b")).orElseThrow().finished())
        .as("a limit that cuts nothing")
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "0, 0"})
  void whatFailedIsTriedAgainOnResumeAsOftenAsAsked(int retries, int lines) throws IOException {
    Suite suite = suite("b: {kind: broken, source: always}");
    RunOptions patient = RunOptions.DEFAULT.withMaxFailures(1000).withRetries(retries);
    RunSummary first = run("a", suite, patient);
    assertThat(first).as("one try each").isEqualTo(new RunSummary(0, 20, 4, 0));
    assertThat(written("a")).isEqualTo(24);
    RunSummary again = run("a", suite, patient);
    assertThat(again).as("counted once each").isEqualTo(new RunSummary(0, 20, 0, 4));
    assertThat(written("a")).isEqualTo(24 + 20 * lines);
    assertThat(Journal.read(folder.resolve("a"))).hasSize(24);
  }

  @Test
  void aSampleThatNoLongerFailsIsNotTriedOnceMoreAndItsLastLineCounts() throws IOException {
    // without pass keys, whose answers are the same in several cells
    String yaml =
        SUITE.lines().filter(l -> !l.contains("passkey")).collect(Collectors.joining("\n"));
    Suite suite = load(yaml.replace("MODELS", "b: {kind: broken, source: twice}"));
    BrokenProvider.ANSWERS.clear();
    assertThat(run("a", suite, RunOptions.DEFAULT)).isEqualTo(new RunSummary(0, 8, 4, 0));
    RunSummary again = run("a", suite, RunOptions.DEFAULT.withRetries(5));
    // each fails a second time and then answers
    assertThat(again).isEqualTo(new RunSummary(8, 0, 0, 4));
    assertThat(written("a")).isEqualTo(12 + 8 * 2);
    assertThat(Journal.read(folder.resolve("a")))
        .extracting(SampleLine::outcome)
        .doesNotContain(Outcome.FAILED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aRunStopsAfterAsManyFailuresInARowAsAsked(int workers) throws IOException {
    Suite suite = suite("b: {kind: broken, source: always}");
    RunOptions options = RunOptions.DEFAULT.withMaxFailures(4).withWorkers(workers);
    assertThatThrownBy(() -> run("a", suite, options))
        .isInstanceOf(TooManyFailuresException.class)
        .hasMessageContaining("stopped after 4 failures in a row");
    assertThat(written("a")).isBetween(4L, 4L + workers - 1);
  }

  @Test
  void theTimeLeftIsLearntFromTheSamplesDone() throws IOException {
    Told told = new Told();
    new Runner(suite("e: {kind: echo, source: x}"), folder.resolve("a"), told).run();
    assertThat(told.seconds).hasSize(24);
    assertThat(told.seconds.get(11).getAsDouble()).as("end of the first stage").isZero();
    assertThat(told.seconds.get(23).getAsDouble()).as("end of the second stage").isZero();
    assertThat(told.seconds.subList(0, 11)).allMatch(s -> s.isPresent() && s.getAsDouble() > 0);
    assertThat(told.seconds.get(0).getAsDouble()).isGreaterThan(told.seconds.get(10).getAsDouble());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSampleThatTakesTooLongIsAFailureWithItsReason(int workers) throws IOException {
    Suite suite =
        small("full: {kind: full, source: \"shape:pythia-14m\"}")
            .withOverrides(List.of("tasks.passkey.timeout_seconds=0.000001"));
    RunSummary summary = run("a", suite, RunOptions.DEFAULT.withWorkers(workers));
    assertThat(summary).isEqualTo(new RunSummary(4, 8, 0, 0));
    assertThat(Journal.read(folder.resolve("a")))
        .filteredOn(line -> line.task().equals("passkey"))
        .allSatisfy(
            line -> {
              assertThat(line.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(line.why()).isEqualTo("timed out: took more than 0.000001 s");
              assertThat(line.scores()).isEmpty();
            });
    Suite patient = suite.withOverrides(List.of("tasks.passkey.timeout_seconds=3600"));
    Suite open = small("full: {kind: full, source: \"shape:pythia-14m\"}");
    assertThat(run("b", patient, RunOptions.DEFAULT).failed()).isZero();
    run("c", open, RunOptions.DEFAULT);
    assertThat(CanonicalSamples.of(folder.resolve("b")))
        .isEqualTo(CanonicalSamples.of(folder.resolve("c")));
  }

  @Test
  void theTimeOfASampleIsThatOfItsReadingAndItsAnswer() throws InterruptedException {
    SampleTime time = new SampleTime(Optional.of(Duration.ofMillis(80)));
    assertThat(time.<Integer>limited(() -> 1)).isEqualTo(1);
    Thread.sleep(100);
    time.contextIsRead();
    assertThatThrownBy(
            () ->
                time.limited(
                    () -> {
                      TimeLimit.check();
                      return 2;
                    }))
        .isInstanceOf(TimeLimit.PassedException.class);
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> RunOptions.DEFAULT.withWorkers(0))
        .hasMessage("workers must be >= 1, was 0");
    assertThatThrownBy(() -> RunOptions.DEFAULT.withRetries(-1)).hasMessageContaining("retry");
    assertThatThrownBy(() -> RunOptions.DEFAULT.withLimit(0)).hasMessageContaining("limit");
    assertThatThrownBy(() -> RunOptions.DEFAULT.withMaxFailures(0))
        .hasMessageContaining("max-failures");
  }

  private long written(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name).resolve(Journal.FILE)).size();
  }

  private RunSummary run(String name, Suite suite, RunOptions options) {
    return new Runner(suite, folder.resolve(name), Progress.NONE, options).run();
  }

  private Suite suite(String models) throws IOException {
    return load(SUITE.replace("MODELS", models));
  }

  private Suite small(String models) throws IOException {
    return load(
        """
        name: small
        models: {MODELS}
        tasks:
          - {task: passkey, lengths: [400, 500], depths: [0, 50], samples: 2, generate: 4}
          - {task: reconstruction, data: {path: book.txt}, length: 200, samples: 2, positions: [0, 90], generate: 5, score_lengths: [5]}
        """
            .replace("MODELS", models));
  }

  private Suite load(String yaml) throws IOException {
    return Suite.load(Files.writeString(folder.resolve("suite.yaml"), yaml));
  }

  /** Listens, and interrupts its thread at a sample where asked to. */
  private static final class Told implements Progress {
    private final List<OptionalDouble> seconds = new ArrayList<>();
    private long interruptAt = Long.MAX_VALUE;

    @Override
    public boolean wantsEstimates() {
      return true;
    }

    @Override
    public void estimate(OptionalDouble left) {
      seconds.add(left);
    }

    @Override
    public void start(String what, long total) {}

    @Override
    public void advance(long done, String note) {
      if (done == interruptAt) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {}
  }
}
