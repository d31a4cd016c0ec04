package org.rccbench.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.reports.paper.Measure;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperRow;

/** Peak memory above idle over context length (Figures 1 and 4 of arXiv 2406.06110). */
final class MemoryFigure {
  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;
  private static final String FLOOR =
      "Dotted: analytic floor, that is weights once, decoder keys and values, kept encoder levels"
          + " of one window batch.";
  private static final String PAPER =
      "Paper: GPU memory in use on one A800 with HuggingFace Transformers, which holds more than"
          + " weights and cache; its point at 0 tokens is left out.";

  private MemoryFigure() {}

  /** Ours, with the analytic floor of each model. */
  static LineChart memory(List<Measurement> points, ModelNames names) {
    LineChart chart = ours("Peak memory above idle", points, names);
    chart.note(FLOOR);
    PeerNotes.of(points, names::shown).forEach(chart::note);
    ModelNames.untrained(names.trainedOf(points)).forEach(chart::note);
    return chart;
  }

  /** Ours beside the paper's, on an axis of its own, since shapes and engine differ. */
  static Drawing besidePaper(List<Measurement> points, ModelNames names) {
    List<String> notes = new ArrayList<>(List.of(FLOOR, PAPER));
    notes.addAll(PeerNotes.of(points, names::shown));
    notes.addAll(ModelNames.untrained(names.trainedOf(points)));
    return new Panels(
        "Peak memory by context length, beside the paper's",
        notes,
        List.of(ours("This run", points, names), paper()),
        2);
  }

  private static LineChart ours(String title, List<Measurement> points, ModelNames names) {
    LineChart chart =
        new LineChart(
            title,
            LineChart.Axis.tokens(),
            LineChart.Axis.fromZero("resident memory above idle (MiB)"));
    Map<String, Points> floors = curves(points, Measurement::floor);
    floors.forEach(
        (model, floor) ->
            chart.floor(
                names.shown(model) + " (analytic floor)",
                names.style(model),
                floor.log2(),
                floor.values()));
    curves(points, MemoryTable::aboveIdle)
        .forEach(
            (model, peak) ->
                chart.line(names.shown(model), names.style(model), peak.log2(), peak.values()));
    return chart;
  }

  private static LineChart paper() {
    LineChart chart =
        new LineChart(
            "Paper", LineChart.Axis.tokens(), LineChart.Axis.fromZero("GPU memory (GiB)"));
    // styles from the end, which a run has last
    int style = Theme.colours() - 2;
    for (Map.Entry<String, Points> line : paperPoints().entrySet()) {
      chart.line(
          line.getKey(), new LineStyle(style++), line.getValue().log2(), line.getValue().values());
    }
    return chart;
  }

  /** The bars of the paper's Figures 1 and 4 in GiB, as its manifest has them. */
  static Map<String, Points> paperPoints() {
    Map<String, Points> lines = new LinkedHashMap<>();
    for (PaperRow row : PaperManifest.bundled("rcc").rows(List.of("figure-1"))) {
      if (row.measure() instanceof Measure.Peak peak && peak.tokens() > 0) {
        String name = row.claim().substring(0, row.claim().lastIndexOf(','));
        lines
            .computeIfAbsent(name, n -> new Points())
            .add(peak.tokens(), row.expected().value() * MIB / GIB);
      }
    }
    return lines;
  }

  /** Whether there is a memory curve to draw. */
  static boolean hasMemory(List<Measurement> points) {
    return points.stream().anyMatch(p -> MemoryTable.aboveIdle(p) != null || p.floor() != null);
  }

  private static Map<String, Points> curves(
      List<Measurement> points, Function<Measurement, Long> value) {
    Map<String, Points> byModel = new TreeMap<>(Cells.NAMES);
    for (Measurement point : points) {
      Long number = value.apply(point);
      if (number != null && point.tokens() > 0) {
        byModel.computeIfAbsent(point.model(), m -> new Points()).add(point.tokens(), number / MIB);
      }
    }
    return byModel;
  }
}
