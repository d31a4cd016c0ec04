package org.rccbench.reports;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over an axis of numbers. Each line is named at its right end instead of in a legend; a line
 * with intervals has them as a band.
 */
final class LineChart implements Drawing {
  private static final int BAND_ALPHA = 48;
  private static final double LABELS_SHARE = 0.34;
  private static final double LABEL_GAP = 4;
  private static final int NAMES_HEIGHT = 24;
  private static final int NAMES_LINE = 9;

  /** The share of a chart's width that its plot has at least. */
  private static final double PLOT_SHARE = 0.7;

  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Double> marks = new ArrayList<>();

  /**
   * One axis.
   *
   * @param title what is counted, with its unit
   * @param low least value shown, or null to fit the data
   * @param high greatest value shown, or null to fit the data
   * @param ticks the text of a tick, empty for none; null for plain numbers
   * @param names what stands at 1, 2, 3 and so on in place of ticks; empty for ticks
   */
  record Axis(
      String title, Double low, Double high, DoubleFunction<String> ticks, List<String> names) {
    /** An axis of numbers. */
    Axis(String title, Double low, Double high, DoubleFunction<String> ticks) {
      this(title, low, high, ticks, List.of());
    }

    /** Names at 1, 2, 3 and so on; for an axis from left to right alone. */
    static Axis ofNames(String title, List<String> names) {
      return new Axis(title, 0.5, names.size() + 0.5, null, List.copyOf(names));
    }

    /** Context length over a log2 scale. */
    static Axis tokens() {
      return new Axis("context length (tokens, log2 scale)", null, null, LineChart::tokens);
    }

    /** Plain numbers. */
    static Axis numbers(String title) {
      return new Axis(title, null, null, null);
    }

    /** Plain numbers from 0 on. */
    static Axis fromZero(String title) {
      return new Axis(title, 0.0, null, null);
    }

    /** Scores from 0 to 1. */
    static Axis scores(String title) {
      return new Axis(title, 0.0, 1.0, null);
    }

    /** Powers of ten; the data must be logarithms. */
    static Axis powersOfTen(String title) {
      return new Axis(title + ", log scale", null, null, LineChart::powerOfTen);
    }
  }

  /** What a line is made of. */
  private enum Look {
    /** A line with a marker at each point. */
    MARKED,
    /** A line through many points. */
    CURVE,
    /** A thin dashed line without a name of its own. */
    FLOOR,
    /** The area between the ends of intervals. */
    BAND,
    /** One interval. */
    WHISKER
  }

  private static final class Line {
    private final String name;
    private final LineStyle style;
    private final Look look;
    private final double[] x;
    private final double[] y;

    Line(String name, LineStyle style, Look look, double[] x, double[] y) {
      this.name = name;
      this.style = style;
      this.look = look;
      this.x = x;
      this.y = y;
    }
  }

  LineChart(String title, Axis x, Axis y) {
    this.title = Shown.oneLine(title);
    this.x = x;
    this.y = y;
  }

  /** A tick of the log2 axis as a token count; ticks between powers of two stay blank. */
  static String tokens(double log2) {
    if (log2 != Math.rint(log2) || log2 < 0 || log2 > 62) {
      return "";
    }
    long tokens = 1L << (int) log2;
    if (tokens >= 1 << 20) {
      return (tokens >> 20) + "M";
    }
    return tokens >= 1 << 10 ? (tokens >> 10) + "k" : Long.toString(tokens);
  }

  /** A tick of a log2 axis as a plain number. */
  static String count(double log2) {
    return log2 != Math.rint(log2) || log2 < 0 || log2 > 62 ? "" : Long.toString(1L << (int) log2);
  }

  /** A tick of a log10 axis as a number with two digits that count. */
  static String powerOfTen(double log10) {
    BigDecimal number = new BigDecimal(StrictMath.pow(10, log10)).round(new MathContext(2));
    return number.stripTrailingZeros().toPlainString();
  }

