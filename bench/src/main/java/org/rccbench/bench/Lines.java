package org.rccbench.bench;

import java.util.Locale;
import org.rccbench.reports.Shown;

/** Lines of a printed report; nothing in them can steer a terminal. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  void add(String format, Object... values) {
    text.append(Shown.oneLine(String.format(Locale.ROOT, format, values)))
        .append(System.lineSeparator());
  }

  /** All of them, without a line end behind the last. */
  String text() {
    return text.toString().stripTrailing();
  }
}
