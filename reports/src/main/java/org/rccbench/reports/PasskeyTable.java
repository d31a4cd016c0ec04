package org.rccbench.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Pass key accuracy, context length by depth, for each model (arXiv 2406.06110, Table 1). */
final class PasskeyTable {
  static final String TASK = "passkey";
  static final String FILLER = "filler";

  /** The paper's filler, and the one of samples that name none. */
  static final String CLASSIC = "classic";

  private final RunData run;
  private final SampleColumns columns;
  private final List<SampleLine> lines;
  private final Set<String> depths;

  private PasskeyTable(RunData run) {
    this.run = run;
    this.columns = new SampleColumns(run);
    this.lines = run.samplesOf(TASK);
    this.depths = Cells.by(lines, "depth").keySet();
  }

  /**
   * Samples by filler, the paper's first: a key is easier found in one than in another, so that a
   * mean over fillers says nothing about either.
   */
  static Map<String, List<SampleLine>> byFiller(List<SampleLine> lines) {
    Map<String, List<SampleLine>> byFiller = new LinkedHashMap<>();
    if (lines.stream().anyMatch(line -> filler(line).equals(CLASSIC))) {
      byFiller.put(CLASSIC, new ArrayList<>());
    }
    Cells.by(lines, FILLER)
        .values()
        .forEach(
            same ->
                byFiller.computeIfAbsent(filler(same.get(0)), f -> new ArrayList<>()).addAll(same));
    return byFiller;
  }

  static String filler(SampleLine line) {
    return line.cell().getOrDefault(FILLER, CLASSIC);
  }

  static ReportTable of(RunData run) {
    return new PasskeyTable(run).table();
  }

  private ReportTable table() {
    Table table = SampleColumns.start("passkey");
    table.addColumns(
        StringColumn.create("profile"), StringColumn.create(FILLER), StringColumn.create("length"));
    depths.forEach(depth -> table.addColumns(DoubleColumn.create("depth " + depth)));
    table.addColumns(DoubleColumn.create("chance"));
    Averages.addColumns(table);
    SampleColumns.end(table);
    for (List<SampleLine> ofModel : Cells.byModel(lines).values()) {
      Set<String> profiles = Averages.profiles(run.samplesOf(TASK));
      for (String profile : profiles.isEmpty() ? Set.of("") : profiles) {
        for (List<SampleLine> ofFiller : byFiller(ofModel).values()) {
          Cells.by(ofFiller, "length")
              .forEach((length, cell) -> fill(table.appendRow(), profile, length, cell));
        }
      }
    }
    return new ReportTable(
        "passkey",
        "Pass key retrieval: share of keys found, by context length and depth",
        columns.notes(
            Averages.CHANCE, "The column \"score\" is over all depths, with its 95 % interval."),
        table);
  }

  private void fill(Row row, String profile, String length, List<SampleLine> cell) {
    columns.fill(row, cell);
    row.setString("profile", profile);
    row.setString(FILLER, filler(cell.get(0)));
    row.setString("length", length);
    for (Map.Entry<String, List<SampleLine>> depth : Cells.by(cell, "depth").entrySet()) {
      row.setDouble("depth " + depth.getKey(), Averages.mean(depth.getValue(), profile));
    }
    Averages.fillChance(row, cell);
    Averages.fill(row, cell, profile, run.resampling());
  }
}
