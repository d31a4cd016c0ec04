package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table as CSV (RFC 4180, lines end with LF) with numbers in full precision and nothing for a
 * missing cell.
 */
final class CsvText {
  /** A spreadsheet runs a text that begins with one of these as a formula. */
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvText() {}

  static String of(Table table) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", table.columnNames().stream().map(CsvText::text).toList()));
    for (int row = 0; row < table.rowCount(); row++) {
      List<String> cells = new ArrayList<>();
      for (Column<?> column : table.columns()) {
        cells.add(cell(column, row));
      }
      lines.add(String.join(",", cells));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    String value = String.valueOf(column.get(row));
    return column instanceof NumericColumn<?> ? value : text(value);
  }

  /** One text cell: a formula is disarmed with an apostrophe, then the cell is quoted if needed. */
  static String text(String value) {
    String shown = Shown.lines(value);
    boolean formula = !shown.isEmpty() && FORMULA_STARTS.indexOf(shown.charAt(0)) >= 0;
    String safe = formula ? "'" + shown : shown;
    boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
