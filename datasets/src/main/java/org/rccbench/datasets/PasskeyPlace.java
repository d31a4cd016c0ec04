package org.rccbench.datasets;

import java.util.Locale;

/**
 * Where a key line stands against the borders at which a compressor divides a text. A border lies
 * inside the number where it parts its tokens; of a number that is one token, where it stands right
 * before it.
 */
public enum PasskeyPlace {
  /** The whole line lies in one window. */
  INSIDE_WINDOW,
  /** A border between two windows lies inside the number. */
  WINDOW_BOUNDARY,
  /** A border between two slots, and none between windows, lies inside the number. */
  SLOT_EDGE;

  /**
   * The borders of a compressor that cuts a text from its start.
   *
   * @param window tokens of a window
   * @param rate tokens of a slot
   */
  public record Borders(int window, int rate) {

    /** Checks that a window has a slot. */
    public Borders {
      if (rate < 1 || window < rate) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "borders need 1 <= rate <= window, was rate %d and window %d",
                rate,
                window));
      }
    }
  }

  /**
   * A key line in a text, in tokens.
   *
   * @param line first token of the line
   * @param lineTokens tokens of the line
   * @param number first token of the number
   * @param numberTokens tokens of the number
   */
  record Span(long line, int lineTokens, long number, int numberTokens) {

    private boolean isParted(int every) {
      long first = numberTokens == 1 ? number : number + 1;
      long last = numberTokens == 1 ? number : number + numberTokens - 1;
      return (first + every - 1) / every * every <= last;
    }

    private boolean isInOneWindow(int window) {
      return line / window == (line + lineTokens - 1) / window;
    }
  }

  /** The name in suites and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean holds(Span span, Borders borders) {
    boolean atWindow = span.isParted(borders.window());
    return switch (this) {
      case INSIDE_WINDOW -> span.isInOneWindow(borders.window());
      case WINDOW_BOUNDARY -> atWindow;
      case SLOT_EDGE -> !atWindow && span.isParted(borders.rate());
    };
  }
}
