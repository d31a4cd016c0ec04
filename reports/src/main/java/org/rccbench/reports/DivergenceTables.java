package org.rccbench.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.ContextScores;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Where reconstructed texts go wrong: by offset in the encoder window and in the stretch of a slot,
 * by how many tokens came before, and by how little the model expected the right token.
 */
final class DivergenceTables {
  private static final int BINS = 32;
  private static final int[] FIRST_EDGES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
  private static final String NOTE =
      "A token is wrong where it is not the reference's at the same place; one left out makes all"
          + " behind it wrong. \"at risk\" are the tokens up to the first wrong one of an output,"
          + " \"first\" those that were it, and \"hazard\" their share.";

  private final RunData run;
  private final SampleColumns columns;
  private final Map<String, List<SampleLine>> models;

  private DivergenceTables(RunData run) {
    this.run = run;
    this.columns = new SampleColumns(run);
    this.models =
        Cells.byModel(
            run.samplesOf(ReconstructionTables.TASK).stream()
                .filter(line -> line.outcome() == Outcome.SCORED)
                .filter(line -> line.details().containsKey("compared"))
                .toList());
  }

  static List<ReportTable> of(RunData run) {
    DivergenceTables tables = new DivergenceTables(run);
    return List.of(
        tables.byPlace("offset", "Text reconstruction by offset in the encoder window", "window"),
        tables.byPlace(
            "slot", "Text reconstruction by place in the stretch of a slot", "rateAsked"),
        tables.byFirst(),
        tables.bySurprise());
  }

  /** Tokens of one bin. */
  private static final class Count {
    private final ContextScores.Builder errors = new ContextScores.Builder(1);
    private long tokens;
    private long wrong;
    private long atRisk;
    private long first;
  }

  private ReportTable byPlace(String name, String title, String modulus) {
    Table table = SampleColumns.start(name);
    table.addColumns(
        LongColumn.create("from"),
        LongColumn.create("to"),
        LongColumn.create("tokens"),
        LongColumn.create("wrong"),
        DoubleColumn.create("error"),
        DoubleColumn.create("low 95 %"),
        DoubleColumn.create("high 95 %"),
        StringColumn.create("interval"),
        LongColumn.create("contexts"),
        LongColumn.create("at risk"),
        LongColumn.create("first"),
        DoubleColumn.create("hazard"));
    SampleColumns.end(table);
    for (List<SampleLine> all : models.values()) {
      // of a model with another tokenizer than its suite's, no place in its windows is known
      List<SampleLine> lines =
          all.stream().filter(line -> line.details().containsKey("start")).toList();
      long size = lines.stream().mapToLong(line -> number(line, modulus)).max().orElse(0);
      boolean compresses = lines.stream().anyMatch(line -> number(line, "window") > 0);
      if (size > 1 && compresses) {
        fill(table, lines, size, modulus);
      }
    }
    return new ReportTable(
        "reconstruction-by-" + name,
        title,
        columns.notes(
            NOTE,
            "Places count from 0; where windows are filled up in front, tokens that were put there"
                + " are counted before the context's own."),
        table);
  }

  private void fill(Table table, List<SampleLine> lines, long size, String modulus) {
    long width = (size + BINS - 1) / BINS;
    SortedMap<Long, Count> bins = new TreeMap<>();
    Map<String, Integer> contexts = new HashMap<>();
    for (SampleLine line : lines) {
      int context = contexts.computeIfAbsent(line.context(), c -> contexts.size());
      boolean[] wrong = wrong(line);
      int first = first(line, wrong.length);
      long start = number(line.details().get("start")) + number(line, "padded");
      long window = Math.max(1, number(line, "window"));
      for (int i = 0; i < wrong.length; i++) {
        long place = (start + i) % window % Math.max(1, number(line, modulus));
        Count bin = bins.computeIfAbsent(place / width, b -> new Count());
        bin.tokens++;
        bin.wrong += wrong[i] ? 1 : 0;
        bin.errors.add(context, wrong[i] ? 1 : 0);
        bin.atRisk += i <= first ? 1 : 0;
        bin.first += i == first ? 1 : 0;
      }
    }
    bins.forEach(
        (bin, count) -> {
          Row row = table.appendRow();
          columns.fill(row, lines);
          row.setLong("from", bin * width);
          row.setLong("to", Math.min(size, (bin + 1) * width) - 1);
          row.setLong("tokens", count.tokens);
          row.setLong("wrong", count.wrong);
          error(row, count);
          hazard(row, count.atRisk, count.first);
        });
  }

