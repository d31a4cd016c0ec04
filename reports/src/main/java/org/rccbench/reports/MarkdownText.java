package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table as Markdown for people: numbers rounded, a dash for a missing cell, and every text
 * escaped, so that a model's name or output cannot become markup.
 */
public final class MarkdownText {
  private static final String PUNCTUATION = "\\`*_{}[]|~@$";

  private MarkdownText() {}

  static String of(ReportTable report) {
    List<String> lines = new ArrayList<>();
    lines.add("## " + escape(report.title()));
    lines.add("");
    for (String note : report.notes()) {
      lines.add(escape(note));
      lines.add("");
    }
    lines.addAll(table(report.view()));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(Table table) {
    List<String> lines = new ArrayList<>();
    lines.add(line(table.columns().stream().map(MarkdownText::heading).toList()));
    lines.add(
        line(
            table.columns().stream()
                .map(column -> column instanceof NumericColumn<?> ? "---:" : "---")
                .toList()));
    for (int i = 0; i < table.rowCount(); i++) {
      int row = i;
      lines.add(line(table.columns().stream().map(column -> cell(column, row)).toList()));
    }
    return lines;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String heading(Column<?> column) {
    return escape(Unit.of(column.name()).heading(column.name()));
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "–";
    }
    if (column instanceof NumericColumn<?> numbers) {
      Unit unit = Unit.of(column.name());
      return column instanceof DoubleColumn || unit != Unit.PLAIN
          ? unit.round(numbers.getDouble(row))
          : String.valueOf(column.get(row));
    }
    return escape(String.valueOf(column.get(row)));
  }

  /**
   * Text that Markdown shows as it is: one line, no markup, no HTML, no automatic link, and nothing
   * invisible that reorders what is read.
   */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    Shown.oneLine(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                default -> {
                  if (PUNCTUATION.indexOf(c) >= 0) {
                    safe.append('\\');
                  }
                  safe.appendCodePoint(c);
                }
              }
            });
    return safe.toString().replace("://", "\\://").replace("www.", "www\\.");
  }
}