  /** Adds a line with markers. */
  void line(String name, LineStyle style, double[] xs, double[] ys) {
    lines.add(new Line(name, style, Look.MARKED, xs, ys));
  }

  /** Adds a line through many points, without markers. */
  void curve(String name, LineStyle style, double[] xs, double[] ys) {
    lines.add(new Line(name, style, Look.CURVE, xs, ys));
  }

  /** Adds a thin dashed line in the colour of a style. */
  void floor(String name, LineStyle style, double[] xs, double[] ys) {
    lines.add(new Line(name, style, Look.FLOOR, xs, ys));
  }

  /** Adds the band of intervals, low to high, at each x. */
  void band(String name, LineStyle style, double[] xs, double[] lows, double[] highs) {
    int n = xs.length;
    if (n == 1) {
      // one point has no width, so its interval is a line
      double[] at = {xs[0], xs[0]};
      lines.add(new Line(name, style, Look.WHISKER, at, new double[] {lows[0], highs[0]}));
      return;
    }
    double[] aroundX = new double[2 * n];
    double[] aroundY = new double[2 * n];
    for (int i = 0; i < n; i++) {
      aroundX[i] = xs[i];
      aroundY[i] = lows[i];
      aroundX[2 * n - 1 - i] = xs[i];
      aroundY[2 * n - 1 - i] = highs[i];
    }
    lines.add(new Line(name, style, Look.BAND, aroundX, aroundY));
  }

  /** Marks a height at the left edge of the plot; a note should say what it is. */
  void mark(double height) {
    marks.add(height);
  }

