package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.MeasurementLog;
import org.rccbench.evaluators.results.RunRecord;

/** The same files give the same bytes, and a missing file is no empty table. */
class RunReportTest {
  @TempDir private Path folder;

  @Test
  void redrawingGivesTheSameBytesWhateverTheOrderLocaleAndZone() throws IOException {
    writeRun();
    Map<String, String> first = contents(RunReport.write(folder));
    shuffle(folder.resolve(Journal.FILE));
    shuffle(folder.resolve(MeasurementLog.FILE));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));

      assertThat(contents(RunReport.write(folder))).isEqualTo(first);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(first)
        .containsKeys(
            "tables/passkey.csv",
            "tables/passkey.md",
            "tables/passkey.tex",
            "tables/reconstruction.csv",
            "tables/memory-and-time.md",
            "figures/figure-1.svg",
            "figures/figure-1.png",
            "figures/figure-1.pdf",
            "figures/time-by-phase.svg");
  }

  @Test
  void theSeedOfTheIntervalsStandsInTheRecord() {
    assertThat(RunData.read(folder).bootstrapSeed()).isEqualTo(3);
    record(new TreeMap<>(Map.of("data", 1L))).write(folder);
    assertThat(RunData.read(folder).bootstrapSeed()).isEqualTo(3);
    record(new TreeMap<>(Map.of("bootstrap", 9L))).write(folder);
    assertThat(RunData.read(folder).bootstrapSeed()).isEqualTo(9);
  }

  private static RunRecord record(SortedMap<String, Long> seeds) {
    return new RunRecord(
        "name: x",
        "sha",
        null,
        new TreeMap<>(),
        new TreeMap<>(),
        seeds,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        null,
        "2026-01-01T00:00:00Z",
        null);
  }

  @Test
  void runsOfOneNameAreNotTakenForOne() throws IOException {
    Path one = Files.createDirectories(folder.resolve("job1/results"));
    Path two = Files.createDirectories(folder.resolve("job2/results"));
    for (Path run : List.of(one, two)) {
      for (String name : List.of("run.json", "samples.jsonl", "measurements.jsonl")) {
        Files.copy(Path.of("src/test/resources/golden-run").resolve(name), run.resolve(name));
      }
    }

    assertThatThrownBy(() -> Runs.read(List.of(one, two), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two runs are named \"results\"");
    assertThatThrownBy(() -> order(one, folder.resolve("job2/../job1/results")))
        .hasMessageContaining("each once");
  }

  private static ReportOrder order(Path... runs) {
    return new ReportOrder(
        List.of(runs),
        runs[0],
        Set.of(),
        Set.of(FigureFormat.SVG),
        FigureWidth.PAGE,
        Theme.LIGHT,
        Map.of(),
        ReportOrder.DEFAULT_MAX_SAMPLES);
  }

  @Test
  void anEmptyFolderHasNothingToReport() {
    assertThat(RunReport.write(folder)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Files.writeString(folder.resolve(MeasurementLog.FILE), "{\"model\":3\n");

    assertThatThrownBy(() -> RunReport.write(folder)).hasMessageContaining("measurements.jsonl:1");
  }

  @Test
  void withoutFontsThereIsNoFigureAndABugIsNoMissingFont() {
    for (Throwable broken :
        List.of(
            new InternalError("Fontconfig head is null"),
            new NoClassDefFoundError("x"),
            new RuntimeException("Fontconfig head is null"))) {
      assertThat(RunReport.drawnWithFonts(() -> sneak(broken))).isEmpty();
    }
    assertThatThrownBy(
            () -> RunReport.drawnWithFonts(() -> sneak(new IllegalStateException("a bug"))))
        .hasMessage("a bug");
  }

  private static String sneak(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private void writeRun() {
    try (Journal journal = Journal.open(folder.resolve(Journal.FILE));
        MeasurementLog points = MeasurementLog.open(folder.resolve(MeasurementLog.FILE))) {
      for (int i = 0; i < 12; i++) {
        Map<String, String> cell = Map.of("length", i % 2 == 0 ? "512" : "64", "depth", "50");
        String model = "m" + i % 3;
        String context = "context" + i;
        journal.append(
            Samples.scored("passkey", model, cell, context, Map.of("passkey-x", i % 4 / 3.0)));
        journal.append(
            Samples.scored(
                "reconstruction",
                model,
                Map.of("position", "" + i % 2 * 300),
                context,
                Map.of("bleu@100", i / 13.0)));
      }
      MeasuredPoints.list().forEach(points::append);
    }
  }

  private static void shuffle(Path file) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.shuffle(lines, new Random(11));
    Files.write(file, lines);
  }

  private Map<String, String> contents(List<Path> files) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files) {
      contents.put(
          folder.relativize(file).toString(),
          new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
    return contents;
  }
}
