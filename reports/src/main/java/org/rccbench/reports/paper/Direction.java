package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which side of a number is the good one. */
public enum Direction {
  HIGHER,
  LOWER,
  /** No side is good: a count that must be met. */
  NEITHER;

  @JsonCreator
  static Direction parse(String word) {
    return Words.parse(Direction.class, "better", word);
  }

  /** The word in files. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
