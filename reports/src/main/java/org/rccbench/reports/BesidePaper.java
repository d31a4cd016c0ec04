package org.rccbench.reports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.reports.paper.Beside;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperScale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The numbers of Tables 1 and 2 of arXiv 2406.06110 beside a run's. The paper's come from its
 * manifest; ours, intervals and verdicts are those of verdicts.json.
 */
final class BesidePaper {
  private static final String THEIRS = "paper's model";
  private static final String PAPER = "paper";
  private static final String OURS = "ours";
  private static final String INTERVAL = "95 % interval";
  private static final String LENGTH = "length";
  private static final String BUCKET = "bucket-words";

  /** Where a row's id has the model and the length, behind the table's name. */
  private static final int MODEL_WORD = 1;

  private static final int LENGTH_WORD = 2;
  private static final int PLACE_WORD = 3;

  private final PaperScale scale;
  private final List<Beside> rows;
  private final String coordinate;
  private final int digits;

  private BesidePaper(PaperScale scale, List<Beside> rows, String coordinate, int digits) {
    this.scale = scale;
    this.rows = rows;
    this.coordinate = coordinate;
    this.digits = digits;
  }

  /** The tables whose task the run has samples of. */
  static List<ReportTable> of(Path folder, RunData run, PaperScale scale) {
    PaperManifest paper = PaperManifest.bundled("rcc");
    List<ReportTable> tables = new ArrayList<>();
    if (!run.samplesOf(PasskeyTable.TASK).isEmpty()) {
      BesidePaper table =
          new BesidePaper(scale, Beside.of(folder, paper, scale, "table-1"), LENGTH, 0);
      tables.add(
          table.named(
              "table-1-paper",
              "Table 1 of the paper beside this run: pass key accuracy in per cent"));
    }
    if (!run.samplesOf(QuestionAnsweringTables.TASK).isEmpty()) {
      BesidePaper table =
          new BesidePaper(scale, Beside.of(folder, paper, scale, "table-2"), BUCKET, 2);
      tables.add(
          table.named(
              "table-2-paper",
              "Table 2 of the paper beside this run: question answering, F1 times 100"));
    }
    return tables;
  }

  private ReportTable named(String name, String title) {
    return new ReportTable(name, title, notes(), table(name), view(name), null);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("Paper: " + rows.get(0).row().condition() + ".");
    if (coordinate.equals(LENGTH)) {
      notes.add(
          "Three values: the key at 0, 50 and 100 % of the context; one verdict where all are the"
              + " same.");
    }
    if (scale != PaperScale.PAPER) {
      notes.add(
          "Scale "
              + scale.word()
              + ": contexts and models of ours are small ones that stand in for the paper's, so"
              + " their numbers stand beside it and are NOT-COMPARABLE.");
    }
    Map<String, Long> missing =
        rows.stream()
            .filter(row -> row.ours().ours() == null)
            .collect(
                Collectors.groupingBy(
                    row -> row.ours().verdict().word() + " (" + row.ours().why() + ")",
                    LinkedHashMap::new,
                    Collectors.counting()));
    missing.forEach((why, count) -> notes.add(why + ": " + count + " of the paper's values."));
    return notes;
  }

  /** One row a number of the paper and a model of ours. */
  private Table table(String name) {
    Table table =
        Table.create(name)
            .addColumns(
                StringColumn.create("row"),
                StringColumn.create(THEIRS),
                StringColumn.create(coordinate),
                StringColumn.create("place"),
                DoubleColumn.create(PAPER),
                StringColumn.create("model"),
                DoubleColumn.create(OURS),
                DoubleColumn.create("low 95 %"),
                DoubleColumn.create("high 95 %"),
                StringColumn.create("interval"),
                LongColumn.create("contexts"),
                LongColumn.create("scored"),
                LongColumn.create("failed"),
                StringColumn.create("verdict"),
                StringColumn.create("why"));
    rows.forEach(row -> fill(table.appendRow(), row));
    return table;
  }

