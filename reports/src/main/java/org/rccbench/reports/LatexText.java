package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table as LaTeX for {@code \input}: a table environment with booktabs rules, its caption below
 * the title, and every text escaped. Needs the package booktabs, and nothing else: what lies
 * outside ASCII is written as LaTeX's own command or as its code point.
 */
final class LatexText {
  private static final int LAST_ASCII = 0x7E;

  private LatexText() {}

  static String of(ReportTable report, RunCaption run) {
    Table table = report.view();
    List<String> lines = new ArrayList<>();
    lines.add("% needs \\usepackage{booktabs}");
    lines.add("\\begin{table}");
    lines.add("\\centering");
    lines.add("\\small");
    lines.add("\\caption{" + caption(report, run) + "}");
    lines.add("\\label{tab:" + report.name() + "}");
    lines.add("\\begin{tabular}{" + alignment(table) + "}");
    lines.add("\\toprule");
    lines.add(row(table.columns().stream().map(LatexText::heading).toList()));
    lines.add("\\midrule");
    for (int i = 0; i < table.rowCount(); i++) {
      int row = i;
      lines.add(row(table.columns().stream().map(column -> cell(column, row)).toList()));
    }
    lines.add("\\bottomrule");
    lines.add("\\end{tabular}");
    lines.add("\\end{table}");
    return String.join("\n", lines) + "\n";
  }

  private static String caption(ReportTable report, RunCaption run) {
    List<String> sentences = new ArrayList<>();
    sentences.add(escape(report.title()) + ".");
    report.notes().forEach(note -> sentences.add(escape(note)));
    run.sentences(report).forEach(sentence -> sentences.add(escape(sentence)));
    return String.join(" ", sentences);
  }

  private static String alignment(Table table) {
    StringBuilder alignment = new StringBuilder();
    table.columns().forEach(c -> alignment.append(c instanceof NumericColumn<?> ? 'r' : 'l'));
    return alignment.toString();
  }

  /** Braces, since a cell that begins with a bracket would be taken for a row's distance. */
  private static String row(List<String> cells) {
    return "{" + String.join("} & {", cells) + "} \\\\";
  }

  private static String heading(Column<?> column) {
    return escape(Unit.of(column.name()).heading(column.name()));
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "--";
    }
    if (column instanceof NumericColumn<?> numbers) {
      Unit unit = Unit.of(column.name());
      return column instanceof DoubleColumn || unit != Unit.PLAIN
          ? unit.round(numbers.getDouble(row)).replace("-", "$-$")
          : String.valueOf(column.get(row));
    }
    return escape(String.valueOf(column.get(row)));
  }

  /** Text that LaTeX sets as it is. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    Shown.oneLine(text).codePoints().forEach(c -> escape(c, safe));
    return safe.toString();
  }

  private static void escape(int c, StringBuilder safe) {
    switch (c) {
      case '\\' -> safe.append("\\textbackslash{}");
      case '~' -> safe.append("\\textasciitilde{}");
      case '^' -> safe.append("\\textasciicircum{}");
      case '|' -> safe.append("\\textbar{}");
      case '<' -> safe.append("\\textless{}");
      case '>' -> safe.append("\\textgreater{}");
      case '"' -> safe.append("\\char34{}");
      case '`' -> safe.append("\\textasciigrave{}");
      case '\'' -> safe.append("{'}");
      case '-' -> safe.append("{-}");
      case '[', ']' -> safe.append('{').appendCodePoint(c).append('}');
      case '#', '$', '%', '&', '_', '{', '}' -> safe.append('\\').appendCodePoint(c);
      case '–' -> safe.append("--");
      case '…' -> safe.append("\\dots{}");
      default -> {
        if (c >= ' ' && c <= LAST_ASCII) {
          safe.appendCodePoint(c);
        } else {
          safe.append("U+").append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
        }
      }
    }
  }
}
