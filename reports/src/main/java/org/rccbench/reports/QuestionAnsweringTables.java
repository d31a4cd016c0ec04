package org.rccbench.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Headline;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Question answering by bucket of length (arXiv 2406.06110, Table 2), once for each way to tell a
 * length, by form of question or data set, and how often the question was written again unchanged.
 */
final class QuestionAnsweringTables {
  static final String TASK = "question_answering";
  private static final String COPY = "question-copy";
  private static final String MEAN_OF_COLUMNS = "mean of columns";
  private static final String RULE =
      "Averages: \"mean of columns\" is the unweighted mean of the columns that have a score, as in"
          + " the paper's Table 2; \"score\" is the "
          + Headline.RULE
          + ".";

  private final RunData run;
  private final SampleColumns columns;
  private final List<SampleLine> lines;

  private QuestionAnsweringTables(RunData run) {
    this.run = run;
    this.columns = new SampleColumns(run);
    this.lines = run.samplesOf(TASK);
  }

  static List<ReportTable> of(RunData run) {
    QuestionAnsweringTables tables = new QuestionAnsweringTables(run);
    List<ReportTable> all = new ArrayList<>();
    tables.add(all, "bucket-words", "by-words", "by length of the context in words");
    tables.add(all, "bucket-tokens", "by-tokens", "by length of the context in tokens");
    tables.add(all, "bucket-longbench-e", "by-longbench-e", "by bucket of LongBench-E");
    tables.add(all, "length", "by-length", "by length asked for in tokens");
    tables.add(all, "form", "by-form", "by form of the question");
    tables.add(all, "dataset", "by-dataset", "by data set");
    tables.addCopies(all);
    return all;
  }

  /** Adds the table of a coordinate, where any sample has it. */
  private void add(List<ReportTable> all, String coordinate, String name, String title) {
    NavigableSet<String> values = new TreeSet<>(Cells.ORDER);
    lines.forEach(line -> line.value(coordinate).ifPresent(values::add));
    if (values.isEmpty()) {
      return;
    }
    Table table = SampleColumns.start(name);
    table.addColumns(StringColumn.create("mode"));
    QuestionGroups.addColumn(table, lines);
    table.addColumns(StringColumn.create("profile"));
    int at = table.columnCount();
    table.addColumns(DoubleColumn.create(MEAN_OF_COLUMNS), DoubleColumn.create("chance"));
    Averages.addColumns(table);
    SampleColumns.end(table);
    Map<String, String> names = new HashMap<>();
    for (String value : values) {
      names.put(value, free(table, coordinate, value));
      table.insertColumn(at++, DoubleColumn.create(names.get(value)));
    }
    SortedSet<String> profiles = Averages.profiles(lines);
    for (List<SampleLine> ofMode : PaperTables.byModelModeAndGroup(lines)) {
      for (String profile : profiles.isEmpty() ? List.of("") : List.copyOf(profiles)) {
        Row row = table.appendRow();
        fillColumns(row, Cells.by(ofMode, coordinate), names, profile);
        fill(row, ofMode, profile);
      }
    }
    all.add(
        new ReportTable(
            "question-answering-" + name,
            "Question answering " + title,
            columns.notes(
                Stream.concat(Stream.of(RULE, Averages.CHANCE), Buckets.note(values).stream())
                    .toArray(String[]::new)),
            table));
  }

  /**
   * The column of a value: its name, unless another column has it. A data set may be called
   * anything, and to the table names in other case are the same.
   */
  private static String free(Table table, String coordinate, String value) {
    String name = value;
    while (table.columnNames().stream().anyMatch(name::equalsIgnoreCase)) {
      name = coordinate + " " + name;
    }
    return name;
  }

  private static void fillColumns(
      Row row, Map<String, List<SampleLine>> cells, Map<String, String> names, String profile) {
    double sum = 0;
    int scored = 0;
    for (Map.Entry<String, List<SampleLine>> cell : cells.entrySet()) {
      double mean = Averages.mean(cell.getValue(), profile);
      if (!cell.getKey().isEmpty() && !Double.isNaN(mean)) {
        row.setDouble(names.get(cell.getKey()), mean);
        sum += mean;
        scored++;
      }
    }
    if (scored > 0) {
      row.setDouble(MEAN_OF_COLUMNS, sum / scored);
    }
  }

  private void fill(Row row, List<SampleLine> ofMode, String profile) {
    columns.fill(row, ofMode);
    row.setString("mode", PaperTables.mode(ofMode.get(0)));
    QuestionGroups.fill(row, ofMode.get(0));
    row.setString("profile", profile);
    Averages.fillChance(row, ofMode);
    Averages.fill(row, ofMode, profile, run.resampling());
  }

  /** How the question came back, where the mode has the model write it. */
  private void addCopies(List<ReportTable> all) {
    Table table = SampleColumns.start("copies");
    table.addColumns(StringColumn.create("mode"));
    QuestionGroups.addColumn(table, lines);
    List<String> ways = List.of("exact", "changed", "no-turn");
    ways.forEach(way -> table.addColumns(DoubleColumn.create(way)));
    SampleColumns.end(table);
    for (List<SampleLine> ofMode : PaperTables.byModelModeAndGroup(lines)) {
      Map<String, List<SampleLine>> copies =
          Cells.by(ofMode.stream().filter(l -> l.outcome() == Outcome.SCORED).toList(), COPY);
      int known = ways.stream().mapToInt(way -> copies.getOrDefault(way, List.of()).size()).sum();
      if (known > 0) {
        Row row = table.appendRow();
        columns.fill(row, ofMode);
        row.setString("mode", PaperTables.mode(ofMode.get(0)));
        QuestionGroups.fill(row, ofMode.get(0));
        for (String way : ways) {
          row.setDouble(way, (double) copies.getOrDefault(way, List.of()).size() / known);
        }
      }
    }
    all.add(
        new ReportTable(
            "question-answering-copies",
            "How the model wrote the question again",
            columns.notes(
                "Shares of the scored samples: character for character, otherwise, or without the"
                    + " turn that ends the question."),
            table));
  }
}
