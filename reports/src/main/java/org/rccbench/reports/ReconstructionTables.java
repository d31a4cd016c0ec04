package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Headline;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Text reconstruction (arXiv 2406.06110, section 4.1): the headline, the same by position in the
 * context, and by how many tokens are scored. A profile named {@code name@100} scores the first 100
 * tokens.
 */
final class ReconstructionTables {
  static final String TASK = "reconstruction";

  private final RunData run;
  private final SampleColumns columns;
  private final List<SampleLine> lines;

  private ReconstructionTables(RunData run) {
    this.run = run;
    this.columns = new SampleColumns(run);
    this.lines = run.samplesOf(TASK);
  }

  static List<ReportTable> of(RunData run) {
    ReconstructionTables tables = new ReconstructionTables(run);
    return List.of(tables.headline(), tables.byPosition(), tables.byLength());
  }

  private ReportTable headline() {
    Table table = table("reconstruction", StringColumn.create("profile"));
    eachModel(
        (ofModel, profile) -> {
          Row row = row(table, ofModel, profile);
          row.setString("profile", profile);
        });
    return new ReportTable("reconstruction", "Text reconstruction", columns.notes(rule()), table);
  }

  private ReportTable byPosition() {
    Table table =
        table(
            "reconstruction-by-position",
            StringColumn.create("profile"),
            StringColumn.create("position"));
    eachModel(
        (ofModel, profile) ->
            Cells.by(ofModel, "position")
                .forEach(
                    (position, cell) -> {
                      Row row = row(table, cell, profile);
                      row.setString("profile", profile);
                      row.setString("position", position);
                    }));
    return new ReportTable(
        "reconstruction-by-position",
        "Text reconstruction by position in the context",
        columns.notes("Position: the token of the context at which the prompt begins."),
        table);
  }

  private ReportTable byLength() {
    Table table =
        table(
            "reconstruction-by-length",
            StringColumn.create("profile"),
            LongColumn.create("scored length"));
    eachModel(
        (ofModel, profile) -> {
          int at = profile.lastIndexOf('@');
          if (at < 0 || !profile.substring(at + 1).matches("[0-9]{1,9}")) {
            return;
          }
          Row row = row(table, ofModel, profile);
          row.setString("profile", profile.substring(0, at));
          row.setLong("scored length", Long.parseLong(profile.substring(at + 1)));
        });
    return new ReportTable(
        "reconstruction-by-length",
        "Text reconstruction by the number of tokens scored",
        columns.notes(rule()),
        table.rowCount() == 0 ? table : table.sortOn("model", "profile", "scored length"));
  }

  private static String rule() {
    return "Averages: " + Headline.RULE + ".";
  }

  private static Table table(String name, Column<?>... own) {
    Table table = SampleColumns.start(name).addColumns(own);
    Averages.addColumns(table);
    SampleColumns.end(table);
    return table;
  }

  private Row row(Table table, List<SampleLine> behind, String profile) {
    Row row = table.appendRow();
    columns.fill(row, behind);
    Averages.fill(row, behind, profile, run.resampling());
    return row;
  }

  /** A model whose samples all failed still has its rows, with empty scores. */
  private void eachModel(BiConsumer<List<SampleLine>, String> fill) {
    SortedSet<String> profiles = Averages.profiles(lines);
    List<String> names = profiles.isEmpty() ? List.of("") : new ArrayList<>(profiles);
    Consumer<List<SampleLine>> rows =
        ofModel -> names.forEach(profile -> fill.accept(ofModel, profile));
    Cells.byModel(lines).values().forEach(rows);
  }
}
