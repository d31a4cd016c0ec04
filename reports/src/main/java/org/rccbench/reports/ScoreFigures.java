package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Figures of scores, each drawn from the table that stands beside it. */
final class ScoreFigures {
  static final String BAND = "Bands: 95 % intervals.";
  private static final String NONE = "none";

  private final RunData run;
  private final ModelNames names;

  ScoreFigures(RunData run, ModelNames names) {
    this.run = run;
    this.names = names;
  }

  /** A line of a figure, with intervals where there are any. */
  private static final class Series {
    private final List<Double> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();
    private final List<Double> low = new ArrayList<>();
    private final List<Double> high = new ArrayList<>();

    void add(double at, Row row) {
      x.add(at);
      y.add(row.getDouble("score"));
      boolean has = !row.isMissing("low 95 %");
      low.add(has ? row.getDouble("low 95 %") : row.getDouble("score"));
      high.add(has ? row.getDouble("high 95 %") : row.getDouble("score"));
    }

    void draw(LineChart chart, String name, LineStyle style) {
      if (!x.isEmpty()) {
        chart.band(name, style, array(x), array(low), array(high));
        chart.line(name, style, array(x), array(y));
      }
    }

    private static double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** Figure 3a: models at one rate, and the controls. */
  Optional<Drawing> figure3a(ReportTable byRate) {
    Map<String, Long> models = new TreeMap<>(Cells.ORDER);
    for (Row row : byRate.table()) {
      if (!row.getString("rate").equals(NONE)) {
        models.merge(row.getString("rate"), 1L, Long::sum);
      }
    }
    Optional<String> rate =
        models.keySet().stream()
            .max((a, b) -> Long.compare(models.get(a), models.get(b)))
            .or(() -> Optional.of(NONE));
    LineChart chart =
        byLength(
            byRate,
            "BLEU-4 against length, compression rate " + rate.get(),
            row -> List.of(rate.get(), NONE).contains(row.getString("rate")));
    chart.mark(0.82);
    chart.mark(0.6);
    chart.mark(0.1);
    chart.note("Arrows: the paper's prose at 64x, RCC about 0.82, last layer alone 0.6, ICAE 0.1.");
    return finished(chart);
  }

  /** Figure 3b: one kind of model at all its rates. */
  Optional<Drawing> figure3b(ReportTable byRate) {
    LineChart chart =
        byLength(
            byRate,
            "BLEU-4 against length by compression rate",
            row -> {
              String kind = run.kinds().get(row.getString("model"));
              return !row.getString("rate").equals(NONE) && (kind == null || kind.equals("rcc"));
            });
    chart.mark(0.95);
    chart.mark(0.82);
    chart.note(
        "Arrows: the paper's prose, 0.95 at 32x, 0.80 to 0.85 at 64x; 128x did not converge.");
    return finished(chart);
  }

  private Optional<Drawing> finished(LineChart chart) {
    if (chart.isEmpty()) {
      return Optional.empty();
    }
    chart.note(BAND);
    ModelNames.untrained(names.trained(run.samplesOf(ReconstructionTables.TASK)))
        .forEach(chart::note);
    return Optional.of(chart);
  }

  private LineChart byLength(ReportTable byRate, String title, Predicate<Row> chosen) {
    LineChart chart =
        new LineChart(
            title,
            LineChart.Axis.numbers("length (tokens scored)"),
            LineChart.Axis.scores("BLEU-4"));
    Map<String, Series> lines = new LinkedHashMap<>();
    Map<String, String> rates = new TreeMap<>();
    for (Row row : byRate.table()) {
      if (chosen.test(row) && !row.isMissing("score")) {
        String model = row.getString("model");
        rates.put(model, row.getString("rate"));
        lines
            .computeIfAbsent(model, m -> new Series())
            .add((double) row.getLong("scored length"), row);
      }
    }
    lines.forEach(
        (model, line) -> {
          String rate = rates.get(model).equals(NONE) ? "" : ", " + rates.get(model);
          line.draw(chart, names.shown(model) + rate, names.style(model));
        });
    return chart;
  }

