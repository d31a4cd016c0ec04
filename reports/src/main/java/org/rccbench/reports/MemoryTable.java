package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.Outcome;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Memory and time of reading one context of each length, one row a measured point. */
final class MemoryTable {
  /** A total order, so that the order of the lines in the file does not matter. */
  static final Comparator<Measurement> ORDER =
      Comparator.comparing(Measurement::model, Cells.NAMES)
          .thenComparingLong(Measurement::tokens)
          .thenComparing(Measurement::toString);

  private static final double NANOS_PER_SECOND = 1e9;

  private MemoryTable() {}

  static ReportTable of(List<Measurement> points) {
    Table table = empty();
    points.stream().sorted(ORDER).forEach(point -> fill(table.appendRow(), point));
    List<String> notes =
        new ArrayList<>(
            List.of(
                "One fresh process for each number: memory in one, time in another.",
                "Floor: weights once, decoder keys and values, kept encoder levels of one window"
                    + " batch. Excess: peak above idle, less the floor."));
    notes.addAll(PeerNotes.of(points, model -> model));
    return new ReportTable("memory-and-time", "Memory and time by context length", notes, table);
  }

  private static Table empty() {
    return Table.create("memory-and-time")
        .addColumns(
            StringColumn.create("model"),
            StringColumn.create("kind"),
            StringColumn.create("weights"),
            StringColumn.create("source"),
            StringColumn.create("arithmetic"),
            StringColumn.create("device"),
            LongColumn.create("rate"),
            LongColumn.create("tokens"),
            LongColumn.create("idle [bytes]"),
            LongColumn.create("peak [bytes]"),
            LongColumn.create("peak above idle [bytes]"),
            LongColumn.create("floor [bytes]"),
            LongColumn.create("excess [bytes]"),
            LongColumn.create("encode [ns]"),
            LongColumn.create("context prefill [ns]"),
            LongColumn.create("prompt prefill [ns]"),
            LongColumn.create("decode [ns]"),
            LongColumn.create("decoded tokens"),
            DoubleColumn.create("tokens read [1/s]"),
            DoubleColumn.create("tokens decoded [1/s]"),
            LongColumn.create("scored"),
            LongColumn.create("planned"),
            LongColumn.create("failed"),
            LongColumn.create("skipped"),
            StringColumn.create("flags"),
            StringColumn.create("why"));
  }

  private static void fill(Row row, Measurement point) {
    row.setString("model", point.model());
    setString(row, "kind", point.kind());
    row.setString("weights", Weights.words(point.trained()));
    setString(row, "source", point.source());
    setString(row, "arithmetic", point.arithmetic());
    setString(row, "device", point.device());
    setLong(row, "rate", point.rate() == 0 ? null : Long.valueOf(point.rate()));
    row.setLong("tokens", point.tokens());
    fillMemory(row, point);
    fillTime(row, point);
    row.setLong("scored", point.outcome() == Outcome.SCORED ? 1 : 0);
    row.setLong("planned", 1);
    row.setLong("failed", point.outcome() == Outcome.FAILED ? 1 : 0);
    row.setLong("skipped", point.outcome() == Outcome.SKIPPED ? 1 : 0);
    setString(row, "flags", String.join(", ", point.flags()));
    setString(row, "why", point.why());
  }

  private static void fillMemory(Row row, Measurement point) {
    Long above = aboveIdle(point);
    Long floor = point.floor();
    setLong(row, "idle [bytes]", point.idle());
    setLong(row, "peak [bytes]", point.peak());
    setLong(row, "peak above idle [bytes]", above);
    setLong(row, "floor [bytes]", floor);
    setLong(row, "excess [bytes]", above == null || floor == null ? null : above - floor);
  }

  private static void fillTime(Row row, Measurement point) {
    setLong(row, "encode [ns]", point.encodeNanos());
    setLong(row, "context prefill [ns]", point.contextPrefillNanos());
    setLong(row, "prompt prefill [ns]", point.promptPrefillNanos());
    setLong(row, "decode [ns]", point.decodeNanos());
    Integer decoded = point.decodedTokens();
    setLong(row, "decoded tokens", decoded == null ? null : Long.valueOf(decoded));
    Long read = readNanos(point);
    if (read != null && read > 0) {
      row.setDouble("tokens read [1/s]", point.tokens() * NANOS_PER_SECOND / read);
    }
    if (decoded != null && point.decodeNanos() != null && point.decodeNanos() > 0) {
      row.setDouble("tokens decoded [1/s]", decoded * NANOS_PER_SECOND / point.decodeNanos());
    }
  }

  /** Peak above idle in bytes, or null where it was not measured. */
  static Long aboveIdle(Measurement point) {
    return point.outcome() != Outcome.SCORED || point.peak() == null || point.idle() == null
        ? null
        : point.peak() - point.idle();
  }

  /** Nanoseconds until the context stands in the decoder, or null where it was not measured. */
  static Long readNanos(Measurement point) {
    return point.encodeNanos() == null || point.contextPrefillNanos() == null
        ? null
        : point.encodeNanos() + point.contextPrefillNanos();
  }

  private static void setLong(Row row, String column, Long value) {
    if (value != null) {
      row.setLong(column, value);
    }
  }

  private static void setString(Row row, String column, String value) {
    if (value != null) {
      row.setString(column, value);
    }
  }
}
