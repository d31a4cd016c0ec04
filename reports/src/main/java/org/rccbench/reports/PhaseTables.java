package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Measurement;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Memory and time of measurements.jsonl side by side: one column a model, and from how many
 * questions on a context compressing it pays.
 */
final class PhaseTables {
  private static final String TOKENS = "tokens";
  private static final double MIB = 1 << 20;
  private static final double SECOND = 1e9;

  private final List<Measurement> points;

  private PhaseTables(List<Measurement> points) {
    this.points = points;
  }

  static List<ReportTable> of(List<Measurement> points) {
    PhaseTables tables = new PhaseTables(points);
    return List.of(tables.memory(), tables.phases());
  }

  private ReportTable memory() {
    Table table =
        Table.create("memory")
            .addColumns(
                StringColumn.create("model"),
                StringColumn.create("weights"),
                LongColumn.create(TOKENS),
                LongColumn.create("peak above idle [bytes]"),
                LongColumn.create("floor [bytes]"),
                StringColumn.create("why"));
    for (Measurement point : points) {
      Row row = table.appendRow();
      row.setString("model", point.model());
      row.setString("weights", Weights.words(point.trained()));
      row.setLong(TOKENS, point.tokens());
      set(row, "peak above idle [bytes]", MemoryTable.aboveIdle(point));
      set(row, "floor [bytes]", point.floor());
      row.setString("why", point.why() == null ? "" : point.why());
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "In parentheses the analytic floor: weights once, decoder keys and values, kept encoder"
            + " levels of one window batch.");
    notes.addAll(PeerNotes.of(points, model -> model));
    return new ReportTable(
        "memory",
        "Peak memory above idle in MiB by context length (paper: Figures 1 and 4)",
        notes,
        table,
        Pivot.of(table, List.of("model", "weights"), TOKENS, PhaseTables::memoryText),
        null);
  }

  private static String memoryText(Row row) {
    if (row.isMissing("peak above idle [bytes]")) {
      String why = row.getString("why");
      return why.startsWith(Measurement.OUT_OF_MEMORY) ? Measurement.OUT_OF_MEMORY : "";
    }
    String peak = Rounded.of(row.getLong("peak above idle [bytes]") / MIB, 0);
    return row.isMissing("floor [bytes]")
        ? peak
        : peak + " (" + Rounded.of(row.getLong("floor [bytes]") / MIB, 0) + ")";
  }

  private ReportTable phases() {
    Table table =
        Table.create("phases")
            .addColumns(
                StringColumn.create("model"),
                StringColumn.create("weights"),
                LongColumn.create(TOKENS),
                LongColumn.create("encode [ns]"),
                LongColumn.create("context prefill [ns]"),
                LongColumn.create("prompt prefill [ns]"),
                LongColumn.create("decode [ns]"),
                LongColumn.create("decoded tokens"),
                DoubleColumn.create("break-even questions"),
                StringColumn.create("break-even"),
                StringColumn.create("baseline"));
    Map<String, Measurement> baseline = new TreeMap<>();
    points.stream()
        .filter(point -> "full".equals(point.kind()) && total(point).isPresent())
        .forEach(point -> baseline.putIfAbsent(place(point), point));
    for (Measurement point : points) {
      if (total(point).isPresent()) {
        fill(table.appendRow(), point, baseline.get(place(point)));
      }
    }
    return new ReportTable(
        "phases",
        "Time by phase, and from how many questions on one context compressing pays",
        List.of(
            "Each question: prompt prefill and decode of the same number of tokens. The context is"
                + " read once; the question stands in the decoder's prompt only.",
            "Break-even: questions from which reading and answering take less time than the"
                + " baseline's, which is not compressed. One process a point, so no interval."),
        table);
  }

  private static void fill(Row row, Measurement point, Measurement baseline) {
    row.setString("model", point.model());
    row.setString("weights", Weights.words(point.trained()));
    row.setLong(TOKENS, point.tokens());
    set(row, "encode [ns]", point.encodeNanos());
    set(row, "context prefill [ns]", point.contextPrefillNanos());
    set(row, "prompt prefill [ns]", point.promptPrefillNanos());
    set(row, "decode [ns]", point.decodeNanos());
    set(row, "decoded tokens", point.decodedTokens() == null ? null : (long) point.decodedTokens());
    if (baseline != null
        && !baseline.model().equals(point.model())
        && comparable(point, baseline)) {
      row.setString("baseline", baseline.model());
      BreakEven breakEven = BreakEven.of(point, baseline);
      breakEven.questions().ifPresent(n -> row.setDouble("break-even questions", n));
      row.setString("break-even", breakEven.words());
    }
  }

  /** Times of different devices say nothing of each other. */
  private static String place(Measurement point) {
    return point.tokens() + " on " + point.device();
  }

  private static boolean comparable(Measurement point, Measurement baseline) {
    return point.decodedTokens() != null && point.decodedTokens().equals(baseline.decodedTokens());
  }

  /** Nanoseconds to read the context and answer once, where all phases were measured. */
  private static Optional<Long> total(Measurement point) {
    Long read = MemoryTable.readNanos(point);
    return read == null || point.promptPrefillNanos() == null || point.decodeNanos() == null
        ? Optional.empty()
        : Optional.of(read + point.promptPrefillNanos() + point.decodeNanos());
  }

  /** Seconds to read a context and answer this many questions on it. */
  static Optional<Double> seconds(Measurement point, double questions) {
    return total(point)
        .map(
            total ->
                (MemoryTable.readNanos(point) + questions * (total - MemoryTable.readNanos(point)))
                    / SECOND);
  }

  /**
   * When compressing takes less time.
   *
   * @param questions the number of questions at which both take the same time, at least 0; empty
   *     where one is always faster
   * @param words the same in words
   */
  record BreakEven(Optional<Double> questions, String words) {

    static BreakEven of(Measurement candidate, Measurement baseline) {
      double reading = MemoryTable.readNanos(candidate) - (double) MemoryTable.readNanos(baseline);
      double asking = question(candidate) - question(baseline);
      if (reading <= 0 && asking <= 0) {
        return new BreakEven(Optional.empty(), "always faster");
      }
      if (reading >= 0 && asking >= 0) {
        return new BreakEven(Optional.empty(), "never at this length");
      }
      double questions = -reading / asking;
      String words =
          asking < 0
              ? "from " + Rounded.of(Math.ceil(questions), 0) + " questions on"
              : "up to " + Rounded.of(Math.floor(questions), 0) + " questions";
      return new BreakEven(Optional.of(questions), words);
    }

    private static double question(Measurement point) {
      return point.promptPrefillNanos() + (double) point.decodeNanos();
    }
  }

  private static void set(Row row, String column, Long value) {
    if (value != null) {
      row.setLong(column, value);
    }
  }
}
