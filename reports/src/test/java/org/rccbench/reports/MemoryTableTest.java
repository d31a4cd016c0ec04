package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.Measurement;

/** Every point is one row; what was not measured is empty, never 0. */
class MemoryTableTest {
  private static final int MIB = 1 << 20;
  private final ReportTable report = MemoryTable.of(MeasuredPoints.list());

  @Test
  void differencesAndRatesFollowFromTheMeasuredNumbers() {
    List<String> cells = row("pythia", "2048");

    assertThat(cells.get(column("peak above idle [bytes]"))).isEqualTo("" + 200 * MIB);
    assertThat(cells.get(column("floor [bytes]"))).isEqualTo("" + 52 * MIB);
    assertThat(cells.get(column("excess [bytes]"))).isEqualTo("" + 148 * MIB);
    // 2048 tokens in 2.048 s, 15 ids in 0.03 s
    assertThat(cells.get(column("tokens read [1/s]"))).isEqualTo("1000.0");
    assertThat(cells.get(column("tokens decoded [1/s]"))).isEqualTo("500.0");
  }

  @Test
  void aPointThatRanOutOfMemoryHasEmptyNumbersAndItsReason() {
    List<String> cells = row("pythia", "8192");

    for (String name : report.table().columnNames()) {
      if (name.endsWith("]")) {
        assertThat(cells.get(column(name))).as(name).isEmpty();
      }
    }
    assertThat(cells.get(column("failed"))).isEqualTo("1");
    assertThat(cells.get(column("why"))).isEqualTo("out of memory: killed by signal 9");
  }

  @Test
  void aPointPastTheTrainedPositionsSaysSo() {
    assertThat(row("pythia", "2048").get(column("flags"))).isEmpty();
    assertThat(row("pythia", "4096").get(column("flags"))).isEqualTo("beyond-window");
    assertThat(line(MarkdownText.of(report), "| pythia", "| 4096")).contains("| beyond-window |");
  }

  @Test
  void everyRowSaysWhetherItsWeightsAreTrained() {
    assertThat(row("pythia", "4096").get(column("weights")))
        .isEqualTo("untrained (random weights)");
    assertThat(row("rcc|<b>x</b>", "4096").get(column("weights"))).isEqualTo("trained");
  }

  @Test
  void aCurveOfAnotherProgramIsOneOfItsOwnAndSaysWhatMeasuredIt() {
    List<Measurement> points = new ArrayList<>(MeasuredPoints.list());
    points.add(MeasuredPoints.peer("huggingface", 2048, 350L * MIB, "2.7.1 <b>"));
    points.add(MeasuredPoints.peer("huggingface", 4096, 360L * MIB, "2.7.1 <b>"));

    ReportTable table = MemoryTable.of(points);

    assertThat(table.table().rowCount()).isEqualTo(report.table().rowCount() + 2);
    String words = "not this program's, measured by threads 1, torch 2.7.1";
    assertThat(table.notes()).anyMatch(note -> note.startsWith("huggingface: " + words));
    assertThat(PhaseTables.of(points).get(0).notes()).anyMatch(note -> note.contains(words));
    RunData run = new RunData(List.of(), points, Map.of(), 1, true);
    ModelNames names = new ModelNames(run, Map.of("huggingface", "HF"));
    assertThat(MemoryFigure.memory(points, names).notes())
        .anyMatch(note -> note.startsWith("HF: " + words));
    assertThat(MemoryFigure.besidePaper(points, names).notes())
        .anyMatch(note -> note.startsWith("HF: " + words));
    assertThat(report.notes()).noneMatch(note -> note.contains("not this program's"));
  }

  @Test
  void theOrderOfTheLinesDoesNotMatter() {
    List<Measurement> shuffled = new ArrayList<>(MeasuredPoints.list());
    Collections.shuffle(shuffled, new Random(5));

    assertThat(CsvText.of(MemoryTable.of(shuffled).table())).isEqualTo(CsvText.of(report.table()));
  }

  @Test
  void peopleReadMebibytesAndADashForMissing() {
    String markdown = MarkdownText.of(report);

    assertThat(markdown).contains("peak above idle \\[MiB\\]").contains("| 200.0 |");
    assertThat(line(markdown, "| pythia", "| 8192")).contains("| – | – | – |");
    assertThat(markdown).contains("rcc\\|&lt;b&gt;x&lt;/b&gt;").doesNotContain("<b>");
  }

  private static String line(String text, String start, String part) {
    return text.lines().filter(l -> l.startsWith(start) && l.contains(part)).findFirst().get();
  }

  private List<String> row(String model, String tokens) {
    return CsvText.of(report.table())
        .lines()
        .map(line -> Arrays.asList(line.split(",", -1)))
        .filter(cells -> cells.get(0).equals(model) && cells.get(column("tokens")).equals(tokens))
        .findFirst()
        .orElseThrow();
  }

  private int column(String name) {
    return report.table().columnIndex(name);
  }
}
