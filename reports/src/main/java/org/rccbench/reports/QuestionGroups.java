package org.rccbench.reports;

import java.util.List;
import java.util.SortedMap;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Questions by the group that a suite names them by, those of none first: a mean over kinds of
 * question says nothing about either.
 */
final class QuestionGroups {
  /** The coordinate, and the column. */
  static final String NAME = "group";

  private QuestionGroups() {}

  /** Each group's samples; those without one under the empty text. */
  static SortedMap<String, List<SampleLine>> of(List<SampleLine> lines) {
    return Cells.by(lines, NAME);
  }

  /** The group's name, empty for none. */
  static String of(SampleLine line) {
    return line.value(NAME).orElse("");
  }

  /** The group of a row, empty for none. */
  static String of(Row row) {
    return row.columnNames().contains(NAME) ? row.getString(NAME) : "";
  }

  /** Adds the column where any sample has a group. */
  static void addColumn(Table table, List<SampleLine> lines) {
    if (lines.stream().anyMatch(line -> !of(line).isEmpty())) {
      table.addColumns(StringColumn.create(NAME));
    }
  }

  /** Fills the column, where the table has one. */
  static void fill(Row row, SampleLine line) {
    if (row.columnNames().contains(NAME)) {
      row.setString(NAME, of(line));
    }
  }
}
