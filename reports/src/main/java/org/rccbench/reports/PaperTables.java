package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The tables of arXiv 2406.06110 in its own form, from the samples of a run. */
final class PaperTables {
  /** Name of the table by length in tokens. */
  static final String TABLE_2_TOKENS = "table-2-tokens";

  private static final double PER_CENT = 100;
  private static final double THIRD = 100.0 / 3;
  private static final List<String> THIRDS = List.of("first", "middle", "last");
  private static final String LENGTH = "length";
  private static final String WORDS = "bucket-words";
  private static final String TOKENS = "bucket-tokens";
  private static final List<String> KEYS = List.of("model", "weights");

  private final RunData run;
  private final SampleColumns columns;

  private PaperTables(RunData run) {
    this.run = run;
    this.columns = new SampleColumns(run);
  }

  static List<ReportTable> of(RunData run) {
    PaperTables tables = new PaperTables(run);
    List<ReportTable> all = new ArrayList<>(List.of(tables.passkey(), tables.byWords()));
    tables.byTokens().ifPresent(all::add);
    all.add(tables.rates());
    return all;
  }

  /** Table 1: model by context length, in each cell the accuracy at start, middle and end. */
  private ReportTable passkey() {
    List<SampleLine> lines = run.samplesOf(PasskeyTable.TASK);
    Map<String, List<SampleLine>> byFiller = PasskeyTable.byFiller(lines);
    boolean named = !Set.of(PasskeyTable.CLASSIC).containsAll(byFiller.keySet());
    Table table = table("table-1", StringColumn.create(LENGTH), StringColumn.create("third"));
    if (named) {
      table.insertColumn(KEYS.size(), StringColumn.create(PasskeyTable.FILLER));
    }
    Optional<String> profile = Profiles.headline(lines);
    for (List<SampleLine> ofFiller :
        profile.isEmpty() ? List.<List<SampleLine>>of() : byFiller.values()) {
      for (List<SampleLine> ofModel : Cells.byModel(ofFiller).values()) {
        Cells.by(ofModel, LENGTH)
            .forEach((length, cell) -> thirds(table, profile.get(), length, cell));
      }
    }
    List<String> notes =
        new ArrayList<>(
            List.of(
                "A cell has the accuracy with the key in the first, middle and last third of the"
                    + " context; in parentheses scored of planned samples where they differ.",
                "Whether the paper's three numbers mean the same is not said there."));
    if (named) {
      notes.add("The paper's filler is " + PasskeyTable.CLASSIC + "; no cell has two fillers.");
    }
    return new ReportTable(
        "table-1",
        "Pass key accuracy in per cent by context length (paper: Table 1)",
        columns.notes(notes.toArray(String[]::new)),
        table,
        Pivot.of(joinThirds(table), keys(table), LENGTH, row -> text(row)),
        LENGTH);
  }

  /**
   * The columns that name a row of Table 1: with the filler where there is another than classic.
   */
  private static List<String> keys(Table table) {
    List<String> keys = new ArrayList<>(KEYS);
    if (table.containsColumn(PasskeyTable.FILLER)) {
      keys.add(PasskeyTable.FILLER);
    }
    return keys;
  }

  private void thirds(Table table, String profile, String length, List<SampleLine> cell) {
    SortedMap<Integer, List<SampleLine>> thirds = new TreeMap<>();
    for (SampleLine line : cell) {
      String depth = line.cell().getOrDefault("depth", "");
      if (depth.matches("[0-9]{1,3}([.][0-9]{1,9})?")) {
        double at = Double.parseDouble(depth);
        int third = at < THIRD ? 0 : at <= 2 * THIRD ? 1 : 2;
        thirds.computeIfAbsent(third, t -> new ArrayList<>()).add(line);
      }
    }
    thirds.forEach(
        (third, lines) -> {
          Row row = row(table, lines, profile);
          row.setString(LENGTH, length);
          row.setString("third", THIRDS.get(third));
          if (table.containsColumn(PasskeyTable.FILLER)) {
            row.setString(PasskeyTable.FILLER, PasskeyTable.filler(lines.get(0)));
          }
        });
  }

  /** The three rows of a cell as one, with its text. */
  private static Table joinThirds(Table thirds) {
    List<String> names = keys(thirds);
    names.add(LENGTH);
    Table joined = Table.create("table-1");
    names.forEach(name -> joined.addColumns(StringColumn.create(name)));
    joined.addColumns(StringColumn.create("text"));
    Map<List<String>, Map<String, String>> cells = new LinkedHashMap<>();
    Map<List<String>, long[]> counts = new HashMap<>();
    for (Row row : thirds) {
      List<String> key = names.stream().map(row::getString).toList();
      String share =
          row.isMissing("score") ? "–" : Rounded.of(PER_CENT * row.getDouble("score"), 0);
      cells.computeIfAbsent(key, k -> new HashMap<>()).put(row.getString("third"), share);
      long[] count = counts.computeIfAbsent(key, k -> new long[2]);
      count[0] += row.getLong("scored");
      count[1] += row.isMissing("planned") ? row.getLong("scored") : row.getLong("planned");
    }
    cells.forEach(
        (key, shares) -> {
          long[] count = counts.get(key);
          String scored = count[0] == count[1] ? "" : " (" + count[0] + "/" + count[1] + ")";
          Row row = joined.appendRow();
          for (int i = 0; i < names.size(); i++) {
            row.setString(names.get(i), key.get(i));
          }
          String text =
              THIRDS.stream()
                  .map(third -> shares.getOrDefault(third, "–"))
                  .collect(Collectors.joining("/"));
          row.setString("text", text + scored);
        });
    return joined;
  }