  /** Adds a sentence below the picture. */
  void note(String sentence) {
    notes.add(sentence);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String description() {
    return y.title()
        + " against "
        + x.title()
        + "; lines: "
        + lines.stream()
            .filter(line -> line.look != Look.BAND && line.look != Look.WHISKER)
            .map(line -> Shown.oneLine(line.name))
            .collect(Collectors.joining("; "));
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public int height(int width) {
    return width < 300 ? (int) (width * 0.68) : (int) (width * 0.48);
  }

  @Override
  public void paint(Graphics2D graphics, Theme theme, int width) {
    int height = height(width);
    graphics.setColor(theme.ground());
    graphics.fillRect(0, 0, width, height);
    List<Label> labels = labels(width);
    double strip = labels.stream().mapToDouble(Label::width).max().orElse(0) + 2 * LABEL_GAP;
    int plot = width - (int) Math.ceil(strip);
    int rows = nameRows(plot);
    int above = rows == 0 ? height : height - NAMES_HEIGHT - (rows - 1) * NAMES_LINE;
    XYChart chart = chart(theme, plot, above);
    chart.paint(graphics, plot, above);
    paintNames(graphics, theme, chart, above, rows);
    for (double mark : marks) {
      paintMark(graphics, theme, chart, mark);
    }
    Label.spread(labels, chart, height);
    for (Label label : labels) {
      label.paint(graphics, theme, plot + LABEL_GAP);
    }
  }

  /** How many lines the longest name takes: one or two, none where there are no names. */
  private int nameRows(int plot) {
    double room = plot * PLOT_SHARE / Math.max(1, x.names.size());
    return x.names.stream()
        .mapToInt(name -> HouseFont.wrap(name, HouseFont.SMALL, room - 2, 2).size())
        .max()
        .orElse(0);
  }

  /** XChart puts ticks where it likes, and seeks on for ever where their texts are alike. */
  private void paintNames(Graphics2D graphics, Theme theme, XYChart chart, int top, int rows) {
    if (x.names.isEmpty()) {
      return;
    }
    double left = chart.getScreenXFromChart(x.low);
    double right = chart.getScreenXFromChart(x.high);
    graphics.setColor(theme.ink());
    graphics.setStroke(LineStyle.stroke(0.6f));
    graphics.draw(new Line2D.Double(left, top, right, top));
    double room = (right - left) / x.names.size();
    for (int i = 0; i < x.names.size(); i++) {
      double base = top + 9.0;
      for (String line : HouseFont.wrap(x.names.get(i), HouseFont.SMALL, room - 2, rows)) {
        centre(graphics, theme, line, HouseFont.SMALL, left + (i + 0.5) * room, base);
        base += NAMES_LINE;
      }
    }
    double title = top + 20.0 + (rows - 1) * NAMES_LINE;
    centre(graphics, theme, x.title, HouseFont.NORMAL, (left + right) / 2, title);
  }

  private static void centre(
      Graphics2D graphics, Theme theme, String text, float size, double middle, double base) {
    double start = middle - HouseFont.width(text, size) / 2;
    HouseFont.draw(graphics, text, size, theme.ink(), start, base);
  }

  private List<Label> labels(int width) {
    List<Label> labels = new ArrayList<>();
    for (Line line : lines) {
      if (line.look == Look.MARKED || line.look == Look.CURVE) {
        List<String> words =
            HouseFont.wrap(
                line.name, HouseFont.SMALL, width * LABELS_SHARE - LABEL_GAP - Label.room(), 2);
        boolean marked = line.look == Look.MARKED;
        labels.add(new Label(words, line.style, marked, line.y[line.y.length - 1]));
      }
    }
    return labels;
  }

  private void paintMark(Graphics2D graphics, Theme theme, XYChart chart, double height) {
    double least =
        x.low != null
            ? x.low
            : lines.stream().flatMapToDouble(l -> Arrays.stream(l.x)).min().orElse(0);
    int left = (int) chart.getScreenXFromChart(least);
    int at = (int) chart.getScreenYFromChart(height);
    graphics.setColor(theme.ink());
    graphics.fillPolygon(new int[] {left - 6, left, left - 6}, new int[] {at - 3, at, at + 3}, 3);
  }

  private XYChart chart(Theme theme, int width, int height) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .xAxisTitle(x.title)
            .yAxisTitle(y.title)
            .build();
    House.style(chart.getStyler(), theme);
    chart.getStyler().setMarkerSize(5);
    scale(chart.getStyler(), width);
    int id = 0;
    // bands first, so that lines lie on top of them
    for (Look look : List.of(Look.BAND, Look.WHISKER, Look.FLOOR, Look.CURVE, Look.MARKED)) {
      for (Line line : lines) {
        if (line.look == look) {
          draw(chart.addSeries("s" + id++, line.x, line.y), line, theme);
        }
      }
    }
    return chart;
  }

  private static void draw(XYSeries series, Line line, Theme theme) {
    Color colour = theme.series(line.style.colour());
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setMarker(line.look == Look.MARKED ? line.style.marker() : SeriesMarkers.NONE);
    switch (line.look) {
      case BAND -> {
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(
            new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_ALPHA));
        series.setLineColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0));
        series.setLineStyle(LineStyle.stroke(0.1f));
      }
      case WHISKER -> series.setLineStyle(LineStyle.stroke(0.8f));
      case FLOOR -> series.setLineStyle(LineStyle.stroke(0.8f, 1, 2));
      default -> series.setLineStyle(line.style.pen(1.4f));
    }
  }

  /** XChart fails on an empty label in some layouts. */
  private static String drawable(String label) {
    return label.isEmpty() ? " " : label;
  }

  private void scale(XYStyler styler, int width) {
    styler.setXAxisMin(x.low);
    styler.setXAxisMax(x.high);
    styler.setYAxisMin(y.low);
    styler.setYAxisMax(y.high);
    if (x.ticks != null) {
      styler.setxAxisTickLabelsFormattingFunction(at -> drawable(x.ticks.apply(at)));
    }
    if (y.ticks != null) {
      styler.setyAxisTickLabelsFormattingFunction(at -> drawable(y.ticks.apply(at)));
    }
    styler.setXAxisTickMarkSpacingHint(Math.max(24, width / 12));
    styler.setXAxisTicksVisible(x.names.isEmpty());
    styler.setXAxisTitleVisible(x.names.isEmpty());
    styler.setYAxisTickMarkSpacingHint(22);
  }
}
