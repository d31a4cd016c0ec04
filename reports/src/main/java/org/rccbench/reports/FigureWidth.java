package org.rccbench.reports;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How wide a figure is printed.
 *
 * @param mm millimetres
 */
public record FigureWidth(double mm) {
  /** Two columns of a printed page. */
  public static final FigureWidth PAGE = new FigureWidth(174);

  /** One column. */
  public static final FigureWidth COLUMN = new FigureWidth(84);

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,4}([.][0-9]{1,3})?)(mm|cm|in|pt)");
  private static final double POINTS_PER_INCH = 72;
  private static final double MM_PER_INCH = 25.4;
  private static final double LEAST = 60;
  private static final double MOST = 500;

  /** Checks the range in which text keeps its size and lines their room. */
  public FigureWidth {
    if (!(mm >= LEAST && mm <= MOST)) {
      throw new IllegalArgumentException(
          "a figure is 60 to 500 mm wide, was "
              + new BigDecimal(mm).stripTrailingZeros().toPlainString()
              + " mm");
    }
  }

  /**
   * Reads a width such as {@code 84mm}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static FigureWidth parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a width is a number with its unit, such as 84mm, 8.4cm, 3.3in or 238pt, was " + text);
    }
    double number = Double.parseDouble(matcher.group(1));
    return new FigureWidth(
        switch (matcher.group(3)) {
          case "cm" -> number * 10;
          case "in" -> number * MM_PER_INCH;
          case "pt" -> number * MM_PER_INCH / POINTS_PER_INCH;
          default -> number;
        });
  }

  /** Whole points, of which an inch has 72. */
  int points() {
    return (int) Math.round(mm * POINTS_PER_INCH / MM_PER_INCH);
  }
}
