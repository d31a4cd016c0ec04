package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** All tables that a run's data allow. */
final class Tables {
  private Tables() {}

  static List<ReportTable> of(RunData run) {
    List<ReportTable> tables = new ArrayList<>();
    if (!run.samples().isEmpty()) {
      tables.addAll(PaperTables.of(run));
      tables.add(RetentionTable.of(run));
    }
    if (!run.samplesOf(PasskeyTable.TASK).isEmpty()) {
      tables.add(PasskeyTable.of(run));
      tables.add(PasskeySlopeTable.of(run));
      tables.add(AdaptiveTable.of(run));
    }
    if (!run.samplesOf(ReconstructionTables.TASK).isEmpty()) {
      tables.addAll(ReconstructionTables.of(run));
      tables.add(KeptTable.of(run));
      tables.addAll(DivergenceTables.of(run));
    }
    if (!run.samplesOf(QuestionAnsweringTables.TASK).isEmpty()) {
      tables.addAll(QuestionAnsweringTables.of(run));
    }
    tables.addAll(CellTable.of(run));
    if (!run.measurements().isEmpty()) {
      tables.addAll(PhaseTables.of(run.measurements()));
      tables.add(MemoryTable.of(run.measurements()));
    }
    return tables.stream().filter(table -> table.table().rowCount() > 0).toList();
  }

  /** The same with the models' names for people. */
  static ReportTable named(ReportTable table, ModelNames names) {
    Table numbers = named(table.table(), names);
    return new ReportTable(
        table.name(),
        table.title(),
        table.notes(),
        numbers,
        table.view() == table.table() ? numbers : named(table.view(), names),
        table.across());
  }

  private static Table named(Table table, ModelNames names) {
    Table named = table.copy();
    for (String column : List.of("model", "baseline")) {
      if (named.containsColumn(column)) {
        Column<?> shown =
            StringColumn.create(
                column, named.stringColumn(column).asList().stream().map(names::shown).toList());
        named.replaceColumn(column, shown);
      }
    }
    return named;
  }
}
