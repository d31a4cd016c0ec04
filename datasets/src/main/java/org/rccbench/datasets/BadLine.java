package org.rccbench.datasets;

import java.util.Locale;
import java.util.Objects;

/**
 * A line or row of a data file that cannot become an example.
 *
 * @param file the file's name
 * @param unit whether the file is counted in lines or, where rows are not lines, in rows
 * @param line its number, from 1
 * @param field the field at fault with its place inside the row, as in {@code context[3][1]}; empty
 *     where the line as a whole is
 * @param why what is wrong with it
 */
public record BadLine(String file, Unit unit, long line, String field, String why) {

  /** What a file consists of. */
  public enum Unit {
    /** JSON Lines. */
    LINE("line"),
    /** Elements of a JSON array, entries of a JSON object, rows of a Parquet file. */
    ROW("row");

    private final String word;

    Unit(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Checks that nothing is missing. */
  public BadLine {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(why, "why");
    if (line < 1) {
      throw new IllegalArgumentException("lines count from 1, was " + line);
    }
  }

  /** One line for people: file, line or row, field, what is wrong. */
  public String message() {
    return field.isEmpty()
        ? String.format(Locale.ROOT, "%s, %s %d: %s", file, unit, line, why)
        : String.format(Locale.ROOT, "%s, %s %d, field \"%s\": %s", file, unit, line, field, why);
  }
}
