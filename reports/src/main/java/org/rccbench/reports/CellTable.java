package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Headline;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tasks whose table has a row for each cell of their grid. */
final class CellTable {
  private static final String PERPLEXITY = "perplexity";

  /** Titles by task. */
  private static final Map<String, String> TITLES =
      Map.of(
          "needle",
          "Needle: one number of many, hidden in prose",
          "variable_tracking",
          "Variable tracking: the variables that a value was handed to",
          "word_counting",
          "Word counting: the most common words of a list",
          PERPLEXITY,
          "Perplexity of what follows a context");

  private final RunData run;
  private final SampleColumns columns;
  private final List<SampleLine> lines;
  private final String task;

  private CellTable(RunData run, String task) {
    this.run = run;
    this.columns = new SampleColumns(run);
    this.lines = run.samplesOf(task);
    this.task = task;
  }

  /** The tables of all such tasks that the run has samples of. */
  static List<ReportTable> of(RunData run) {
    return TITLES.keySet().stream()
        .sorted()
        .filter(task -> !run.samplesOf(task).isEmpty())
        .map(task -> new CellTable(run, task).table())
        .toList();
  }

  private ReportTable table() {
    SortedSet<String> coordinates = new TreeSet<>();
    lines.forEach(line -> coordinates.addAll(line.cell().keySet()));
    Table table = SampleColumns.start(task);
    table.addColumns(StringColumn.create("profile"));
    coordinates.forEach(name -> table.addColumns(StringColumn.create(name)));
    if (task.equals(PERPLEXITY)) {
      table.addColumns(
          LongColumn.create("rate"), LongColumn.create("tokens"), DoubleColumn.create(PERPLEXITY));
    }
    table.addColumns(DoubleColumn.create("chance"));
    Averages.addColumns(table);
    SampleColumns.end(table);
    SortedSet<String> profiles = Averages.profiles(lines);
    for (List<SampleLine> ofModel : Cells.byModel(lines).values()) {
      for (String profile : profiles.isEmpty() ? List.of("") : List.copyOf(profiles)) {
        cells(ofModel).values().forEach(cell -> fill(table.appendRow(), cell, profile));
      }
    }
    return new ReportTable(
        task.replace('_', '-'),
        TITLES.get(task),
        columns.notes("Averages: " + Headline.RULE + ".", note()),
        table);
  }

  private String note() {
    return task.equals(PERPLEXITY)
        ? "Perplexity: exp of the mean negative log probability over all tokens of the cell; the"
            + " score is the mean of its inverse over contexts. The rate is the one asked for, 1"
            + " without compression."
        : Averages.CHANCE;
  }

  private void fill(Row row, List<SampleLine> cell, String profile) {
    columns.fill(row, cell);
    row.setString("profile", profile);
    cell.get(0).cell().forEach(row::setString);
    if (task.equals(PERPLEXITY)) {
      fillPerplexity(row, cell);
    }
    Averages.fillChance(row, cell);
    Averages.fill(row, cell, profile, run.resampling());
  }

  private static void fillPerplexity(Row row, List<SampleLine> cell) {
    double sum = 0;
    long tokens = 0;
    for (SampleLine line : cell) {
      if (line.outcome() == Outcome.SCORED
          && line.details().get("log-probability") instanceof Number log
          && line.details().get("continuation") instanceof Number count) {
        sum += log.doubleValue();
        tokens += count.longValue();
        if (line.ledger().get("rateAsked") instanceof Number rate) {
          row.setLong("rate", rate.longValue());
        }
      }
    }
    if (tokens > 0) {
      row.setLong("tokens", tokens);
      row.setDouble(PERPLEXITY, Math.exp(-sum / tokens));
    }
  }

  /** By all coordinates, numbers in the order of their size. */
  private static SortedMap<List<String>, List<SampleLine>> cells(List<SampleLine> lines) {
    SortedMap<List<String>, List<SampleLine>> cells = new TreeMap<>(CellTable::compare);
    for (SampleLine line : lines) {
      cells.computeIfAbsent(List.copyOf(line.cell().values()), c -> new ArrayList<>()).add(line);
    }
    return cells;
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = Cells.ORDER.compare(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
