package org.rccbench.reports;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** A drawing with its notes below, so that what qualifies a picture travels with it. */
final class Captioned implements Drawing {
  private static final double LEADING = 9;
  private static final int MOST_LINES = 5;

  private final Drawing drawing;

  Captioned(Drawing drawing) {
    this.drawing = drawing;
  }

  @Override
  public String title() {
    return drawing.title();
  }

  @Override
  public String description() {
    return drawing.description();
  }

  @Override
  public List<String> notes() {
    return drawing.notes();
  }

  private List<String> lines(int width) {
    List<String> lines = new ArrayList<>();
    for (String note : drawing.notes()) {
      lines.addAll(HouseFont.wrap(note, HouseFont.SMALL, width - 8.0, MOST_LINES));
    }
    return lines;
  }

  @Override
  public int height(int width) {
    int lines = lines(width).size();
    return drawing.height(width) + (lines == 0 ? 0 : (int) Math.ceil(lines * LEADING + 5));
  }

  @Override
  public void paint(Graphics2D graphics, Theme theme, int width) {
    graphics.setColor(theme.ground());
    graphics.fillRect(0, 0, width, height(width));
    drawing.paint(graphics, theme, width);
    double y = drawing.height(width) + LEADING;
    for (String line : lines(width)) {
      HouseFont.draw(graphics, line, HouseFont.SMALL, theme.ink(), 4, y);
      y += LEADING;
    }
  }
}
