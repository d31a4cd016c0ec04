package org.rccbench.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A line chart drawn as SVG, over context length with a log2 axis unless told otherwise. Lines
 * differ in colour, dash and marker, so that no reader depends on colour alone.
 */
final class Figure {
  /** Okabe and Ito, Color Universal Design (2008), without its yellow, too pale for a line. */
  private static final Color[] PALETTE = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    new Color(0x000000)
  };

  private static final float[][] DASHES = {
    null, {9, 4}, {3, 3}, {12, 3, 3, 3}, {6, 2}, {2, 4}, {14, 5}
  };
  private static final float[] FLOOR_DASH = {2, 3};
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS
  };

  private static final String XML_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final Pattern CLIP = Pattern.compile("\\bclip-?\\d+\\b");

  private final String title;
  private final XYChart chart;

  Figure(String title, String yTitle) {
    this(title, yTitle, "context length (tokens, log2 scale)");
    chart.getStyler().setxAxisTickLabelsFormattingFunction(Figure::tokens);
  }

  /** A figure over numbers on a linear axis. */
  Figure(String title, String yTitle, String xTitle) {
    this.title = Shown.oneLine(title);
    this.chart =
        new XYChartBuilder()
            .width(900)
            .height(520)
            .title(this.title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style(chart.getStyler());
  }

  private static void style(XYStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setTimezone(TimeZone.getTimeZone("UTC"));
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
    styler.setPlotGridLinesColor(new Color(0xDDDDDD));
    styler.setMarkerSize(8);
    styler.setYAxisMin(0.0);
    styler.setXAxisTickMarkSpacingHint(60);
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

  /** Adds the line of a model; {@code style} picks colour, dash and marker. */
  void line(String name, int style, Points points) {
    line(name, style, points.log2(), points.values());
  }

  /** Adds a line through points. */
  void line(String name, int style, double[] x, double[] y) {
    int i = Math.floorMod(style, PALETTE.length);
    XYSeries series = chart.addSeries(Shown.oneLine(name), x, y);
    series.setLineColor(PALETTE[i]);
    series.setMarkerColor(PALETTE[i]);
    series.setMarker(MARKERS[i]);
    series.setLineStyle(stroke(2f, DASHES[i]));
  }

  /** Adds a line through many points, without markers. */
  void curve(String name, int style, double[] x, double[] y) {
    line(name, style, x, y);
    chart.getSeriesMap().get(Shown.oneLine(name)).setMarker(SeriesMarkers.NONE);
  }

  /** Adds a thin dashed line in the colour of {@code style}, without markers. */
  void floor(String name, int style, Points points) {
    XYSeries series = chart.addSeries(Shown.oneLine(name), points.log2(), points.values());
    series.setLineColor(PALETTE[Math.floorMod(style, PALETTE.length)]);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(stroke(1f, FLOOR_DASH));
  }

  private static BasicStroke stroke(float width, float[] dash) {
    return dash == null
        ? new BasicStroke(width)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /**
   * The figure as SVG text, with its title and lines in words, since letters are drawn as paths.
   */
  String svg() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String svg = numberClips(out.toString(StandardCharsets.UTF_8));
    int start = svg.indexOf("<svg");
    int open = svg.indexOf('>', start);
    String words =
        "<title>"
            + xml(title)
            + "</title><desc>"
            + xml(chart.getYAxisTitle() + " against " + chart.getXAxisTitle() + "; lines: ")
            + xml(String.join("; ", chart.getSeriesMap().keySet()))
            + "</desc>";
    // The writer's DOCTYPE, left out here, names a file that an XML reader would fetch.
    return XML_HEAD
        + svg.substring(start, open)
        + " role=\"img\">"
        + words
        + svg.substring(open + 1);
  }

  /** The writer names clips by hash codes, which may differ from one process to the next. */
  private static String numberClips(String svg) {
    Map<String, String> names = new HashMap<>();
    return CLIP.matcher(svg)
        .replaceAll(
            match -> names.computeIfAbsent(match.group(), name -> "clip-" + (names.size() + 1)));
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
