package org.rccbench.reports;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Scores of 0 to 1 over two coordinates. The value stands in each cell, so that colour is no
 * reader's only guide; a cell without a value stays empty. XChart's own heat map writes its values
 * in the machine's locale, so this one is drawn here.
 */
final class HeatMap implements Drawing {
  private static final int ROW = 12;
  private static final int MARGIN = 4;
  private static final int BELOW = 20;
  private static final int LEADING = 9;
  private static final int LONGEST = 16;

  /** A map of fewer rows is as high, so that the title of its axis has room. */
  private static final int FEWEST_ROWS = 3;

  /** From the middle of a line of small text to its baseline. */
  private static final double DROP = 2.5;

  private static final Color EDGE = new Color(0x9AA0A8);

  /** Not the ink of a theme: it stands on the map's own light colours on any ground. */
  private static final Color VALUE = new Color(0x111111);

  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final List<String> columns;
  private final List<String> rows;
  private final double labels;
  private final List<String> below;
  private final List<Number[]> cells = new ArrayList<>();

  /**
   * A map.
   *
   * @param title above it
   * @param axes coordinates and their titles
   * @param below a second line of text below each column; empty for none
   */
  HeatMap(String title, Axes axes, List<String> below) {
    this.title = Shown.oneLine(title);
    this.xTitle = axes.xTitle();
    this.yTitle = axes.yTitle();
    this.columns = axes.columns().stream().map(HeatMap::label).toList();
    this.rows = axes.rows().stream().map(HeatMap::label).toList();
    this.labels =
        axes.rowsOfAll().stream()
            .map(HeatMap::label)
            .mapToDouble(row -> HouseFont.width(row, HouseFont.SMALL))
            .max()
            .orElse(0);
    this.below = below.stream().map(HeatMap::label).toList();
  }

  /**
   * The coordinates of maps that stand side by side.
   *
   * @param columns from left to right
   * @param rows from bottom to top
   * @param rowsOfAll rows of all maps, by whose names the columns of all begin at the same place
   */
  record Axes(
      String xTitle,
      String yTitle,
      List<String> columns,
      List<String> rows,
      Collection<String> rowsOfAll) {}

  /** A coordinate that a foreign run made up may be long. */
  private static String label(String text) {
    int[] head = Shown.oneLine(text).codePoints().limit(LONGEST).toArray();
    return new String(head, 0, head.length);
  }

  void set(int column, int row, double value) {
    cells.add(new Number[] {column, row, value});
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String description() {
    return yTitle
        + " against "
        + xTitle
        + "; "
        + cells.stream()
            .map(
                c ->
                    columns.get(c[0].intValue())
                        + ", "
                        + rows.get(c[1].intValue())
                        + ": "
                        + Rounded.of(c[2].doubleValue(), 2))
            .collect(Collectors.joining("; "));
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public int height(int width) {
    return BELOW + secondLine() + 2 * MARGIN + ROW * height();
  }

  private int height() {
    return Math.max(FEWEST_ROWS, rows.size());
  }

  private int secondLine() {
    return below.isEmpty() ? 0 : LEADING;
  }

  @Override
  public void paint(Graphics2D graphics, Theme theme, int width) {
    double left = MARGIN + HouseFont.NORMAL + MARGIN + labels + MARGIN;
    double cell = (width - left - MARGIN) / columns.size();
    double bottom = MARGIN + (double) ROW * height();
    for (Number[] value : cells) {
      double x = left + value[0].intValue() * cell;
      paintCell(graphics, x, bottom - (value[1].intValue() + 1) * ROW, cell, value[2]);
    }
    for (int row = 0; row < rows.size(); row++) {
      String text = rows.get(row);
      double x = left - MARGIN - HouseFont.width(text, HouseFont.SMALL);
      double y = bottom - (row + 0.5) * ROW + DROP;
      HouseFont.draw(graphics, text, HouseFont.SMALL, theme.ink(), x, y);
    }
    for (int column = 0; column < columns.size(); column++) {
      double middle = left + (column + 0.5) * cell;
      centre(graphics, theme, columns.get(column), HouseFont.SMALL, middle, bottom + 9);
      if (!below.isEmpty()) {
        centre(graphics, theme, below.get(column), HouseFont.SMALL, middle, bottom + 9 + LEADING);
      }
    }
    double title = bottom + 19 + secondLine();
    centre(graphics, theme, xTitle, HouseFont.NORMAL, (left + width) / 2, title);
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(-Math.PI / 2);
    double middle = -(MARGIN + bottom) / 2;
    centre(graphics, theme, yTitle, HouseFont.NORMAL, middle, MARGIN + HouseFont.NORMAL);
    graphics.setTransform(upright);
  }

  private static void paintCell(
      Graphics2D graphics, double x, double y, double width, Number value) {
    Rectangle2D box = new Rectangle2D.Double(x, y, width, ROW);
    graphics.setColor(Theme.heat(value.doubleValue()));
    graphics.fill(box);
    graphics.setColor(EDGE);
    graphics.setStroke(LineStyle.stroke(0.4f));
    graphics.draw(box);
    String text = Rounded.of(value.doubleValue(), 2);
    double left = x + (width - HouseFont.width(text, HouseFont.SMALL)) / 2;
    HouseFont.draw(graphics, text, HouseFont.SMALL, VALUE, left, y + ROW / 2.0 + DROP);
  }

  private static void centre(
      Graphics2D graphics, Theme theme, String text, float size, double x, double y) {
    HouseFont.draw(graphics, text, size, theme.ink(), x - HouseFont.width(text, size) / 2, y);
  }
}
