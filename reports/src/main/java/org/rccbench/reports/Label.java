package org.rccbench.reports;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The name of a line at its right end. */
final class Label {
  private static final double LEADING = 8.5;
  private static final double ASCENT = 5.5;

  private final List<String> words;
  private final LineStyle style;
  private final double value;
  private double top;

  Label(List<String> words, LineStyle style, double value) {
    this.words = words;
    this.style = style;
    this.value = value;
  }

  double width() {
    return words.stream().mapToDouble(w -> HouseFont.width(w, HouseFont.SMALL)).max().orElse(0);
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
    for (int i = 0; i < words.size(); i++) {
      HouseFont.draw(
          graphics,
          words.get(i),
          HouseFont.SMALL,
          theme.series(style.colour()),
          x,
          top + i * LEADING + ASCENT + 1);
    }
  }
}
