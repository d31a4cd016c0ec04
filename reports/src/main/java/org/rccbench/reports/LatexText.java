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

  /** Letters of the longest text of a cell and of a caption's sentence. */
  private static final int LONGEST = 80;

  private static final int LONGEST_SENTENCE = 600;

  /**
   * Points: a letter of {@code \small}, the gap between two columns, a print column, a page's
   * width.
   */
  private static final double LETTER = 4.6;

  private static final double GAP = 6;
  private static final double COLUMN = 229;
  private static final double PAGE = 469;

  private LatexText() {}

  static String of(ReportTable report, RunCaption run) {
    Table table = report.view();
    List<Column<?>> columns =
        table.columns().stream().filter(column -> !isTrainedAlone(column)).toList();
    double width = width(columns, table.rowCount());
    String environment = width > COLUMN ? "table*" : "table";
    List<String> lines = new ArrayList<>();
    lines.add("% needs \\usepackage{booktabs}");
    lines.add("\\begin{" + environment + "}");
    lines.add("\\centering");
    lines.add(width > PAGE ? "\\scriptsize" : "\\small");
    lines.add("\\setlength{\\tabcolsep}{3pt}");
    lines.add("\\caption{" + caption(report, run, columns.size() < table.columnCount()) + "}");
    lines.add("\\label{tab:" + report.name() + "}");
    lines.add("\\begin{tabular}{" + alignment(columns) + "}");
    lines.add("\\toprule");
    lines.add(row(columns.stream().map(LatexText::heading).toList()));
    lines.add("\\midrule");
    for (int i = 0; i < table.rowCount(); i++) {
      int row = i;
      lines.add(row(columns.stream().map(column -> cell(column, row)).toList()));
    }
    lines.add("\\bottomrule");
    lines.add("\\end{tabular}");
    lines.add("\\end{" + environment + "}");
    return String.join("\n", lines) + "\n";
  }

  /** A column that says "trained" in every row says it in the caption, which has more room. */
  private static boolean isTrainedAlone(Column<?> column) {
    return column.name().equals("weights")
        && !column.isEmpty()
        && column.unique().size() == 1
        && String.valueOf(column.get(0)).equals(Weights.words(true));
  }

  /**
   * About how wide the table is in points, if a letter of {@code \small} has the width of a digit.
   */
  private static double width(List<Column<?>> columns, int rows) {
    double width = 0;
    for (Column<?> column : columns) {
      int letters = column.name().length();
      for (int i = 0; i < rows; i++) {
        letters = Math.max(letters, Math.min(LONGEST, shown(column, i).length()));
      }
      width += letters * LETTER + GAP;
    }
    return width;
  }

  private static String caption(ReportTable report, RunCaption run, boolean trained) {
    List<String> sentences = new ArrayList<>();
    sentences.add(escape(report.title()) + ".");
    report.notes().forEach(note -> sentences.add(escape(bounded(note, LONGEST_SENTENCE))));
    if (trained) {
      sentences.add("All weights are trained.");
    }
    run.sentences(report)
        .forEach(sentence -> sentences.add(escape(bounded(sentence, LONGEST_SENTENCE))));
    return String.join(" ", sentences);
  }

  /** TeX has no room for a line of a million letters. */
  private static String bounded(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }

  private static String alignment(List<Column<?>> columns) {
    StringBuilder alignment = new StringBuilder();
    columns.forEach(c -> alignment.append(c instanceof NumericColumn<?> ? 'r' : 'l'));
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
    String text = shown(column, row);
    return column instanceof NumericColumn<?> ? text.replace("-", "$-$") : escape(text);
  }

  private static String shown(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    if (column instanceof NumericColumn<?> numbers) {
      Unit unit = Unit.of(column.name());
      return column instanceof DoubleColumn || unit != Unit.PLAIN
          ? unit.round(numbers.getDouble(row))
          : String.valueOf(column.get(row));
    }
    return bounded(String.valueOf(column.get(row)), LONGEST);
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
