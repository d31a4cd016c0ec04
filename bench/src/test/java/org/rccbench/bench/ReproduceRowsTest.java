package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a paper can be read without a run. */
class ReproduceRowsTest {
  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @Test
  void listPrintsEveryRowAndTheirNumber() {
    assertThat(terminal.execute("reproduce", "--list", "--only", "table-1")).isZero();

    assertThat(terminal.out().lines()).hasSize(76);
    assertThat(terminal.out())
        .contains("table-1.rcc-transformer-ft-8k.512k.middle")
        .endsWith("75 rows of Recurrent Context Compression\n");
  }

  @Test
  void showPrintsBothReadingsAndTheSamplesNeeded() {
    assertThat(terminal.execute("reproduce", "--show", "table-2.rcc-ins-human.average")).isZero();

    assertThat(terminal.out())
        .contains("- Table 2: 23.15")
        .contains("- mean of its own four values: 23.655")
        .containsPattern("samples +[0-9]+ for an equal model to MATCH")
        .contains(
            "rcc-bench reproduce --scale paper --models rcc-ins-human=DIR --only"
                + " table-2.rcc-ins-human.average");
  }

  @Test
  void rowsAreJsonForScripts() throws IOException {
    assertThat(terminal.execute("reproduce", "--list", "--only", "figure-1", "--json")).isZero();

    JsonNode rows = new ObjectMapper().readTree(terminal.out());
    assertThat(rows).hasSize(14);
    assertThat(rows.get(0).path("expected").path("value").doubleValue()).isEqualTo(4078);
  }

  @Test
  void aDryRunSaysWhatItWouldTakeAndTouchesNothing() {
    Path run = folder.resolve("run");

    assertThat(terminal.execute("reproduce", "--quick", "--dry-run", "--out", run.toString()))
        .isZero();
    assertThat(terminal.out())
        .contains("models:  ")
        .contains("passkey (36)")
        .contains("pythia-14m rcc ([2048, 4096, 8192])")
        .containsPattern("rows: +[0-9]+ judged, [0-9]+ of them within reach");
    assertThat(run).doesNotExist();
  }

  @Test
  void aManifestOfOnesOwnIsReadAndABadOneNamed() throws IOException {
    Path mine = folder.resolve("mine.yaml");
    Files.writeString(
        mine,
        """
        paper: {key: mine, title: Mine, source: here}
        groups:
          - id: t
            rows:
              - {id: a, source: s, mark: NF, claim: c, measure: {of: elsewhere, why: w}}
        """);
    assertThat(terminal.execute("reproduce", "--manifest", mine.toString(), "--list")).isZero();
    assertThat(terminal.out()).endsWith("1 rows of Mine\n");

    Files.writeString(mine, Files.readString(mine).replace("NF", "maybe"));
    assertThat(terminal.execute("reproduce", "--manifest", mine.toString(), "--list")).isEqualTo(2);
    assertThat(terminal.err()).contains("row t.a").contains("unknown mark \"maybe\"");
  }

  @Test
  void aRowThatIsNotThereIsAUsageError() {
    assertThat(terminal.execute("reproduce", "--only", "table-9", "--list")).isEqualTo(2);
    assertThat(terminal.err()).contains("\"table-9\"").contains("--list");
  }
}
