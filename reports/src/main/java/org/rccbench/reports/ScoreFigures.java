package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperRow;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Figures of scores, each drawn from the table that stands beside it. */
final class ScoreFigures {
  static final String BAND = "Bands: 95 % intervals.";
  private static final String BARS = "Bars: 95 % intervals.";
  private static final String NONE = "none";

  /** With more points than these a line is no longer marked at each. */
  private static final int MARKED_POINTS = 12;

  /** How much of the way to the next bucket the models of one take up. */
  private static final double BUCKET_SHARE = 0.8;

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
      add(at, row, "score");
    }

    void add(double at, Row row, String column) {
      double value = row.getDouble(column);
      x.add(at);
      y.add(value);
      boolean has = !row.isMissing("low 95 %");
      low.add(has ? row.getDouble("low 95 %") : value);
      high.add(has ? row.getDouble("high 95 %") : value);
    }

    void draw(LineChart chart, String name, LineStyle style) {
      if (!x.isEmpty()) {
        chart.band(name, style, array(x), array(low), array(high));
        if (x.size() > MARKED_POINTS) {
          chart.curve(name, style, array(x), array(y));
        } else {
          chart.line(name, style, array(x), array(y));
        }
      }
    }

    /** The same with a bar for each interval, all of it moved sideways. */
    void drawBars(LineChart chart, String name, LineStyle style, double aside) {
      double[] places = x.stream().mapToDouble(at -> at + aside).toArray();
      for (int i = 0; i < places.length; i++) {
        double[] at = {places[i]};
        chart.band(name, style, at, new double[] {low.get(i)}, new double[] {high.get(i)});
      }
      chart.line(name, style, places, array(y));
    }

    private static double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** Figure 3a: models at one rate, and the controls. */
  Optional<Drawing> figure3a(ReportTable byRate) {
    Map<String, Long> models = new TreeMap<>(Cells.NAMES);
    for (Row row : byRate.table()) {
      if (!row.getString("rate").equals(NONE)) {
        models.merge(row.getString("rate"), 1L, Long::sum);
      }
    }
    Optional<String> rate =
        models.keySet().stream()
            .max((a, b) -> Long.compare(models.get(a), models.get(b)))
            .or(() -> Optional.of(NONE));
    Predicate<Row> chosen = row -> List.of(rate.get(), NONE).contains(row.getString("rate"));
    LineChart chart =
        byLength(byRate, "BLEU-4 against length, compression rate " + rate.get(), chosen);
    mark(chart, "rcc-64-transformer", "rcc-64-last-layer", "icae-64");
    return finished(chart, byRate, chosen);
  }

  /** Figure 3b: one kind of model at all its rates. */
  Optional<Drawing> figure3b(ReportTable byRate) {
    Predicate<Row> chosen =
        row -> {
          String kind = run.kinds().get(row.getString("model"));
          return !row.getString("rate").equals(NONE) && (kind == null || kind.equals("rcc"));
        };
    LineChart chart = byLength(byRate, "BLEU-4 against length by compression rate", chosen);
    mark(chart, "rcc-32-transformer", "rcc-64-transformer");
    return finished(chart, byRate, chosen);
  }

  /** Marks what the paper's prose says of curves of its Figure 3. */
  private static void mark(LineChart chart, String... curves) {
    List<PaperRow> rows =
        PaperManifest.bundled("rcc")
            .rows(Stream.of(curves).map(curve -> "figure-3." + curve).toList());
    rows.forEach(row -> chart.mark(row.expected().value()));
    chart.note(
        "Arrows: the paper's prose. "
            + rows.stream().map(PaperRow::claim).collect(Collectors.joining("; "))
            + ".");
  }

  private Optional<Drawing> finished(LineChart chart, ReportTable byRate, Predicate<Row> chosen) {
    if (chart.isEmpty()) {
      return Optional.empty();
    }
    chart.note(BAND);
    Set<String> drawn =
        byRate.table().stream()
            .filter(chosen)
            .map(row -> row.getString("model"))
            .collect(Collectors.toSet());
    ModelNames.untrained(
            names.trained(
                run.samplesOf(ReconstructionTables.TASK).stream()
                    .filter(line -> drawn.contains(line.model()))
                    .toList()))
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
          line.draw(chart, withRate(names.shown(model), rates.get(model)), names.style(model));
        });
    return chart;
  }

  /** A name with its rate, where it does not say it already. */
  private static String withRate(String name, String rate) {
    String number = rate.replace("x", "");
    boolean said = List.of(name.split("[^0-9]+", -1)).contains(number);
    return rate.equals(NONE) || said ? name : name + ", " + rate;
  }

  /** Pass key accuracy, context length by depth, one map a model and filler. */
  Optional<Drawing> passkey() {
    List<SampleLine> lines = run.samplesOf(PasskeyTable.TASK);
    Optional<String> profile = Profiles.headline(lines);
    if (profile.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<SampleLine>> byFiller = PasskeyTable.byFiller(lines);
    boolean named = !Set.of(PasskeyTable.CLASSIC).containsAll(byFiller.keySet());
    List<HeatMap> maps = new ArrayList<>();
    byFiller.forEach(
        (filler, ofFiller) ->
            Cells.byModel(ofFiller)
                .forEach(
                    (model, ofModel) -> {
                      String title = names.shown(model) + (named ? ", " + filler : "");
                      maps.add(passkeyMap(title, ofModel, profile.get(), lines));
                    }));
    List<String> notes = new ArrayList<>();
    if (named) {
      notes.add(
          "Behind each model what the key is hidden in; the paper's is "
              + PasskeyTable.CLASSIC
              + ".");
    }
    notes.add("Share of keys found (" + profile.get() + "); 0 % is the start of the context.");
    if (lines.stream().anyMatch(line -> windows(line) > 0)) {
      notes.add("Second line below a map: windows of the encoder (w).");
    }
    notes.addAll(ModelNames.untrained(names.trained(lines)));
    return Optional.of(new Panels("Pass key retrieval by length and depth", notes, maps, 3));
  }

  /** All maps have the same lengths, so that they stand below each other; depths only their own. */
  private static HeatMap passkeyMap(
      String title, List<SampleLine> ofModel, String profile, List<SampleLine> all) {
    List<String> lengths = List.copyOf(Cells.by(all, "length").keySet());
    List<String> depths = new ArrayList<>(Cells.by(ofModel, "depth").keySet());
    Collections.reverse(depths);
    HeatMap.Axes axes =
        new HeatMap.Axes(
            "context length (tokens)",
            "depth (%)",
            lengths.stream().map(ScoreFigures::tokens).toList(),
            depths,
            Cells.by(all, "depth").keySet());
    HeatMap map = new HeatMap(title, axes, windows(ofModel, lengths));
    fill(map, ofModel, profile, lengths, depths);
    return map;
  }

  /** How many windows each length has; empty for a model that has no windows. */
  private static List<String> windows(List<SampleLine> ofModel, List<String> lengths) {
    Map<String, List<SampleLine>> byLength = Cells.by(ofModel, "length");
    List<Long> most =
        lengths.stream()
            .map(
                length ->
                    byLength.getOrDefault(length, List.of()).stream()
                        .mapToLong(ScoreFigures::windows)
                        .max()
                        .orElse(0))
            .toList();
    return most.stream().allMatch(windows -> windows == 0)
        ? List.of()
        : most.stream().map(windows -> windows == 0 ? "" : windows + " w").toList();
  }

  private static long windows(SampleLine line) {
    return line.ledger() != null && line.ledger().get("windows") instanceof Number windows
        ? windows.longValue()
        : 0;
  }

  private static void fill(
      HeatMap map,
      List<SampleLine> ofModel,
      String profile,
      List<String> lengths,
      List<String> depths) {
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

  /** Share of wrong tokens over the place in the window. */
  Optional<Drawing> byWindowPlace(ReportTable places) {
    double end = sizes(places).values().stream().mapToLong(s -> s).max().orElse(1);
    LineChart.Axis axis = new LineChart.Axis("offset in the window (tokens)", 0.0, end, null);
    return byPlace(places, "Errors by position in the window", axis, model -> 1);
  }

  /** The same over the place in a slot's stretch, which is longer at a higher rate. */
  Optional<Drawing> bySlotPlace(ReportTable places) {
    Map<String, Long> sizes = sizes(places);
    LineChart.Axis axis =
        new LineChart.Axis("place in the slot's stretch (% of its tokens)", 0.0, 100.0, null);
    return byPlace(
        places, "Errors by position in a slot's stretch", axis, model -> 100.0 / sizes.get(model));
  }

  /** Tokens in the stretch of each model. */
  private static Map<String, Long> sizes(ReportTable places) {
    Map<String, Long> sizes = new HashMap<>();
    for (Row row : places.table()) {
      sizes.merge(row.getString("model"), row.getLong("to") + 1, Math::max);
    }
    return sizes;
  }

  private Optional<Drawing> byPlace(
      ReportTable places, String title, LineChart.Axis axis, ToDoubleFunction<String> scale) {
    Map<String, Series> lines = new LinkedHashMap<>();
    for (Row row : places.table()) {
      if (!row.isMissing("error")) {
        String model = row.getString("model");
        double middle = (row.getLong("from") + row.getLong("to") + 1) / 2.0;
        lines
            .computeIfAbsent(model, m -> new Series())
            .add(middle * scale.applyAsDouble(model), row, "error");
      }
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    LineChart chart = new LineChart(title, axis, LineChart.Axis.scores("share of wrong tokens"));
    lines.forEach((model, line) -> line.draw(chart, names.shown(model), names.style(model)));
    List<SampleLine> drawn =
        run.samplesOf(ReconstructionTables.TASK).stream()
            .filter(line -> lines.containsKey(line.model()))
            .toList();
    chart.note("Bands: 95 % intervals over contexts.");
    ModelNames.untrained(names.trained(drawn)).forEach(chart::note);
    return Optional.of(chart);
  }

  /** F1 over the buckets of length, one panel a form of asking; of one group of questions. */
  Optional<Drawing> buckets(ReportTable buckets) {
    Table table = buckets.table();
    String bucket = buckets.across();
    String group = QuestionGroups.drawn(table);
    NavigableSet<String> labels = new TreeSet<>(Cells.ORDER);
    for (Row row : table) {
      if (QuestionGroups.of(row).equals(group)) {
        labels.add(row.getString(bucket));
      }
    }
    List<String> order = List.copyOf(labels);
    Map<String, Map<String, Series>> modes = new TreeMap<>();
    for (Row row : table) {
      if (!row.isMissing("score") && QuestionGroups.of(row).equals(group)) {
        modes
            .computeIfAbsent(row.getString("mode"), m -> new LinkedHashMap<>())
            .computeIfAbsent(row.getString("model"), m -> new Series())
            .add(1.0 + order.indexOf(row.getString(bucket)), row);
      }
    }
    List<LineChart> panels = new ArrayList<>();
    modes.forEach(
        (mode, lines) -> {
          String unit = bucket.substring(bucket.indexOf('-') + 1);
          LineChart.Axis axis =
              LineChart.Axis.ofNames("length of the context (" + unit + ")", order);
          LineChart chart =
              new LineChart(
                  mode.isEmpty() ? "all" : mode, axis, LineChart.Axis.fromZero("F1 (0 to 1)"));
          double step = BUCKET_SHARE / lines.size();
          int number = 0;
          for (Map.Entry<String, Series> line : lines.entrySet()) {
            double aside = (number++ - (lines.size() - 1) / 2.0) * step;
            String model = line.getKey();
            line.getValue().drawBars(chart, names.shown(model), names.style(model), aside);
          }
          panels.add(chart);
        });
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    List<String> notes = new ArrayList<>(List.of(BARS));
    notes.addAll(QuestionGroups.notes(table));
    notes.addAll(ModelNames.untrained(names.trained(run.samplesOf(QuestionAnsweringTables.TASK))));
    return Optional.of(
        new Panels("Question answering, F1 by length of the context", notes, panels, 2));
  }
}
