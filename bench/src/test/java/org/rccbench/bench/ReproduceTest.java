package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.RunOptions;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunFolder;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.models.ModelSpec;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperScale;
import org.rccbench.reports.paper.Verdicts;

/** One folder holds inputs, samples, points and report, and a second run adds nothing. */
class ReproduceTest {
  private static final String SUITE =
      """
      name: tiny
      models:
        one: {kind: fake, source: "fake:good"}
      tasks:
        - task: reconstruction
          data: {reader: plain-text, path: inputs}
          length: 400
          samples: 2
          positions: [0, 100]
          generate: 20
          score_lengths: [10, 20]
      """;

  @TempDir private Path folder;

  @Test
  void theWholeWayEndsInTablesAndFigures() throws Exception {
    RunOverview first = reproduce(List.of());
    RunOverview again = reproduce(List.of());

    assertThat(first.scored()).isEqualTo(4);
    assertThat(again.scored()).isZero();
    assertThat(again.resumed()).isEqualTo(4);
    assertThat(MeasurementLog.read(folder)).hasSize(1);
    assertThat(first.files()).anyMatch(f -> f.endsWith("reconstruction-by-length.csv"));
    assertThat(first.files()).anyMatch(f -> f.endsWith("figure-1.svg"));
    assertThat(Files.readString(folder.resolve("report.html")))
        .as("the page begins with the verdicts")
        .contains("id=\"t-verdicts\"")
        .contains("reconstruction.rate-32-beats-64");
    assertThat(first.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.profile()).isEqualTo("bleu4-ids-nltk-method1@20");
              assertThat(row.score()).isNotNull();
            });
  }

  @Test
  void moreWorkersGiveTheSameSamples(@TempDir Path elsewhere) throws Exception {
    reproduce(List.of());
    reproduction(
            new RunInputs(elsewhere, SUITE, List.of()),
            RunOptions.DEFAULT.withWorkers(2),
            Progress.NONE)
        .run(List.of());

    assertThat(CanonicalSamples.of(elsewhere.resolve(Journal.FILE)))
        .isEqualTo(CanonicalSamples.of(folder.resolve(Journal.FILE)));
  }

  @Test
  void theFolderIsHeldAndTheRunUnfinishedUntilTheCurvesAreDone() throws Exception {
    List<String> events = new ArrayList<>();
    reproduce(
        new Watcher() {
          @Override
          public void advance(long done, String note) {
            events.add(note.contains(" tokens ") ? "point" : "sample");
            assertThatThrownBy(() -> RunFolder.hold(folder))
                .hasMessageContaining("written by another run");
            assertThat(RunRecord.read(folder).orElseThrow().finished()).isNull();
          }

          @Override
          public void close() {
            events.add("closed");
          }
        },
        64);

    assertThat(events).containsExactly("sample", "sample", "sample", "sample", "point", "closed");
    assertThat(RunRecord.read(folder).orElseThrow().finished()).isNotNull();
    RunFolder.hold(folder).close();
  }

  @Test
  void aRunThatWasStoppedInItsCurveGoesOnInTheCurve() throws Exception {
    Watcher stopped =
        new Watcher() {
          @Override
          public void advance(long done, String note) {
            if (note.contains("128 tokens")) {
              throw new IllegalStateException("stopped here");
            }
          }
        };
    assertThatThrownBy(() -> reproduce(stopped, 64, 128, 256)).hasMessage("stopped here");
    assertThat(RunRecord.read(folder).orElseThrow().finished()).isNull();
    Path file = folder.resolve(MeasurementLog.FILE);
    String before = Files.readString(file);
    assertThat(before.lines()).hasSize(2);

    List<String> notes = new ArrayList<>();
    RunOverview rest =
        reproduce(
            new Watcher() {
              @Override
              public void advance(long done, String note) {
                notes.add(done + ": " + note);
              }
            },
            64,
            128,
            256);

    assertThat(rest.resumed()).isEqualTo(4);
    assertThat(Files.readString(file)).startsWith(before);
    assertThat(MeasurementLog.read(folder))
        .extracting(Measurement::tokens)
        .containsExactly(64L, 128L, 256L);
    assertThat(Files.readString(file).lines()).as("each point once").hasSize(3);
    assertThat(notes).endsWith("3: 256 tokens scored");
    assertThat(RunRecord.read(folder).orElseThrow().finished()).isNotNull();
  }

  @Test
  void aPointThatBrokeIsTriedAgainAndCountedOnce(@TempDir Path elsewhere) throws Exception {
    Path mended = elsewhere.resolve("mended");
    String source = "fake:broken-until:" + mended;
    Reproduce first = reproduction(new RunInputs(folder, SUITE, List.of()), Progress.NONE);
    first.run(List.of(plan(source, 64, 128)));
    assertThat(first.brokenPoints()).isEqualTo(2);
    assertThat(MeasurementLog.read(folder))
        .extracting(Measurement::outcome)
        .containsOnly(Outcome.FAILED);

    Files.createFile(mended);
    Reproduce again = reproduction(new RunInputs(folder, SUITE, List.of()), Progress.NONE);
    again.run(List.of(plan(source, 64, 128)));
    Reproduce third = reproduction(new RunInputs(folder, SUITE, List.of()), Progress.NONE);
    third.run(List.of(plan(source, 64, 128)));

    assertThat(again.brokenPoints()).isZero();
    assertThat(MeasurementLog.read(folder))
        .hasSize(2)
        .extracting(Measurement::outcome)
        .containsOnly(Outcome.SCORED);
    assertThat(Files.readAllLines(folder.resolve(MeasurementLog.FILE))).hasSize(4);
    List<String> table = Files.readAllLines(folder.resolve("tables/memory-and-time.csv"));
    assertThat(table).as("a header and each point once").hasSize(3);
  }

  @Test
  void theUsersTextsReplaceTheGeneratedOnes(@TempDir Path elsewhere) throws Exception {
    Path text = Files.writeString(elsewhere.resolve("book"), SampleText.of(300, 9));

    RunOverview overview = reproduce(List.of(text));

    assertThat(overview.scored()).isEqualTo(4);
    assertThat(folder.resolve("inputs")).isDirectoryContaining("glob:**/book.txt");
    assertThatThrownBy(() -> reproduce(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give another folder with --out");
  }

  @ParameterizedTest
  @EnumSource(names = {"QUICK", "MINI"})
  void theBundledSuitesAreWellFormedAndSoAreTheirCurves(Scale scale) throws IOException {
    Suite suite = Suite.parse(scale.suite(), scale.word());

    assertThat(suite.models().values())
        .extracting(ModelSpec::kind)
        .containsOnly("rcc", "full", "blind", "random");
    assertThat(suite.models().values()).allMatch(spec -> spec.source().startsWith("bundled:"));
    assertThat(scale.curves(suite, "cpu"))
        .isNotEmpty()
        .allMatch(plan -> plan.spec().dtype().equals("bf16"));
  }

  @Test
  void generatedTextIsTheSameForTheSameSeedAndNoOther() {
    assertThat(SampleText.of(500, 3)).isEqualTo(SampleText.of(500, 3));
    assertThat(SampleText.of(500, 3)).isNotEqualTo(SampleText.of(500, 4));
    assertThat(SampleText.of(500, 3).split("\\s+").length).isBetween(500, 700);
  }

  @Test
  void theStandardFolderNamesSuiteAndUtcTime() {
    Instant time = Instant.parse("2026-02-03T04:05:06Z");

    assertThat(RunFolders.standard("../my suite/", time))
        .isEqualTo(Path.of("results", "my-suite--20260203T040506Z"));
  }

  @Test
  void lengthsDoubleAndMustAscend() {
    assertThat(CurvePlan.doublings(2048, 8192)).containsExactly(2048L, 4096L, 8192L);
    ModelSpec spec = ModelSpec.of("fake", "fake:good");
    assertThatThrownBy(() -> new CurvePlan("x", spec, List.of(2L, 2L), 0))
        .hasMessageContaining("[2, 2]");
  }

  private RunOverview reproduce(List<Path> texts) throws IOException, InterruptedException {
    return reproduce(new RunInputs(folder, SUITE, texts), Progress.NONE, 64);
  }

  private RunOverview reproduce(Progress progress, long... tokens)
      throws IOException, InterruptedException {
    return reproduce(new RunInputs(folder, SUITE, List.of()), progress, tokens);
  }

  private static RunOverview reproduce(RunInputs inputs, Progress progress, long... tokens)
      throws IOException, InterruptedException {
    return reproduction(inputs, progress).run(List.of(plan("fake:good", tokens)));
  }

  private static Reproduce reproduction(RunInputs inputs, Progress progress) {
    return reproduction(inputs, RunOptions.DEFAULT, progress);
  }

  private static Reproduce reproduction(RunInputs inputs, RunOptions options, Progress progress) {
    MemoryCurve curve = new MemoryCurve(ChildJava.likeThis(), ProcMemory.ofSystem());
    return new Reproduce(
        inputs,
        options,
        curve,
        progress,
        run -> Verdicts.of(run, PaperManifest.bundled("rcc"), PaperScale.MINI, List.of()));
  }

  private static CurvePlan plan(String source, long... tokens) {
    List<Long> lengths = Arrays.stream(tokens).boxed().toList();
    return new CurvePlan("line", ModelSpec.of("fake", source), lengths, 1);
  }

  /** A progress of which a test fills in what it watches. */
  private static class Watcher implements Progress {
    @Override
    public void start(String what, long total) {}

    @Override
    public void advance(long done, String note) {}

    @Override
    public void close() {}
  }
}
