package org.rccbench.reports;

import java.awt.Color;

/** The colours of a figure on light or on dark ground. */
public enum Theme {
  LIGHT(0xFFFFFF, 0x1A1A1A, 0xDDDDDD),
  DARK(0x16181C, 0xECECEC, 0x3C4048);

  /**
   * Okabe and Ito, Color Universal Design (2008), without its yellow, too pale for a line, and with
   * two hues darker for the same reason; then the same hues lighter, for dark ground.
   */
  private static final int[][] SERIES = {
    {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xB87A00, 0x3A8FC4, 0x555555},
    {0x4FB3F2, 0xFF8A3D, 0x3FD0A4, 0xE8A0C8, 0xF2B84B, 0x8CCBF2, 0xB0B0B0}
  };

  private final int ground;
  private final int ink;
  private final int grid;

  Theme(int ground, int ink, int grid) {
    this.ground = ground;
    this.ink = ink;
    this.grid = grid;
  }

  Color ground() {
    return new Color(ground);
  }

  /** Text, axes and marks. */
  Color ink() {
    return new Color(ink);
  }

  Color grid() {
    return new Color(grid);
  }

  /** The colour of a style, see {@link LineStyle}. */
  Color series(int index) {
    return new Color(SERIES[this == DARK ? 1 : 0][index]);
  }

  /** How many colours lines have. */
  static int colours() {
    return SERIES[0].length;
  }

  /** The colour of a share of 0 to 1 in a heat map: black text is readable on all of them. */
  static Color heat(double share) {
    return new Color(blend(0xFF, 0x56, share), blend(0xFF, 0xB4, share), blend(0xFF, 0xE9, share));
  }

  private static int blend(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * Math.max(0, Math.min(1, share)));
  }
}
