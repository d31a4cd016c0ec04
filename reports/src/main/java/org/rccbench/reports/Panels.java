package org.rccbench.reports;

import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.Collectors;

/** Drawings beside or below each other, each with its title above. */
final class Panels implements Drawing {
  private static final int TITLE = 12;
  private static final int LEAST_WIDTH = 200;

  private final String title;
  private final List<String> notes;
  private final List<? extends Drawing> panels;
  private final int mostColumns;

  Panels(String title, List<String> notes, List<? extends Drawing> panels, int mostColumns) {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("a figure needs a panel: " + title);
    }
    this.title = Shown.oneLine(title);
    this.notes = List.copyOf(notes);
    this.panels = List.copyOf(panels);
    this.mostColumns = mostColumns;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String description() {
    return panels.stream()
        .map(panel -> panel.title() + ": " + panel.description())
        .collect(Collectors.joining(". "));
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  private int columns(int width) {
    int fitting = Math.max(1, width / LEAST_WIDTH);
    return Math.min(Math.min(fitting, mostColumns), panels.size());
  }

  private int rowHeight(int row, int columns, int width) {
    return panels.subList(row * columns, Math.min(panels.size(), (row + 1) * columns)).stream()
        .mapToInt(panel -> TITLE + panel.height(width / columns))
        .max()
        .orElse(0);
  }

  @Override
  public int height(int width) {
    int columns = columns(width);
    int height = 0;
    for (int row = 0; row * columns < panels.size(); row++) {
      height += rowHeight(row, columns, width);
    }
    return height;
  }

  @Override
  public void paint(Graphics2D graphics, Theme theme, int width) {
    graphics.setColor(theme.ground());
    graphics.fillRect(0, 0, width, height(width));
    int columns = columns(width);
    int panelWidth = width / columns;
    int top = 0;
    for (int i = 0; i < panels.size(); i++) {
      Drawing panel = panels.get(i);
      int left = i % columns * panelWidth;
      HouseFont.draw(graphics, heading(panel, panelWidth), 8, theme.ink(), left + 4.0, top + 9.0);
      // no graphics of its own: VectorGraphics2D keeps the clip of one that is disposed of
      graphics.translate(left, top + TITLE);
      panel.paint(graphics, theme, panelWidth);
      graphics.translate(-left, -top - TITLE);
      if (i % columns == columns - 1) {
        top += rowHeight(i / columns, columns, width);
      }
    }
  }

  private static String heading(Drawing panel, int width) {
    List<String> words = HouseFont.wrap(panel.title(), HouseFont.NORMAL, width - 8.0, 1);
    return words.isEmpty() ? "" : words.get(0);
  }
}
