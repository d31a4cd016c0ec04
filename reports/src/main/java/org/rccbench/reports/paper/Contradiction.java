package org.rccbench.reports.paper;

import java.util.List;
import java.util.Objects;

/**
 * Where a paper, or two sources about it, say two things.
 *
 * @param what what they disagree about
 * @param readings what each says, two or more
 */
public record Contradiction(String what, List<String> readings) {
  /** Checks that there are two readings. */
  public Contradiction {
    Objects.requireNonNull(what, "what is missing: what the readings disagree about");
    if (readings == null || readings.size() < 2) {
      throw new IllegalArgumentException("a contradiction needs two readings, got " + readings);
    }
    readings = List.copyOf(readings);
  }
}
