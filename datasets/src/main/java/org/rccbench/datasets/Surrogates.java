package org.rccbench.datasets;

import java.util.Locale;

/** Finds halves of surrogate pairs, which are no text and have no UTF-8 form. */
final class Surrogates {
  private Surrogates() {}

  /** Index of the first half without its partner, or -1. */
  static int firstLone(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /**
   * Refuses {@code text} if it holds a lone half.
   *
   * @param before UTF-16 units that precede {@code text} in its source, for the message
   */
  static void refuseLone(CharSequence text, long before) {
    int at = firstLone(text);
    if (at >= 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the text holds half a surrogate pair (U+%04X) at UTF-16 unit %d, which is no"
                  + " character; repair the text",
              (int) text.charAt(at),
              before + at));
    }
  }
}
