package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.RepeatedLooks;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Pass key cells whose number of samples was decided while they were asked. */
final class AdaptiveTable {
  private static final String PROFILE = "passkey-landmark";

  private AdaptiveTable() {}

  static ReportTable of(RunData run) {
    SampleColumns columns = new SampleColumns(run);
    Table table = SampleColumns.start("adaptive");
    List<String> coordinates = List.of("filler", "length", "depth");
    coordinates.forEach(name -> table.addColumns(StringColumn.create(name)));
    table.addColumns(
        LongColumn.create("right"),
        DoubleColumn.create("share"),
        DoubleColumn.create("low 95 %"),
        DoubleColumn.create("high 95 %"),
        DoubleColumn.create("half width asked"),
        StringColumn.create("reached"));
    SampleColumns.end(table);
    List<SampleLine> adaptive =
        run.samplesOf(PasskeyTable.TASK).stream()
            .filter(line -> line.details().containsKey("half-width"))
            .toList();
    for (List<SampleLine> ofModel : Cells.byModel(adaptive).values()) {
      SortedMap<String, List<SampleLine>> cells = new TreeMap<>(Cells.ORDER);
      ofModel.forEach(
          line -> cells.computeIfAbsent(line.cell().toString(), c -> new ArrayList<>()).add(line));
      for (List<SampleLine> cell : cells.values()) {
        Row row = table.appendRow();
        columns.fill(row, cell);
        coordinates.forEach(name -> row.setString(name, cell.get(0).value(name).orElse("")));
        fill(row, cell);
      }
    }
    return new ReportTable(
        "passkey-adaptive",
        "Pass key retrieval: cells with adaptive sampling",
        columns.notes(
            "A cell is looked at after "
                + RepeatedLooks.PASSKEY.counts()
                + " samples in their order and ends when the interval is narrow enough; the exact"
                + " interval (Clopper-Pearson) allows for all looks (Bonferroni)."),
        table);
  }

  private static void fill(Row row, List<SampleLine> cell) {
    double asked = ((Number) cell.get(0).details().get("half-width")).doubleValue();
    row.setDouble("half width asked", asked);
    List<Double> scores =
        cell.stream()
            .filter(line -> line.outcome() == Outcome.SCORED)
            .map(SampleLine::scores)
            .map(scoresOf -> scoresOf.get(PROFILE))
            .filter(Objects::nonNull)
            .toList();
    if (scores.isEmpty()) {
      return;
    }
    long right = scores.stream().filter(score -> score == 1).count();
    Interval interval = RepeatedLooks.PASSKEY.interval(right, scores.size());
    row.setLong("right", right);
    row.setDouble("share", (double) right / scores.size());
    row.setDouble("low 95 %", interval.low());
    row.setDouble("high 95 %", interval.high());
    boolean reached = RepeatedLooks.PASSKEY.halfWidth(right, scores.size()) <= asked;
    row.setString("reached", reached ? "yes" : "no");
  }
}
