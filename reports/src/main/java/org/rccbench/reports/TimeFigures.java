package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.rccbench.evaluators.results.Measurement;

/** Time by phase over context length, and over the number of questions on one context. */
final class TimeFigures {
  private static final double SECOND = 1e9;
  private static final int QUESTION_DOUBLINGS = 10;

  private TimeFigures() {}

  /** One panel a phase, one line a model. */
  static Optional<Drawing> phases(List<Measurement> points, ModelNames names) {
    List<LineChart> panels = new ArrayList<>();
    add(panels, "Encode", points, names, Measurement::encodeNanos);
    add(panels, "Context prefill", points, names, Measurement::contextPrefillNanos);
    add(panels, "Prompt prefill", points, names, Measurement::promptPrefillNanos);
    add(panels, "Decode", points, names, Measurement::decodeNanos);
    List<String> notes = new ArrayList<>();
    notes.add(
        "Context prefill: slots, or the whole context, through the decoder. Decode: all new tokens."
            + " One process a point.");
    notes.addAll(ModelNames.untrained(names.trainedOf(points)));
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(new Panels("Time by phase", notes, panels, 2));
  }

  private static void add(
      List<LineChart> panels,
      String title,
      List<Measurement> points,
      ModelNames names,
      Function<Measurement, Long> phase) {
    LineChart chart =
        new LineChart(title, LineChart.Axis.tokens(), LineChart.Axis.powersOfTen("time (s)"));
    ModelNames.byModel(points)
        .forEach(
            (model, ofModel) -> {
              Points line = new Points();
              for (Measurement point : ofModel) {
                Long nanos = phase.apply(point);
                if (nanos != null && nanos > 0 && point.tokens() > 0) {
                  line.add(point.tokens(), StrictMath.log10(nanos / SECOND));
                }
              }
              if (!line.isEmpty()) {
                chart.line(names.shown(model), names.style(model), line.log2(), line.values());
              }
            });
    if (!chart.isEmpty()) {
      panels.add(chart);
    }
  }

  /** Reading the longest context that most models read, and answering questions on it. */
  static Optional<Drawing> breakEven(List<Measurement> points, ModelNames names) {
    OptionalLong longest =
        points.stream()
            .filter(p -> "full".equals(p.kind()) && PhaseTables.seconds(p, 1).isPresent())
            .mapToLong(Measurement::tokens)
            .max();
    if (longest.isEmpty()) {
      return Optional.empty();
    }
    LineChart chart =
        new LineChart(
            "Time to read " + longest.getAsLong() + " tokens once and answer questions on them",
            new LineChart.Axis(
                "questions on one context (log2 scale)", null, null, LineChart::count),
            LineChart.Axis.powersOfTen("time (s)"));
    for (Map.Entry<String, List<Measurement>> ofModel : ModelNames.byModel(points).entrySet()) {
      ofModel.getValue().stream()
          .filter(p -> p.tokens() == longest.getAsLong() && PhaseTables.seconds(p, 1).isPresent())
          .findFirst()
          .ifPresent(
              point -> add(chart, names.shown(point.model()), names.style(point.model()), point));
    }
    chart.note("The questions stand in the decoder's prompt only, and the context is read once.");
    ModelNames.untrained(names.trainedOf(points)).forEach(chart::note);
    return Optional.of(chart);
  }

  private static void add(LineChart chart, String name, LineStyle style, Measurement point) {
    double[] x = new double[QUESTION_DOUBLINGS + 1];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      y[i] = StrictMath.log10(PhaseTables.seconds(point, (double) (1L << i)).orElseThrow());
    }
    chart.line(name, style, x, y);
  }
}