  private void fill(Row row, Beside beside) {
    row.setString("row", beside.row().id());
    row.setString(THEIRS, word(beside, MODEL_WORD));
    row.setString(coordinate, place(beside));
    if (words(beside).length > PLACE_WORD) {
      row.setString("place", word(beside, PLACE_WORD));
    }
    row.setDouble(PAPER, beside.row().expected().value());
    row.setString("verdict", beside.ours().verdict().word());
    Optional.ofNullable(beside.ours().why()).ifPresent(why -> row.setString("why", why));
    if (beside.ours().ours() == null) {
      return;
    }
    row.setString("model", String.join(", ", beside.models()));
    row.setDouble(OURS, beside.ours().ours());
    row.setDouble("low 95 %", beside.ours().interval().low());
    row.setDouble("high 95 %", beside.ours().interval().high());
    row.setString("interval", beside.ours().interval().method());
    row.setLong("contexts", beside.ours().contexts());
    row.setLong("scored", beside.ours().samples());
    row.setLong("failed", beside.ours().failed());
  }

  /** What was measured, the values of one length in one cell; the paper's alone if nothing was. */
  private Table view(String name) {
    Table view =
        Table.create(name)
            .addColumns(
                StringColumn.create(THEIRS),
                StringColumn.create(coordinate),
                StringColumn.create(PAPER),
                StringColumn.create("model"),
                StringColumn.create(OURS),
                StringColumn.create(INTERVAL),
                StringColumn.create("verdict"));
    boolean measured = rows.stream().anyMatch(row -> row.ours().ours() != null);
    Map<List<String>, List<Beside>> cells = new LinkedHashMap<>();
    for (Beside row : rows) {
      if (row.ours().ours() != null || !measured) {
        List<String> key =
            List.of(word(row, MODEL_WORD), place(row), String.join(", ", row.models()));
        cells.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    cells.forEach((key, cell) -> fill(view.appendRow(), key, cell));
    return view;
  }

  private void fill(Row row, List<String> key, List<Beside> cell) {
    row.setString(THEIRS, key.get(0));
    row.setString(coordinate, key.get(1));
    row.setString(PAPER, joined(cell, one -> Rounded.of(one.row().expected().value(), digits)));
    row.setString("verdict", verdicts(cell));
    if (key.get(2).isEmpty()) {
      return;
    }
    row.setString("model", key.get(2));
    row.setString(OURS, joined(cell, this::ours));
    row.setString(INTERVAL, joined(cell, one -> interval(one.ours().interval())));
  }

  private String ours(Beside beside) {
    int scored = beside.ours().samples();
    int missing = beside.ours().failed() + beside.ours().skipped();
    String counts = missing == 0 ? "" : " (" + scored + "/" + (scored + missing) + ")";
    return Rounded.of(beside.ours().ours(), digits) + counts;
  }

  private String interval(Interval interval) {
    return "["
        + Rounded.of(interval.low(), digits)
        + ", "
        + Rounded.of(interval.high(), digits)
        + "]";
  }

  private static String verdicts(List<Beside> cell) {
    List<String> words = cell.stream().map(one -> one.ours().verdict().word()).toList();
    return words.stream().distinct().count() == 1 ? words.get(0) : String.join("/", words);
  }

  private static String joined(List<Beside> cell, Function<Beside, String> text) {
    return cell.stream().map(text).collect(Collectors.joining("/"));
  }

  /** The length in tokens, or the bucket, of which the id has a form without signs. */
  private String place(Beside beside) {
    String word = word(beside, LENGTH_WORD);
    if (!coordinate.equals(LENGTH)) {
      return word.replace("-plus", "+");
    }
    long unit = word.endsWith("m") ? 1 << 20 : 1 << 10;
    return Long.toString(unit * Long.parseLong(word.substring(0, word.length() - 1)));
  }

  private static String word(Beside beside, int place) {
    return words(beside)[place];
  }

  private static String[] words(Beside beside) {
    return beside.row().id().split("[.]", -1);
  }
}
