package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.fake.BrokenProvider;
import org.rccbench.evaluators.fake.Texts;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.Points;
import org.rccbench.evaluators.results.RunRecord;

/** Parts of a run make the run, and nothing that contradicts itself makes one. */
class MergeTest {
  @TempDir Path folder;

  @BeforeEach
  void writeBook() throws IOException {
    Files.writeString(folder.resolve("book.txt"), Texts.words(300, 2));
  }

  @Test
  void partsMakeTheBytesOfTheWhole() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}, n: {kind: every-third, source: x}");
    run("whole", suite, RunOptions.DEFAULT);
    run("start", suite, RunOptions.DEFAULT.withLimit(3));
    run("more", suite, RunOptions.DEFAULT.withLimit(5));

    Merge.Summary half = merge("half", "start", "more");
    assertThat(half).isEqualTo(new Merge.Summary(2 * 2 * 5, 0, 0, false));
    assertThat(RunRecord.read(path("half")).orElseThrow().finished()).isNull();
    // a merged run is a run: it can be gone on with
    assertThat(run("half", suite, RunOptions.DEFAULT).resumed()).isEqualTo(20);
    assertThat(CanonicalSamples.of(path("half"))).isEqualTo(CanonicalSamples.of(path("whole")));

    assertThat(merge("all", "start", "whole").finished()).isTrue();
    assertThat(Files.readAllBytes(path("all").resolve(Journal.FILE)))
        .isEqualTo(CanonicalSamples.of(path("whole")));
    assertThat(RunRecord.read(path("all")).orElseThrow().finished())
        .isEqualTo(RunRecord.read(path("whole")).orElseThrow().finished());
  }

  @Test
  void whatFailedInOneRunOnlyDidNotFail() throws IOException {
    Suite suite = suite("b: {kind: broken, source: twice}");
    BrokenProvider.ANSWERS.clear();
    RunOptions patient = RunOptions.DEFAULT.withMaxFailures(1000);
    run("a", suite, patient.withLimit(4)); // each answer fails the first two times it is given
    run("b", suite, patient);
    run("b2", suite, patient);
    run("c", suite, patient);
    assertThat(outcomes("a")).containsOnly(Outcome.FAILED);
    assertThat(outcomes("c")).doesNotContain(Outcome.FAILED);

    assertThat(merge("failed-last", "c", "a").failed()).isZero();
    assertThat(merge("failed-first", "a", "c").failed()).isZero();
    assertThat(outcomes("failed-first")).doesNotContain(Outcome.FAILED);
    assertThat(merge("failed-only", "a").failed()).isEqualTo(8);
  }

  @Test
  void runsThatContradictEachOtherAreRefused() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    run("a", suite, RunOptions.DEFAULT);
    run("b", suite, RunOptions.DEFAULT);
    Path samples = path("b").resolve(Journal.FILE);
    Files.writeString(
        samples, Files.readString(samples).replaceFirst("\"output\":\"", "\"output\":\"x"));
    assertThatThrownBy(() -> merge("out", "a", "b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(path("b") + " tells something else of sample ")
        .hasMessageContaining("(task passkey, model e)");
    assertThat(path("out")).doesNotExist();
  }

  @Test
  void otherSuitesModelsAndDataAreRefused() throws IOException {
    run("a", suite("e: {kind: echo, source: x}"), RunOptions.DEFAULT);
    run("b", suite("e: {kind: echo, source: y}"), RunOptions.DEFAULT);
    assertThatThrownBy(() -> merge("out", "a", "b")).hasMessageContaining("of another suite than");

    run("c", suite("e: {kind: echo, source: x}"), RunOptions.DEFAULT);
    Path record = path("c").resolve(RunRecord.FILE);
    Files.writeString(record, Files.readString(record).replace("random(0)", "random(1)"));
    assertThatThrownBy(() -> merge("out", "a", "c"))
        .hasMessageContaining("model \"e\" has weights random(1) now, but random(0) elsewhere");
    assertThatThrownBy(() -> merge("out", "a", "nothing")).hasMessageContaining("has no run.json");
  }

  @Test
  void aFolderThatHoldsARunIsNotMergedInto() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    run("a", suite, RunOptions.DEFAULT);
    run("b", suite, RunOptions.DEFAULT);
    byte[] before = Files.readAllBytes(path("b").resolve(Journal.FILE));
    assertThatThrownBy(() -> merge("b", "a"))
        .hasMessageContaining("already holds a run (run.json); merge into a new folder");
    assertThat(Files.readAllBytes(path("b").resolve(Journal.FILE))).isEqualTo(before);
  }

  @Test
  void pointsOfCurvesStandOnceAndBrokenOnesOnlyWhereNothingElseIs() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    run("a", suite, RunOptions.DEFAULT);
    run("b", suite, RunOptions.DEFAULT);
    Measurement first = point(1024, Outcome.SCORED, 5L, null);
    Measurement mended = point(2048, Outcome.SCORED, 6L, null);
    Measurement broken = point(4096, Outcome.FAILED, null, "exit status 2: it broke");
    points("a", first, point(2048, Outcome.FAILED, null, "exit status 2: it broke"), broken);
    points("b", point(1024, Outcome.SCORED, 7L, null), mended);

    assertThat(merge("out", "a", "b").points()).isEqualTo(3);
    assertThat(MeasurementLog.read(path("out"))).containsExactlyInAnyOrder(first, mended, broken);
  }

  /** A machine with less memory does not try what another one has measured. */
  @Test
  void aPointThatWasMeasuredCountsBeforeOneThatWasNot() throws IOException {
    Suite suite = suite("e: {kind: echo, source: x}");
    run("a", suite, RunOptions.DEFAULT);
    run("b", suite, RunOptions.DEFAULT);
    Measurement skipped = point(1024, Outcome.SKIPPED, null, "needs 9 MiB, available 8 MiB");
    Measurement scored = point(1024, Outcome.SCORED, 5L, null);
    Measurement withoutTime = point(2048, Outcome.SCORED, 6L, "time not measured: it broke");
    points("a", skipped, withoutTime);
    points("b", scored, point(2048, Outcome.SKIPPED, null, "needs 9 MiB, available 8 MiB"));

    merge("out", "a", "b");
    merge("back", "b", "a");

    assertThat(MeasurementLog.read(path("out"))).containsExactlyInAnyOrder(scored, withoutTime);
    assertThat(MeasurementLog.read(path("back"))).containsExactlyInAnyOrder(scored, withoutTime);
  }

  private static Measurement point(long tokens, Outcome outcome, Long peak, String why) {
    return Points.point("m", tokens, outcome, peak, why);
  }

  private void points(String run, Measurement... points) {
    try (MeasurementLog log = MeasurementLog.open(path(run).resolve(MeasurementLog.FILE))) {
      List.of(points).forEach(log::append);
    }
  }

  private List<Outcome> outcomes(String run) {
    return Journal.read(path(run)).stream().map(line -> line.outcome()).distinct().toList();
  }

  private Merge.Summary merge(String to, String... runs) {
    return Merge.of(List.of(runs).stream().map(this::path).toList(), path(to));
  }

  private Path path(String run) {
    return folder.resolve(run);
  }

  private RunSummary run(String name, Suite suite, RunOptions options) {
    return new Runner(suite, path(name), Progress.NONE, options).run();
  }

  private Suite suite(String models) throws IOException {
    String yaml =
        """
        name: merge
        models: {MODELS}
        tasks:
          - {task: passkey, lengths: [400], depths: [0], samples: 8}
          - {task: reconstruction, data: {path: book.txt}, length: 300, samples: 3, positions: [0, 100], generate: 30, score_lengths: [30]}
        """
            .replace("MODELS", models);
    return Suite.load(Files.writeString(folder.resolve("suite.yaml"), yaml));
  }
}
