package org.rccbench.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A long table turned about for people: one row for each combination of some columns, one column
 * for each value of another. Tablesaw's own pivot wants numbers and aggregates them; these cells
 * are texts, one each.
 */
final class Pivot {

  private Pivot() {}

  /**
   * Turns a table about.
   *
   * @param keys text columns that stay
   * @param across the column whose values become columns, numbers by their size
   * @param cell the text of a cell; a row that says nothing gives an empty one
   */
  static Table of(Table table, List<String> keys, String across, Function<Row, String> cell) {
    NavigableSet<String> columns = new TreeSet<>(Cells.ORDER);
    Map<List<String>, Map<String, String>> rows = new LinkedHashMap<>();
    for (Row row : table) {
      List<String> key = new ArrayList<>();
      keys.forEach(name -> key.add(text(row, name)));
      String column = text(row, across);
      columns.add(column);
      rows.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(column, cell.apply(row));
    }
    Table view = Table.create(table.name());
    keys.forEach(name -> view.addColumns(StringColumn.create(name)));
    columns.forEach(name -> view.addColumns(StringColumn.create(name)));
    rows.forEach((key, cells) -> fill(view.appendRow(), keys, key, cells));
    return view;
  }

  private static void fill(
      Row row, List<String> names, List<String> key, Map<String, String> cells) {
    for (int i = 0; i < names.size(); i++) {
      row.setString(names.get(i), key.get(i));
    }
    cells.forEach(row::setString);
  }

  private static String text(Row row, String column) {
    Object value = row.getObject(column);
    return value == null || row.isMissing(column) ? "" : String.valueOf(value);
  }

  /**
   * A score with its interval, and how many of the planned samples it stands on where that is not
   * all of them.
   *
   * @param scale factor, such as 100 for per cent
   */
  static String score(Row row, double scale, int digits) {
    StringBuilder text = new StringBuilder();
    if (!row.isMissing("score")) {
      text.append(Rounded.of(row.getDouble("score") * scale, digits));
      if (!row.isMissing("low 95 %")) {
        text.append(" [")
            .append(Rounded.of(row.getDouble("low 95 %") * scale, digits))
            .append(", ")
            .append(Rounded.of(row.getDouble("high 95 %") * scale, digits))
            .append(']');
      }
    }
    return text.append(counts(row)).toString();
  }

  /** Scored of planned in parentheses, or nothing where they are the same or not known. */
  static String counts(Row row) {
    if (row.isMissing("planned") || row.getLong("planned") == row.getLong("scored")) {
      return "";
    }
    return " (" + row.getLong("scored") + "/" + row.getLong("planned") + ")";
  }
}