  private static String text(Row row) {
    return row.getString("text");
  }

  /** Table 2: model and form of asking by bucket of length, F1 times 100. */
  private ReportTable byWords() {
    return buckets(
        "table-2",
        WORDS,
        "Question answering, F1 times 100 by length of the context in words (paper: Table 2)");
  }

  /** The same by length in tokens, where a suite has edges of their own for them. */
  private Optional<ReportTable> byTokens() {
    List<SampleLine> lines = run.samplesOf(QuestionAnsweringTables.TASK);
    Set<String> inWords = Cells.by(lines, WORDS).keySet();
    boolean otherEdges =
        Cells.by(lines, TOKENS).keySet().stream()
            .anyMatch(label -> inWords.stream().anyMatch(other -> Buckets.cross(label, other)));
    return otherEdges
        ? Optional.of(
            buckets(
                TABLE_2_TOKENS,
                TOKENS,
                "Question answering, F1 times 100 by length of the context in tokens"))
        : Optional.empty();
  }

  private ReportTable buckets(String tableName, String bucket, String title) {
    List<SampleLine> lines = run.samplesOf(QuestionAnsweringTables.TASK);
    Table table = table(tableName, StringColumn.create("mode"), StringColumn.create(bucket));
    QuestionGroups.addColumn(table, lines);
    Optional<String> profile = Profiles.headline(lines);
    for (List<SampleLine> ofMode : byModelModeAndGroup(lines)) {
      Cells.by(ofMode, bucket)
          .forEach(
              (name, cell) -> {
                if (!name.isEmpty() && profile.isPresent()) {
                  Row row = row(table, cell, profile.get());
                  row.setString("mode", mode(ofMode.get(0)));
                  row.setString(bucket, name);
                  QuestionGroups.fill(row, ofMode.get(0));
                }
              });
    }
    List<String> keys = new ArrayList<>(List.of("model", "weights", "mode"));
    if (table.containsColumn(QuestionGroups.NAME)) {
      keys.add(QuestionGroups.NAME);
    }
    return new ReportTable(
        tableName,
        title,
        columns.notes(
            Buckets.note(Cells.by(lines, bucket).keySet()).stream().toArray(String[]::new)),
        table,
        Pivot.of(table, keys, bucket, row -> Pivot.score(row, PER_CENT, 2)),
        bucket);
  }

  /** BLEU-4 by compression rate and scored length (paper: Figure 3). */
  private ReportTable rates() {
    List<SampleLine> lines = run.samplesOf(ReconstructionTables.TASK);
    String length = "scored length";
    Table table =
        table("reconstruction-by-rate", StringColumn.create("rate"), LongColumn.create(length));
    for (List<SampleLine> ofModel : Cells.byModel(lines).values()) {
      for (String profile : Averages.profiles(ofModel)) {
        int at = profile.lastIndexOf('@');
        if (Profiles.isHeadline(profile) && at >= 0) {
          Row row = row(table, ofModel, profile);
          row.setString("rate", Rates.of(ofModel).map(r -> r + "x").orElse("none"));
          row.setLong(length, Long.parseLong(profile.substring(at + 1)));
        }
      }
    }
    Table sorted = table.rowCount() == 0 ? table : table.sortOn(byRateModelAndLength(length));
    return new ReportTable(
        "reconstruction-by-rate",
        "Text reconstruction, BLEU-4 by compression rate and number of tokens scored"
            + " (paper: Figure 3)",
        columns.notes(WeakBaselines.notes(run, sorted, length)),
        sorted,
        Pivot.of(
            sorted, List.of("rate", "model", "weights"), length, row -> Pivot.score(row, 1, 3)),
        null);
  }

  private static Comparator<Row> byRateModelAndLength(String length) {
    return Comparator.comparing((Row row) -> row.getString("rate"), Cells.NAMES)
        .thenComparing(row -> row.getString("model"), Cells.NAMES)
        .thenComparingLong(row -> row.getLong(length));
  }

  private static Table table(String name, tech.tablesaw.columns.Column<?>... own) {
    Table table = SampleColumns.start(name).addColumns(own);
    table.addColumns(StringColumn.create("profile"));
    Averages.addColumns(table);
    SampleColumns.end(table);
    return table;
  }

  private Row row(Table table, List<SampleLine> behind, String profile) {
    Row row = table.appendRow();
    columns.fill(row, behind);
    row.setString("profile", profile);
    Averages.fill(row, behind, profile, run.resampling());
    return row;
  }

  /** Samples by model, by mode, and by group of questions, in this order. */
  static List<List<SampleLine>> byModelModeAndGroup(List<SampleLine> lines) {
    List<List<SampleLine>> all = new ArrayList<>();
    for (List<SampleLine> ofModel :
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    SampleLine::model, () -> new TreeMap<>(Cells.NAMES), Collectors.toList()))
            .values()) {
      for (List<SampleLine> ofMode :
          ofModel.stream()
              .collect(Collectors.groupingBy(PaperTables::mode, TreeMap::new, Collectors.toList()))
              .values()) {
        all.addAll(QuestionGroups.of(ofMode).values());
      }
    }
    return all;
  }

  static String mode(SampleLine line) {
    return line.mode() == null ? "" : line.mode();
  }
}
