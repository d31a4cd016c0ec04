package org.rccbench.reports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as the page's template wants it, each score with the way to its samples. */
final class HtmlTable {
  /** Columns that narrow the samples behind a row down. */
  private static final Set<String> COORDINATES =
      Set.of(
          "length",
          "position",
          "mode",
          "bucket-words",
          "bucket-tokens",
          PasskeyTable.FILLER,
          QuestionGroups.NAME);

  private static final Map<String, String> TASKS =
      Map.of(
          "table-1", PasskeyTable.TASK,
          "passkey", PasskeyTable.TASK,
          "table-2", QuestionAnsweringTables.TASK,
          "question-answering", QuestionAnsweringTables.TASK,
          "reconstruction", ReconstructionTables.TASK);

  /** In place of a coordinate's value: over all of them. */
  private static final String AVERAGE = "average";

  private static final int LONG_TEXT = 40;

  private final ReportTable report;
  private final Table view;

  private HtmlTable(ReportTable report) {
    this.report = report;
    this.view = report.view();
  }

  /** The attributes that the template reads. */
  static Map<String, Object> of(ReportTable report, RunCaption caption) {
    HtmlTable table = new HtmlTable(report);
    List<String> notes = new ArrayList<>(report.notes());
    notes.addAll(caption.sentences(report));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", null);
    map.put("name", report.name());
    map.put("title", Shown.oneLine(report.title()));
    map.put("notes", notes.stream().map(Shown::oneLine).toList());
    map.put("head", report.view().columns().stream().map(HtmlTable::heading).toList());
    map.put("rows", table.rows());
    map.put(
        "csv",
        "data:text/csv;charset=utf-8;base64,"
            + Base64.getEncoder()
                .encodeToString(CsvText.of(report.table()).getBytes(StandardCharsets.UTF_8)));
    return map;
  }

  private static Map<String, Object> heading(Column<?> column) {
    String name = Unit.of(column.name()).heading(column.name());
    return Map.of("text", Shown.oneLine(name), "number", column instanceof NumericColumn<?>);
  }

  private List<List<Map<String, Object>>> rows() {
    List<List<Map<String, Object>>> rows = new ArrayList<>();
    for (int i = 0; i < view.rowCount(); i++) {
      List<Map<String, Object>> cells = new ArrayList<>();
      for (Column<?> column : view.columns()) {
        cells.add(cell(column, i));
      }
      rows.add(cells);
    }
    return rows;
  }

  private Map<String, Object> cell(Column<?> column, int row) {
    boolean number = column instanceof NumericColumn<?>;
    String text = text(column, row);
    return cell(
        text,
        number ? "n" : text.length() > LONG_TEXT ? "text" : null,
        text.equals("–") || text.isEmpty() ? null : samples(column.name(), row));
  }

  static Map<String, Object> cell(String text, String kind, String href) {
    Map<String, Object> cell = new LinkedHashMap<>();
    cell.put("text", text);
    cell.put("kind", kind);
    cell.put("href", href);
    return cell;
  }

  private static String text(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "–";
    }
    if (column instanceof NumericColumn<?> numbers) {
      Unit unit = Unit.of(column.name());
      return column instanceof DoubleColumn || unit != Unit.PLAIN
          ? unit.round(numbers.getDouble(row))
          : String.valueOf(column.get(row));
    }
    return Shown.oneLine(String.valueOf(column.get(row)));
  }

  /** The samples that a cell was made from, as the page's own address; null for none. */
  private String samples(String column, int row) {
    String task = task(row);
    if (task == null || !view.containsColumn("model")) {
      return null;
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("task", task);
    wanted.put("model", view.stringColumn("model").get(row));
    for (Column<?> other : view.columns()) {
      String value = String.valueOf(other.get(row));
      boolean none = other.isMissing(row);
      // a row without a group has the samples without one, not those of all groups
      if (other.name().equals(QuestionGroups.NAME)) {
        wanted.put(other.name(), none ? "" : value);
      } else if (COORDINATES.contains(other.name()) && !none && !value.equals(AVERAGE)) {
        wanted.put(other.name(), value);
      }
    }
    if (column.startsWith("depth ")) {
      wanted.put("depth", column.substring("depth ".length()));
    } else if (isAcross(column)) {
      wanted.put(report.across(), column);
    } else if (!Set.of("score", "ours", "retention", "scored", "failed", "skipped").contains(column)
        && !isScoredLength(column)) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    wanted.forEach((name, value) -> parts.add(encoded(name) + "=" + encoded(value)));
    return "#samples?" + String.join("&", parts);
  }

  private boolean isAcross(String column) {
    return report.across() != null
        && !Set.of("model", "weights", "mode", "rate", PasskeyTable.FILLER, QuestionGroups.NAME)
            .contains(column);
  }

  private boolean isScoredLength(String column) {
    return report.name().equals("reconstruction-by-rate") && column.matches("[0-9]+");
  }

  private String task(int row) {
    if (view.containsColumn("task")) {
      return view.stringColumn("task").get(row);
    }
    return TASKS.entrySet().stream()
        .filter(task -> report.name().startsWith(task.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
