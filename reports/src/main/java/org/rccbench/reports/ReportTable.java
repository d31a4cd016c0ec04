package org.rccbench.reports;

import java.util.List;
import java.util.Objects;
import tech.tablesaw.api.Table;

/**
 * A table of the report. Cells that were not measured are missing, never 0.
 *
 * @param name file name without ending
 * @param title one line above the table
 * @param notes how to read the table, one sentence each
 * @param table the numbers in full precision, in the unit that the files keep
 * @param view what people are shown, which may be the same turned about, with intervals in its
 *     cells
 * @param across the coordinate of the samples whose values are column names of the view, or null
 */
record ReportTable(
    String name, String title, List<String> notes, Table table, Table view, String across) {

  ReportTable {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(view, "view");
    notes = List.copyOf(notes);
    if (!name.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException("a table's name becomes a file name, was " + name);
    }
  }

  /** A table that is shown as it is. */
  ReportTable(String name, String title, List<String> notes, Table table) {
    this(name, title, notes, table, table, null);
  }
}
