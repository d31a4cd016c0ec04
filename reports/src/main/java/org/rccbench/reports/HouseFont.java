package org.rccbench.reports;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The font of every figure. It comes with the program, and letters are drawn as outlines, so that a
 * figure is the same wherever it is drawn and looked at. Sizes are points, of which an inch has 72.
 */
final class HouseFont {
  /** No text is smaller: the least that print columns allow. */
  static final float SMALL = 7;

  static final float NORMAL = 8;

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
  private static final String DOTS = "…";
  private static final int UNKNOWN = '?';

  private HouseFont() {}

  /** Loaded when a figure is first drawn, since a system may lack what fonts need. */
  private static final class Loaded {
    private static final Font FONT = load();

    private static Font load() {
      try (InputStream in = HouseFont.class.getResourceAsStream("NotoSans-Regular.ttf")) {
        if (in == null) {
          throw new IOException("NotoSans-Regular.ttf is missing from the jar");
        }
        return Font.createFont(Font.TRUETYPE_FONT, in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (FontFormatException e) {
        throw new IllegalStateException("NotoSans-Regular.ttf in the jar is damaged", e);
      }
    }
  }

  static Font of(float points) {
    return Loaded.FONT.deriveFont(points);
  }

  /** One line fit to be drawn: what the font has no letter for becomes a question mark. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    Shown.oneLine(text)
        .codePoints()
        .forEach(c -> shown.appendCodePoint(Loaded.FONT.canDisplay(c) ? c : UNKNOWN));
    return shown.toString();
  }

  static double width(String text, float points) {
    return of(points).getStringBounds(text, EXACT).getWidth();
  }

  /** Breaks text into lines of at most this width, at spaces where that is possible. */
  static List<String> wrap(String text, float points, double width, int mostLines) {
    List<String> lines = new ArrayList<>();
    String rest = shown(text).strip();
    while (!rest.isEmpty() && lines.size() < mostLines) {
      boolean last = lines.size() == mostLines - 1;
      int end = fitting(rest, points, width);
      if (end == rest.length()) {
        lines.add(rest);
        rest = "";
      } else if (last) {
        lines.add(cut(rest, points, width));
      } else {
        int at = breakAt(rest, end);
        lines.add(rest.substring(0, at).strip());
        rest = rest.substring(at).strip();
      }
    }
    return lines;
  }

  /** The last place to break before an end: a space, or behind a hyphen where there is none. */
  private static int breakAt(String text, int end) {
    int space = text.lastIndexOf(' ', end);
    int hyphen = text.lastIndexOf('-', end - 1);
    return space > 0 ? space : hyphen > 0 ? hyphen + 1 : Math.max(1, end);
  }

  private static String cut(String text, float points, double width) {
    int end = fitting(text, points, width - width(DOTS, points));
    return text.substring(0, Math.max(0, end)).strip() + DOTS;
  }

  /** The most characters from the left that fit; a long text is not measured as a whole. */
  private static int fitting(String text, float points, double width) {
    int low = 0;
    int high = Math.min(text.length(), 400);
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(text.substring(0, middle), points) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    boolean splitsPair = low < text.length() && Character.isLowSurrogate(text.charAt(low));
    return splitsPair ? low - 1 : low;
  }

  /** Draws one line of text as outlines; {@code x, y} is the left end of its baseline. */
  static void draw(
      Graphics2D graphics, String text, float points, Color colour, double x, double y) {
    graphics.setColor(colour);
    graphics.fill(
        of(points).createGlyphVector(EXACT, shown(text)).getOutline((float) x, (float) y));
  }
}