  /** Pass key accuracy, context length by depth, one map a model. */
  Optional<Drawing> passkey() {
    List<SampleLine> lines = run.samplesOf(PasskeyTable.TASK);
    Optional<String> profile = Profiles.headline(lines);
    if (profile.isEmpty()) {
      return Optional.empty();
    }
    List<String> lengths = List.copyOf(Cells.by(lines, "length").keySet());
    List<String> depths = new ArrayList<>(Cells.by(lines, "depth").keySet());
    Collections.reverse(depths);
    List<HeatMap> maps = new ArrayList<>();
    Cells.byModel(lines)
        .forEach(
            (model, ofModel) ->
                maps.add(map(names.shown(model), ofModel, profile.get(), lengths, depths)));
    List<String> notes = new ArrayList<>();
    notes.add("Share of keys found (" + profile.get() + "); 0 % is the start of the context.");
    notes.addAll(ModelNames.untrained(names.trained(lines)));
    return Optional.of(new Panels("Pass key retrieval by length and depth", notes, maps, 3));
  }

  private static HeatMap map(
      String title,
      List<SampleLine> ofModel,
      String profile,
      List<String> lengths,
      List<String> depths) {
    HeatMap map =
        new HeatMap(
            title,
            "context length (tokens)",
            "depth (%)",
            lengths.stream().map(ScoreFigures::tokens).toList(),
            depths);
    Cells.by(ofModel, "length")
        .forEach(
            (length, row) ->
                Cells.by(row, "depth")
                    .forEach(
                        (depth, cell) -> {
                          double mean = Averages.mean(cell, profile);
                          if (!Double.isNaN(mean)) {
                            map.set(lengths.indexOf(length), depths.indexOf(depth), mean);
                          }
                        }));
    return map;
  }

  private static String tokens(String length) {
    if (!length.matches("[0-9]{1,18}")) {
      return length;
    }
    long tokens = Long.parseLong(length);
    if (tokens % (1 << 20) == 0 && tokens > 0) {
      return (tokens >> 20) + "M";
    }
    return tokens % (1 << 10) == 0 && tokens > 0 ? (tokens >> 10) + "k" : length;
  }

  /** Share of wrong tokens over a place in the window or in a slot's stretch. */
  Optional<Drawing> byPlace(ReportTable places, String title, String xTitle) {
    LineChart chart =
        new LineChart(
            title, LineChart.Axis.numbers(xTitle), LineChart.Axis.scores("share of wrong tokens"));
    Map<String, List<double[]>> lines = new LinkedHashMap<>();
    for (Row row : places.table()) {
      if (!row.isMissing("error")) {
        double middle = (row.getLong("from") + row.getLong("to")) / 2.0;
        lines
            .computeIfAbsent(row.getString("model"), m -> new ArrayList<>())
            .add(new double[] {middle, row.getDouble("error")});
      }
    }
    lines.forEach(
        (model, points) ->
            chart.line(
                names.shown(model),
                names.style(model),
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray()));
    if (chart.isEmpty()) {
      return Optional.empty();
    }
    List<SampleLine> drawn =
        run.samplesOf(ReconstructionTables.TASK).stream()
            .filter(line -> lines.containsKey(line.model()))
            .toList();
    ModelNames.untrained(names.trained(drawn)).forEach(chart::note);
    return Optional.of(chart);
  }

  /** F1 over the buckets of length, one panel a form of asking. */
  Optional<Drawing> buckets(ReportTable buckets) {
    Table table = buckets.table();
    NavigableSet<String> labels = new TreeSet<>(Cells.ORDER);
    for (Row row : table) {
      labels.add(row.getString("bucket-words"));
    }
    List<String> order = List.copyOf(labels);
    Map<String, Map<String, Series>> modes = new TreeMap<>();
    for (Row row : table) {
      if (!row.isMissing("score")) {
        modes
            .computeIfAbsent(row.getString("mode"), m -> new LinkedHashMap<>())
            .computeIfAbsent(row.getString("model"), m -> new Series())
            .add(order.indexOf(row.getString("bucket-words")), row);
      }
    }
    List<LineChart> panels = new ArrayList<>();
    modes.forEach(
        (mode, lines) -> {
          LineChart.Axis axis =
              new LineChart.Axis(
                  "length of the context (words)",
                  0.0,
                  Math.max(1.0, order.size() - 1.0),
                  at -> at == Math.rint(at) && at < order.size() ? order.get((int) at) : "");
          LineChart chart =
              new LineChart(
                  mode.isEmpty() ? "all" : mode, axis, LineChart.Axis.fromZero("F1 (0 to 1)"));
          lines.forEach((model, line) -> line.draw(chart, names.shown(model), names.style(model)));
          panels.add(chart);
        });
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    List<String> notes = new ArrayList<>(List.of(BAND));
    notes.addAll(ModelNames.untrained(names.trained(run.samplesOf(QuestionAnsweringTables.TASK))));
    return Optional.of(
        new Panels("Question answering, F1 by length of the context", notes, panels, 2));
  }
}