  /** The share of wrong tokens; its interval takes a context with all its tokens as one. */
  private void error(Row row, Count count) {
    ContextScores errors = count.errors.build().orElseThrow();
    row.setDouble("error", (double) count.wrong / count.tokens);
    row.setLong("contexts", errors.contexts());
    errors
        .interval(run.resampling())
        .ifPresent(
            interval -> {
              row.setDouble("low 95 %", interval.low());
              row.setDouble("high 95 %", interval.high());
              row.setString("interval", interval.method());
            });
  }

  private static void hazard(Row row, long atRisk, long first) {
    row.setLong("at risk", atRisk);
    row.setLong("first", first);
    if (atRisk > 0) {
      row.setDouble("hazard", (double) first / atRisk);
    }
  }

  private ReportTable byFirst() {
    Table table = SampleColumns.start("first");
    table.addColumns(
        StringColumn.create("right tokens before"),
        LongColumn.create("outputs"),
        DoubleColumn.create("share"));
    SampleColumns.end(table);
    for (List<SampleLine> lines : models.values()) {
      SortedMap<String, Long> counts = new TreeMap<>(Cells.ORDER);
      for (SampleLine line : lines) {
        int compared = (int) number(line.details().get("compared"));
        int first = first(line, compared);
        counts.merge(first == compared ? "all" : firstLabel(first), 1L, Long::sum);
      }
      counts.forEach(
          (label, count) -> {
            Row row = table.appendRow();
            columns.fill(row, lines);
            row.setString("right tokens before", label);
            row.setLong("outputs", count);
            row.setDouble("share", (double) count / lines.size());
          });
    }
    return new ReportTable(
        "reconstruction-first-divergence",
        "Text reconstruction: tokens before the first wrong one",
        columns.notes("A row \"all\" has the outputs without a wrong token."),
        table);
  }

  private static String firstLabel(int first) {
    int from = 0;
    for (int edge : FIRST_EDGES) {
      if (first < edge) {
        return edge - from == 1 ? Integer.toString(from) : from + "-" + (edge - 1);
      }
      from = edge;
    }
    return from + "+";
  }

  private ReportTable bySurprise() {
    Table table = SampleColumns.start("surprise");
    table.addColumns(
        StringColumn.create("nats"),
        LongColumn.create("at risk"),
        LongColumn.create("first"),
        DoubleColumn.create("hazard"));
    SampleColumns.end(table);
    for (List<SampleLine> lines : models.values()) {
      SortedMap<String, long[]> counts = new TreeMap<>();
      for (SampleLine line : lines) {
        if (line.details().get("surprise") instanceof Map<?, ?> surprise) {
          surprise.forEach((label, pair) -> add(counts, label, pair));
        }
      }
      counts.forEach(
          (label, pair) -> {
            Row row = table.appendRow();
            columns.fill(row, lines);
            row.setString("nats", label);
            hazard(row, pair[0], pair[1]);
          });
    }
    return new ReportTable(
        "reconstruction-by-surprise",
        "Text reconstruction by how surprising the right token is",
        columns.notes(
            NOTE,
            "Surprise: negative natural logarithm of the right token's probability given the"
                + " context, the prompt and the right tokens before it."),
        table);
  }

  private static void add(Map<String, long[]> counts, Object label, Object pair) {
    List<?> two = (List<?>) pair;
    long[] sums = counts.computeIfAbsent(String.valueOf(label), l -> new long[2]);
    sums[0] += number(two.get(0));
    sums[1] += number(two.get(1));
  }

  /** Which of the compared tokens are wrong. */
  private static boolean[] wrong(SampleLine line) {
    boolean[] wrong = new boolean[(int) number(line.details().get("compared"))];
    String ranges = line.value("wrong").orElse("");
    for (String range : ranges.isEmpty() ? new String[0] : ranges.split(",", -1)) {
      List<Integer> ends = new ArrayList<>();
      for (String end : range.split("-", -1)) {
        ends.add(Integer.valueOf(end));
      }
      for (int i = ends.get(0); i <= ends.get(ends.size() - 1); i++) {
        wrong[i] = true;
      }
    }
    return wrong;
  }

  /** The first wrong token, or the number compared where all are right. */
  private static int first(SampleLine line, int compared) {
    Object first = line.details().get("first-divergence");
    return first == null ? compared : (int) number(first);
  }

  private static long number(SampleLine line, String ofLedger) {
    return line.ledger() == null ? 0 : number(line.ledger().get(ofLedger));
  }

  private static long number(Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
