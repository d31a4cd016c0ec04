package org.rccbench.reports.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.reports.Shown;

/**
 * Verdicts as lines for a terminal: effects first, then values; what was not run is folded by its
 * reason.
 */
public final class VerdictTable {
  private static final int CLAIM = 44;
  private static final int PAPER = 24;

  private VerdictTable() {}

  /** The table, without line ends. */
  public static List<String> lines(Verdicts verdicts) {
    List<String> lines = new ArrayList<>();
    lines.add(
        verdicts.paper().title()
            + " ("
            + verdicts.paper().source()
            + ") on a run at scale "
            + verdicts.scale().word());
    add(lines, "Effects", verdicts, "effect");
    add(lines, "Values", verdicts, "value");
    addFolded(lines, verdicts);
    lines.add(counts(verdicts));
    return lines.stream().map(Shown::oneLine).toList();
  }

  private static void add(List<String> lines, String title, Verdicts verdicts, String kind) {
    List<RowVerdict> rows =
        verdicts.rows().stream()
            .filter(row -> row.kind().equals(kind) && row.verdict() != Verdict.NOT_RUN)
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(line(title, "claim", "paper", "ours", "95 % interval"));
    for (RowVerdict row : rows) {
      lines.add(
          line(
              row.verdict().word(),
              cut(row.claim(), CLAIM),
              cut(row.paper(), PAPER),
              row.ours() == null ? "-" : Plain.number(row.ours()),
              interval(row)));
      lines.add(
          "                " + row.row() + by(row) + (row.why() == null ? "" : ": " + row.why()));
    }
  }

  private static void addFolded(List<String> lines, Verdicts verdicts) {
    Map<String, List<RowVerdict>> byReason = new LinkedHashMap<>();
    verdicts.rows().stream()
        .filter(row -> row.verdict() == Verdict.NOT_RUN)
        .forEach(row -> byReason.computeIfAbsent(row.why(), w -> new ArrayList<>()).add(row));
    if (byReason.isEmpty()) {
      return;
    }
    lines.add("");
    byReason.forEach(
        (why, rows) -> {
          lines.add(Verdict.NOT_RUN.word() + " (" + why + "): " + rows.size() + " rows");
          lines.add("                " + groups(rows));
        });
  }

  /** Rows by the first word of their id, with how many of each. */
  private static String groups(List<RowVerdict> rows) {
    if (rows.size() == 1) {
      return rows.get(0).row();
    }
    Map<String, Integer> counts = new TreeMap<>();
    rows.forEach(
        row -> counts.merge(row.row().substring(0, row.row().indexOf('.')), 1, Integer::sum));
    return String.join(
        ", ", counts.entrySet().stream().map(g -> g.getKey() + " " + g.getValue()).toList());
  }

  private static String counts(Verdicts verdicts) {
    Map<Verdict, Integer> counts = new TreeMap<>();
    verdicts.rows().forEach(row -> counts.merge(row.verdict(), 1, Integer::sum));
    return "Verdicts: "
        + String.join(
            ", ",
            counts.entrySet().stream().map(c -> c.getValue() + " " + c.getKey().word()).toList());
  }

  private static String by(RowVerdict row) {
    return row.models().isEmpty() ? "" : " (" + String.join(", ", row.models()) + ")";
  }

  private static String interval(RowVerdict row) {
    return row.interval() == null
        ? "-"
        : "["
            + Plain.number(row.interval().low())
            + ", "
            + Plain.number(row.interval().high())
            + "]";
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%-14s  %-44s  %-24s  %-10s  %-22s", (Object[]) cells)
        .stripTrailing();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }
}
