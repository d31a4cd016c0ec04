package org.rccbench.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;

/** Figures of a training run, made from its log.csv alone: the same file gives the same bytes. */
public final class TrainingReport {
  /** More points than this are averaged: a step's loss is noisy, and no screen is wider. */
  private static final int MOST_POINTS = 300;

  private static final String VALIDATION = "validation.";
  private static final String STEP = "step";

  private final Path folder;
  private final Table log;
  private final List<Path> files = new ArrayList<>();

  private TrainingReport(Path folder, Table log) {
    this.folder = folder;
    this.log = log;
  }

  /**
   * Writes loss.svg and, where there are validation figures, validation.svg beside log.csv.
   *
   * @return the files written
   * @throws IllegalArgumentException if log.csv is not there or has no column step or loss
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public static List<Path> write(Path folder) {
    Path file = folder.resolve("log.csv");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is not there; train writes it at the end");
    }
    TrainingReport report = new TrainingReport(folder, read(file));
    if (report.log.rowCount() > 0) {
      report.figure("loss", report::loss);
    }
    Map<String, double[][]> figures = report.validation();
    if (!figures.isEmpty()) {
      report.figure("validation", () -> validation(figures));
    }
    return List.copyOf(report.files);
  }

  /** Numbers but for the words of a column such as task. */
  private static Table read(Path file) {
    CsvReadOptions options =
        CsvReadOptions.builder(file.toFile())
            .columnTypes(name -> isNumber(name) ? ColumnType.DOUBLE : ColumnType.STRING)
            .build();
    Table table = Table.read().usingOptions(options);
    for (String needed : List.of(STEP, "loss")) {
      if (!table.containsColumn(needed)) {
        throw new IllegalArgumentException(file + " has no column " + needed);
      }
    }
    return table;
  }

  private static boolean isNumber(String column) {
    return column.equals(STEP) || column.equals("loss") || column.startsWith(VALIDATION);
  }

  private String loss() {
    double[] steps = column(STEP);
    double[] losses = column("loss");
    int bin = (steps.length + MOST_POINTS - 1) / MOST_POINTS;
    int points = (steps.length + bin - 1) / bin;
    double[] x = new double[points];
    double[] y = new double[points];
    for (int i = 0; i < points; i++) {
      int from = i * bin;
      int to = Math.min(from + bin, steps.length);
      x[i] = mean(steps, from, to);
      y[i] = mean(losses, from, to);
    }
    LineChart figure =
        new LineChart(
            "Training loss",
            LineChart.Axis.numbers(STEP),
            LineChart.Axis.fromZero("loss (nats a token)"));
    figure.curve(bin == 1 ? "loss" : "loss, mean of " + bin + " steps", new LineStyle(0), x, y);
    return svg(figure);
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  private double[] column(String name) {
    return ((NumericColumn<?>) log.column(name)).asDoubleArray();
  }

  /** Steps and values of each figure, without the steps that have none. */
  private Map<String, double[][]> validation() {
    double[] steps = column(STEP);
    Map<String, double[][]> figures = new LinkedHashMap<>();
    for (Column<?> column : log.columns()) {
      if (column.name().startsWith(VALIDATION)) {
        double[] values = column(column.name());
        int[] there =
            IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
        double[][] points = new double[2][there.length];
        for (int i = 0; i < there.length; i++) {
          points[0][i] = steps[there[i]];
          points[1][i] = values[there[i]];
        }
        if (there.length > 0) {
          figures.put(column.name().substring(VALIDATION.length()), points);
        }
      }
    }
    return figures;
  }

  private static String svg(LineChart figure) {
    return FigureFormat.svg(figure, Theme.LIGHT, FigureWidth.PAGE.points());
  }

  private static String validation(Map<String, double[][]> figures) {
    LineChart figure =
        new LineChart(
            "Validation while training",
            LineChart.Axis.numbers(STEP),
            LineChart.Axis.fromZero("figure"));
    int style = 0;
    for (Map.Entry<String, double[][]> entry : figures.entrySet()) {
      figure.line(entry.getKey(), new LineStyle(style++), entry.getValue()[0], entry.getValue()[1]);
    }
    return svg(figure);
  }

  private void figure(String name, Supplier<String> svg) {
    Optional<String> drawn = RunReport.drawnWithFonts(svg);
    Path file = folder.resolve(drawn.isPresent() ? name + ".svg" : RunReport.NOT_DRAWN);
    try {
      Files.writeString(file, drawn.orElse(RunReport.ADVICE + "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
    files.add(file);
  }
}
