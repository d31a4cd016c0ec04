package org.rccbench.reports;

import java.util.List;
import java.util.Objects;
import tech.tablesaw.api.Table;

/**
 * A table of the report. Cells that were not measured are missing in {@code table}, never 0.
 *
 * @param name file name without ending
 * @param title one line above the table
 * @param notes how to read the table, one sentence each
 * @param table the cells, in the unit that the files keep
 */
record ReportTable(String name, String title, List<String> notes, Table table) {

  ReportTable {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(table, "table");
    notes = List.copyOf(notes);
    if (!name.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException("a table's name becomes a file name, was " + name);
    }
  }
}
