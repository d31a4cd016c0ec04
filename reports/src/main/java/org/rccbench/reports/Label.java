package org.rccbench.reports;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The name of a line at its right end. */
final class Label {
  private static final double LEADING = 8.5;
  private static final double ASCENT = 5.5;

  /** Width of the piece of the line that stands before its name. */
  private static final double SWATCH = 14;

  private static final double SWATCH_GAP = 3;
  private static final int MARKER = 4;

  private final List<String> words;
  private final LineStyle style;
  private final boolean marked;
  private final double value;
  private double top;

  /**
   * A name.
   *
   * @param words lines of text
   * @param marked whether the line has markers
   * @param value where it ends
   */
  Label(List<String> words, LineStyle style, boolean marked, double value) {
    this.words = words;
    this.style = style;
    this.marked = marked;
    this.value = value;
  }

  double width() {
    return room()
        + words.stream().mapToDouble(w -> HouseFont.width(w, HouseFont.SMALL)).max().orElse(0);
  }

  /** What a name needs besides its letters. */
  static double room() {
    return SWATCH + SWATCH_GAP;
  }

  private double height() {
    return words.size() * LEADING;
  }

  /** Puts each label beside its line's end, and moves them apart where they would overlap. */
  static void spread(List<Label> labels, XYChart chart, int height) {
    for (Label label : labels) {
      label.top = chart.getScreenYFromChart(label.value) - label.height() / 2;
    }
    List<Label> byPlace = new ArrayList<>(labels);
    byPlace.sort(Comparator.comparingDouble(label -> label.top));
    double free = 1;
    for (Label label : byPlace) {
      label.top = Math.max(free, label.top);
      free = label.top + label.height();
    }
    double end = height - 1;
    for (int i = byPlace.size() - 1; i >= 0; i--) {
      Label label = byPlace.get(i);
      label.top = Math.min(label.top, end - label.height());
      end = label.top;
    }
  }

  void paint(Graphics2D graphics, Theme theme, double x) {
    Color colour = theme.series(style.colour());
    double middle = top + LEADING / 2;
    graphics.setColor(colour);
    graphics.setStroke(style.pen(1.4f));
    graphics.draw(new Line2D.Double(x, middle, x + SWATCH, middle));
    if (marked) {
      style.marker().paint(graphics, x + SWATCH / 2, middle, MARKER);
    }
    for (int i = 0; i < words.size(); i++) {
      double y = top + i * LEADING + ASCENT + 1;
      HouseFont.draw(graphics, words.get(i), HouseFont.SMALL, colour, x + room(), y);
    }
  }
}
