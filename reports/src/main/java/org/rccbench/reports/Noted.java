package org.rccbench.reports;

import java.awt.Graphics2D;
import java.util.List;

/**
 * A drawing with one more sentence below it.
 *
 * @param drawing the drawing
 * @param note the sentence
 */
record Noted(Drawing drawing, String note) implements Drawing {

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
    return List.of(note);
  }

  @Override
  public int height(int width) {
    return drawing.height(width);
  }

  @Override
  public void paint(Graphics2D graphics, Theme theme, int width) {
    drawing.paint(graphics, theme, width);
  }
}
