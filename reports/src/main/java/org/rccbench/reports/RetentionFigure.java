package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/** Retention over the bytes kept, one panel a task; the front joins what nothing beats. */
final class RetentionFigure {
  private static final String KEPT = "kept [bytes]";

  /** Room behind the last tick, whose text XChart leaves out at the edge. */
  private static final double BESIDE = 0.4;

  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private final ModelNames names;
  private final LineChart.Axis axis;
  private final Map<String, LineChart> panels = new TreeMap<>();
  private final Map<String, List<double[]>> points = new TreeMap<>();
  private final Set<String> models = new HashSet<>();

  private RetentionFigure(ModelNames names, LineChart.Axis axis) {
    this.names = names;
    this.axis = axis;
  }

  static Optional<Drawing> of(ReportTable retention, RunData run, ModelNames names) {
    Table ofTasks = drawn(retention.table());
    List<Double> bytes = new ArrayList<>();
    for (Row row : ofTasks) {
      if (isPoint(row)) {
        bytes.add(log2(row));
      }
    }
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    double low = Math.floor(bytes.stream().mapToDouble(b -> b).min().orElseThrow());
    double high = Math.floor(bytes.stream().mapToDouble(b -> b).max().orElseThrow()) + 1 + BESIDE;
    RetentionFigure figure =
        new RetentionFigure(
            names,
            new LineChart.Axis("bytes kept (log2 scale)", low, high, RetentionFigure::bytes));
    for (Row row : ofTasks) {
      if (isPoint(row)) {
        figure.add(row);
      }
    }
    figure.panels.forEach((task, chart) -> front(chart, figure.points.get(task)));
    List<String> notes = new ArrayList<>();
    notes.add(
        "Dotted: Pareto front, what no other model beats with fewer bytes. Bars: 95 % intervals.");
    notes.addAll(QuestionGroups.notes(questions(retention.table())));
    notes.addAll(ModelNames.untrained(names.trained(figure.drawn(run))));
    return Optional.of(
        new Panels("Retention against bytes kept", notes, List.copyOf(figure.panels.values()), 2));
  }

  /** All but the questions of groups that are not drawn. */
  private static Table drawn(Table retention) {
    String group = QuestionGroups.drawn(questions(retention));
    return retention.where(
        Selection.with(
            IntStream.range(0, retention.rowCount())
                .filter(
                    i ->
                        !isQuestion(retention.row(i))
                            || QuestionGroups.of(retention.row(i)).equals(group))
                .toArray()));
  }

  private static Table questions(Table retention) {
    return retention.where(retention.stringColumn("task").isEqualTo(QuestionAnsweringTables.TASK));
  }

  private static boolean isQuestion(Row row) {
    return row.getString("task").equals(QuestionAnsweringTables.TASK);
  }

  private List<SampleLine> drawn(RunData run) {
    return run.samples().stream().filter(line -> models.contains(line.model())).toList();
  }

  private static boolean isPoint(Row row) {
    return !row.isMissing("retention") && !row.isMissing(KEPT) && row.getDouble(KEPT) > 0;
  }

  private static double log2(Row row) {
    return Points.log2(row.getDouble(KEPT));
  }

  private void add(Row row) {
    String mode = row.getString("mode").isEmpty() ? "" : ", " + row.getString("mode");
    String task = row.getString("task").replace('_', ' ') + mode;
    LineChart chart =
        panels.computeIfAbsent(
            task, t -> new LineChart(t, axis, LineChart.Axis.fromZero("retention")));
    String name = names.shown(row.getString("model"));
    LineStyle style = names.style(row.getString("model"));
    double[] x = {log2(row)};
    double[] y = {row.getDouble("retention")};
    if (!row.isMissing("low 95 %")) {
      double[] low = {row.getDouble("low 95 %")};
      double[] high = {row.getDouble("high 95 %")};
      chart.band(name, style, x, low, high);
    }
    chart.line(name, style, x, y);
    models.add(row.getString("model"));
    points.computeIfAbsent(task, t -> new ArrayList<>()).add(new double[] {x[0], y[0]});
  }

  /** The points, bytes and retention, that no other has fewer bytes and more retention than. */
  static List<double[]> pareto(List<double[]> points) {
    List<double[]> byBytes = new ArrayList<>(points);
    byBytes.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> -p[1]));
    List<double[]> front = new ArrayList<>();
    for (double[] point : byBytes) {
      if (front.isEmpty() || point[1] > front.get(front.size() - 1)[1]) {
        front.add(point);
      }
    }
    return front;
  }

  private static void front(LineChart chart, List<double[]> points) {
    List<double[]> front = pareto(points);
    chart.floor(
        "Pareto front",
        new LineStyle(Theme.colours() - 1),
        front.stream().mapToDouble(p -> p[0]).toArray(),
        front.stream().mapToDouble(p -> p[1]).toArray());
  }

  /** A tick of a log2 axis as bytes. */
  static String bytes(double log2) {
    int unit = (int) Math.max(0, Math.min(UNITS.size() - 1.0, Math.floor(log2 / 10)));
    double number = StrictMath.pow(2, log2 - 10.0 * unit);
    boolean fraction = number < 10 && number != Math.rint(number);
    return Rounded.of(number, fraction ? 1 : 0) + " " + UNITS.get(unit);
  }
}
