package org.rccbench.reports;

/** Foreign text made fit to be shown: what cannot be seen must not act. */
public final class Shown {
  private static final int REPLACEMENT = 0xFFFD;

  private Shown() {}

  /**
   * The text on one line: line ends and tabs become spaces; control characters, direction marks and
   * half surrogates become U+FFFD.
   */
  public static String oneLine(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> shown.appendCodePoint(visible(c)));
    return shown.toString();
  }

  /** As {@link #oneLine}, but line ends and tabs stay as they are. */
  static String lines(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(c -> shown.appendCodePoint(c == '\n' || c == '\r' || c == '\t' ? c : visible(c)));
    return shown.toString();
  }

  private static int visible(int c) {
    if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029) {
      return ' ';
    }
    int type = Character.getType(c);
    boolean hidden =
        type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    return hidden || (c & 0xFFFE) == 0xFFFE ? REPLACEMENT : c;
  }
}
