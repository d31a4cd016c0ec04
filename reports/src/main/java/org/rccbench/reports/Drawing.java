package org.rccbench.reports;

import java.awt.Graphics2D;
import java.util.List;

/** What a figure shows, at any width and on light or dark ground. Lengths are points. */
interface Drawing {

  /** One line that says what is shown. */
  String title();

  /** What a reader who cannot see the figure is told. */
  String description();

  /** Sentences to stand below the picture. */
  List<String> notes();

  /** The height that goes with a width. */
  int height(int width);

  /** Draws everything, ground included, into {@code 0, 0, width, height(width)}. */
  void paint(Graphics2D graphics, Theme theme, int width);
}
