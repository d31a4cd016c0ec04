package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperScale;
import org.rccbench.reports.paper.PlantedRun;
import org.rccbench.reports.paper.RowVerdict;
import org.rccbench.reports.paper.Verdicts;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * The paper's numbers stand beside a run's, which are those of the verdicts, and never invented.
 */
class BesidePaperTest {
  private static final String MODEL = "rcc-transformer-ft-8k";

  @TempDir private Path folder;

  private Path passkeys(String suite, String model, String... lengths) {
    PlantedRun run = new PlantedRun(folder).suite(suite).model(model, "rcc", 512);
    for (String length : lengths) {
      for (String depth : List.of("0", "25", "50", "100")) {
        Map<String, String> cell = Map.of("filler", "classic", "length", length, "depth", depth);
        int missed = depth.equals("100") ? 60 : 4;
        run.shares(model, "passkey", cell, "passkey-landmark", 100 - missed, missed);
      }
    }
    return run.write();
  }

  private static ReportTable table(Path run, String name, PaperScale scale) {
    return BesidePaper.of(run, RunData.read(run), scale).stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void atThePapersScaleOursAreThoseOfTheVerdicts() {
    Path run = passkeys("paper", MODEL, "32768");
    Map<String, RowVerdict> verdicts =
        Verdicts.of(run, PaperManifest.bundled("rcc"), PaperScale.PAPER, List.of("table-1"))
            .rows()
            .stream()
            .collect(Collectors.toMap(RowVerdict::row, Function.identity()));

    Table table = table(run, "table-1-paper", PaperScale.PAPER).table();

    assertThat(table.rowCount()).isEqualTo(75);
    int measured = 0;
    for (Row row : table) {
      RowVerdict verdict = verdicts.get(row.getString("row"));
      assertThat(row.getString("verdict")).isEqualTo(verdict.verdict().word());
      assertThat(row.isMissing("ours")).isEqualTo(verdict.ours() == null);
      if (verdict.ours() != null) {
        assertThat(row.getDouble("ours")).isEqualTo(verdict.ours());
        assertThat(row.getDouble("low 95 %")).isEqualTo(verdict.interval().low());
        assertThat(row.getDouble("high 95 %")).isEqualTo(verdict.interval().high());
        assertThat(row.getString("model")).isEqualTo(MODEL);
        measured++;
      }
    }
    assertThat(measured).isEqualTo(3);
  }

  @Test
  void aCellReadsAsItIsPrintedInThePaper() {
    ReportTable table = table(passkeys("paper", MODEL, "32768"), "table-1-paper", PaperScale.PAPER);

    assertThat(lines(table.view()))
        .containsExactly(
            "rcc-transformer-ft-8k | 32768 | 97/95/96 | rcc-transformer-ft-8k | 96/96/40"
                + " | [90, 98]/[90, 98]/[31, 50] | INCONCLUSIVE/INCONCLUSIVE/OFF");
    assertThat(table.notes())
        .anyMatch(note -> note.startsWith("NOT-RUN (Mamba encoders") && note.contains(": 30 of"))
        .anyMatch(note -> note.startsWith("NOT-RUN (copied") && note.contains(": 15 of"))
        .noneMatch(note -> note.contains("stand in"));
  }

  @Test
  void aSmallModelStandsInWithoutAVerdictAndTheTableSaysSo() {
    ReportTable table =
        table(passkeys("mini", "ours", "32768", "2048"), "table-1-paper", PaperScale.MINI);

    assertThat(lines(table.view()))
        .containsExactly(
            "rcc-transformer-ft-8k | 32768 | 97/95/96 | ours | 96/96/40"
                + " | [90, 98]/[90, 98]/[31, 50] | NOT-COMPARABLE",
            "rcc-transformer-ft-32k | 32768 | 99/100/100 | ours | 96/96/40"
                + " | [90, 98]/[90, 98]/[31, 50] | NOT-COMPARABLE");
    assertThat(table.notes()).anyMatch(note -> note.startsWith("Scale mini: contexts and models"));
  }

  @Test
  void whereNothingStandsInThePapersNumbersStandAloneAndNothingIsZero() {
    ReportTable table = table(passkeys("mini", "ours", "2048"), "table-1-paper", PaperScale.MINI);

    assertThat(table.view().rowCount()).isEqualTo(25);
    for (Row row : table.table()) {
      assertThat(row.isMissing("ours")).isTrue();
      assertThat(row.isMissing("scored")).isTrue();
      assertThat(row.getString("verdict")).isEqualTo("NOT-RUN");
    }
    assertThat(MarkdownText.of(table))
        .contains("| infini-transformer-ft | 524288 | 97/99/100 | – | – | – | NOT-RUN |");
  }

  @Test
  void untrainedModelsDoNotStandIn() {
    Path run =
        new PlantedRun(folder)
            .model("ours", "rcc", 512)
            .untrained(
                "ours",
                "passkey",
                Map.of("filler", "classic", "length", "32768", "depth", "0"),
                "passkey-landmark")
            .write();

    for (Row row : table(run, "table-1-paper", PaperScale.MINI).table()) {
      assertThat(row.isMissing("ours")).isTrue();
    }
  }

  @Test
  void samplesWithoutAScoreAreCountedInTheCell() {
    Map<String, String> cell = Map.of("filler", "classic", "length", "32768", "depth", "0");
    Path run =
        new PlantedRun(folder)
            .suite("paper")
            .model(MODEL, "rcc", 512)
            .shares(MODEL, "passkey", cell, "passkey-landmark", 97, 3)
            .failed(MODEL, "passkey", cell, 20)
            .scoreless(MODEL, "passkey", cell, 5)
            .write();

    assertThat(lines(table(run, "table-1-paper", PaperScale.PAPER).view()))
        .singleElement()
        .asString()
        .contains("| 97 (100/125) |")
        .endsWith("| INCONCLUSIVE");
  }

  @Test
  void tableTwoJoinsByFormOfAskingAndBucket() {
    ReportTable table =
        table(Path.of("src/test/resources/golden-run"), "table-2-paper", PaperScale.MINI);

    assertThat(lines(table.view()))
        .anyMatch(line -> line.startsWith("rcc-ins-human | 8k+ | 20.48 | rcc-16 | 43.33 |"))
        .anyMatch(line -> line.startsWith("pythia-sft | 0-2k | 30.54 | pythia | 55.00 |"))
        .noneMatch(line -> line.contains("rcc-ins-compress"));
  }

  private static List<String> lines(Table view) {
    return view.stream()
        .map(
            row ->
                view.columnNames().stream().map(row::getString).collect(Collectors.joining(" | ")))
        .toList();
  }
}
