package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /** The group that a figure draws: those of none, else the first by name. */
  static String drawn(Table table) {
    return groups(table).stream().findFirst().orElse("");
  }

  /** Which questions a figure of a table draws and which it leaves to the table. */
  static List<String> notes(Table table) {
    List<String> groups = new ArrayList<>(groups(table));
    List<String> notes = new ArrayList<>();
    if (groups.isEmpty()) {
      return notes;
    }
    String drawn = groups.remove(0);
    if (!drawn.isEmpty()) {
      notes.add("Drawn: questions of " + drawn + ".");
    }
    if (!groups.isEmpty()) {
      notes.add("Not drawn, in the table: questions of " + String.join(", ", groups) + ".");
    }
    return notes;
  }

  private static SortedSet<String> groups(Table table) {
    SortedSet<String> groups = new TreeSet<>(Cells.NAMES);
    for (Row row : table) {
      groups.add(of(row));
    }
    return groups;
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
