package org.rccbench.reports;

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

  static ReportTable of(RunData run) {
    return new PasskeyTable(run).table();
  }

  private ReportTable table() {
    Table table = SampleColumns.start("passkey");
    table.addColumns(StringColumn.create("profile"), StringColumn.create("length"));
    depths.forEach(depth -> table.addColumns(DoubleColumn.create("depth " + depth)));
    table.addColumns(DoubleColumn.create("chance"));
    Averages.addColumns(table);
    SampleColumns.end(table);
    for (List<SampleLine> ofModel : Cells.byModel(lines).values()) {
      Set<String> profiles = Averages.profiles(run.samplesOf(TASK));
      for (String profile : profiles.isEmpty() ? Set.of("") : profiles) {
        Cells.by(ofModel, "length")
            .forEach((length, cell) -> fill(table.appendRow(), profile, length, cell));
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
    row.setString("length", length);
    for (Map.Entry<String, List<SampleLine>> depth : Cells.by(cell, "depth").entrySet()) {
      row.setDouble("depth " + depth.getKey(), Averages.mean(depth.getValue(), profile));
    }
    Averages.fillChance(row, cell);
    Averages.fill(row, cell, profile, run.resampling());
  }
}
