package org.rccbench.reports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All figures that a run's data allow, by the name of their file. */
final class Figures {

  private Figures() {}

  /**
   * A figure and the table with its numbers.
   *
   * @param drawing what to draw, notes below it
   * @param data name of the table
   */
  record Figure(Drawing drawing, String data) {
    /** The figure with one more sentence below. */
    Figure with(Optional<String> note) {
      return note.map(n -> new Figure(new Captioned(new Noted(drawing, n)), data)).orElse(this);
    }
  }

  static Map<String, Figure> of(RunData run, List<ReportTable> tables, ModelNames names) {
    Map<String, Figure> figures = new TreeMap<>(Cells.ORDER);
    ScoreFigures scores = new ScoreFigures(run, names);
    Map<String, ReportTable> byName =
        tables.stream().collect(Collectors.toMap(ReportTable::name, Function.identity()));
    if (MemoryFigure.hasMemory(run.measurements())) {
      add(
          figures,
          "figure-1",
          "memory",
          Optional.of(MemoryFigure.memory(run.measurements(), names)));
      add(
          figures,
          "figure-4",
          "memory",
          Optional.of(MemoryFigure.besidePaper(run.measurements(), names)));
    }
    add(figures, "time-by-phase", "phases", TimeFigures.phases(run.measurements(), names));
    add(figures, "break-even", "phases", TimeFigures.breakEven(run.measurements(), names));
    add(figures, "passkey-heat-map", "passkey", scores.passkey());
    from(figures, byName, "reconstruction-by-rate", "figure-3a", scores::figure3a);
    from(figures, byName, "reconstruction-by-rate", "figure-3b", scores::figure3b);
    from(
        figures,
        byName,
        "reconstruction-by-offset",
        "error-by-window-position",
        scores::byWindowPlace);
    from(figures, byName, "reconstruction-by-slot", "error-by-slot-position", scores::bySlotPlace);
    String buckets = PaperTables.TABLE_2_TOKENS;
    from(
        figures,
        byName,
        byName.containsKey(buckets) ? buckets : "table-2",
        "f1-by-bucket",
        scores::buckets);
    from(figures, byName, "retention", "retention", t -> RetentionFigure.of(t, run, names));
    return figures;
  }

  private static void from(
      Map<String, Figure> figures,
      Map<String, ReportTable> tables,
      String table,
      String name,
      Function<ReportTable, Optional<Drawing>> figure) {
    ReportTable data = tables.get(table);
    if (data != null) {
      add(figures, name, table, figure.apply(data));
    }
  }

  private static void add(
      Map<String, Figure> figures, String name, String data, Optional<? extends Drawing> drawing) {
    drawing.ifPresent(d -> figures.put(name, new Figure(new Captioned(d), data)));
  }
}
