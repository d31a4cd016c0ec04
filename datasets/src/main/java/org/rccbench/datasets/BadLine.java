package org.rccbench.datasets;

import java.util.Locale;
import java.util.Objects;

/**
 * A line of a data file that cannot become an example.
 *
 * @param file the file's name
 * @param line its number, from 1
 * @param field the field at fault, or empty where the line as a whole is
 * @param why what is wrong with it
 */
public record BadLine(String file, long line, String field, String why) {

  /** Checks that nothing is missing. */
  public BadLine {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(why, "why");
    if (line < 1) {
      throw new IllegalArgumentException("lines count from 1, was " + line);
    }
  }

  /** One line for people: file, line, field, what is wrong. */
  public String message() {
    return field.isEmpty()
        ? String.format(Locale.ROOT, "%s, line %d: %s", file, line, why)
        : String.format(Locale.ROOT, "%s, line %d, field \"%s\": %s", file, line, field, why);
  }
}
