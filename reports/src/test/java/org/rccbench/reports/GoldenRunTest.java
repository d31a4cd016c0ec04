package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.evaluators.results.Journal;

/**
 * A report is a function of the source files of its run: it is byte-equal whatever the order of
 * lines, locale and time zone, and its tables are those that stand in the golden run.
 */
class GoldenRunTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-run");

  @TempDir private Path folder;

  @Test
  void everyFileIsTheSameInAnyOrderLocaleAndZone() throws IOException {
    copySources(folder.resolve("run"), 0);
    Map<String, String> first = contents(RunReport.write(folder.resolve("run")), "run");
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      int seed = 1;
      for (String tag : List.of("ar-EG-u-nu-arab", "tr-TR", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(
            TimeZone.getTimeZone(seed % 2 == 0 ? "America/St_Johns" : "Asia/Kathmandu"));
        String run = "shuffled-" + seed + "/run";
        copySources(folder.resolve(run), seed++);
        Map<String, String> again = contents(RunReport.write(folder.resolve(run)), run);
        assertThat(again.keySet()).isEqualTo(first.keySet());
        again.forEach(
            (file, bytes) -> assertThat(bytes.equals(first.get(file))).as(tag + file).isTrue());
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void packedSamplesGiveTheSameTables() throws IOException {
    copySources(folder.resolve("packed"), 0);
    Path plain = folder.resolve("packed").resolve(Journal.FILE);
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(plain.resolveSibling(Journal.PACKED)))) {
      Files.copy(plain, out);
    }
    Files.delete(plain);

    assertThat(RunData.read(folder.resolve("packed"))).isEqualTo(RunData.read(GOLDEN));
  }

  @Test
  void theTablesAreTheGoldenOnes() throws IOException {
    RunReport.write(
        order(
            Set.of(
                "table-1",
                "table-1-paper",
                "table-2",
                "table-2-paper",
                "reconstruction-by-rate",
                "memory",
                "phases",
                "retention")));
    try (Stream<Path> golden = Files.list(GOLDEN.resolve("tables"))) {
      List<Path> files = golden.sorted().toList();
      assertThat(files).hasSize(24);
      for (Path file : files) {
        assertThat(folder.resolve("tables").resolve(file.getFileName()))
            .hasSameTextualContentAs(file);
      }
    }
  }

  @Test
  void everyFigureOfTheDesignIsDrawn() {
    RunData run = RunData.read(GOLDEN);
    assertThat(Figures.of(run, Tables.of(run), new ModelNames(run, Map.of())).keySet())
        .contains(
            "figure-1",
            "figure-3a",
            "figure-3b",
            "figure-4",
            "passkey-heat-map",
            "error-by-window-position",
            "error-by-slot-position",
            "f1-by-bucket",
            "time-by-phase",
            "break-even",
            "retention");
  }

  @Test
  void oneFigureComesInTheFormatAndWidthAsked() throws IOException {
    ReportOrder order =
        new ReportOrder(
            List.of(GOLDEN),
            folder,
            Set.of("figure-3a"),
            Set.of(FigureFormat.PDF),
            FigureWidth.parse("84mm"),
            Theme.LIGHT,
            Map.of("rcc-32", "Ours"),
            0);

    assertThat(RunReport.write(order)).containsExactly(folder.resolve("figures/figure-3a.pdf"));
    String pdf =
        Files.readString(folder.resolve("figures/figure-3a.pdf"), StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF-").doesNotContain("CreationDate");
  }

  @Test
  void whatIsNotThereIsRefusedWithWhatIs() {
    assertThatThrownBy(() -> RunReport.write(order(Set.of("figure-9"))))
        .hasMessageContaining("figure-9")
        .hasMessageContaining("figure-3a");
    ReportOrder label =
        new ReportOrder(
            List.of(GOLDEN),
            folder,
            Set.of(),
            Set.of(),
            FigureWidth.COLUMN,
            Theme.DARK,
            Map.of("rcc-99", "x"),
            0);
    assertThatThrownBy(() -> RunReport.write(label))
        .hasMessage(
            "no model is called rcc-99; the models are blind, last-layer-32, pythia, rcc-16,"
                + " rcc-32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"84", "84 mm", "mm", "-84mm", "10mm", "9999mm", "8e1mm", ""})
  void aWidthThatIsNoneIsRefused(String width) {
    assertThatThrownBy(() -> FigureWidth.parse(width)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void widthsAreWholePoints() {
    assertThat(FigureWidth.parse("84mm").points()).isEqualTo(238);
    assertThat(FigureWidth.parse("8.4cm").points()).isEqualTo(238);
    assertThat(FigureWidth.parse("238pt").points()).isEqualTo(238);
    assertThat(FigureWidth.PAGE.points()).isEqualTo(493);
  }

  private ReportOrder order(Set<String> only) {
    return new ReportOrder(
        List.of(GOLDEN),
        folder,
        only,
        Set.of(FigureFormat.SVG),
        FigureWidth.COLUMN,
        Theme.LIGHT,
        Map.of(),
        0);
  }

  private static void copySources(Path to, int seed) throws IOException {
    Files.createDirectories(to);
    for (String name : List.of("run.json", "samples.jsonl", "measurements.jsonl")) {
      List<String> lines = new ArrayList<>(Files.readAllLines(GOLDEN.resolve(name)));
      if (name.endsWith("jsonl") && seed > 0) {
        Collections.shuffle(lines, new Random(seed));
      }
      Files.write(to.resolve(name), lines);
    }
  }

  private Map<String, String> contents(List<Path> files, String run) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files) {
      contents.put(
          folder.resolve(run).relativize(file).toString(),
          new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
    return contents;
  }
}
