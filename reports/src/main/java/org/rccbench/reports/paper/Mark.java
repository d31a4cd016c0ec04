package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;

/** How a number of a paper is known. */
public enum Mark {
  /** Found in the source that the row names. */
  F("found in the source"),
  /** Found only in a secondary source. */
  F2("found in a secondary source"),
  /** Inferred or computed from numbers that were found. */
  I("inferred"),
  /** Looked for and not found: such a row has no value. */
  NF("not found");

  private final String meaning;

  Mark(String meaning) {
    this.meaning = meaning;
  }

  /** What the mark means, in a few words. */
  public String meaning() {
    return meaning;
  }

  @JsonCreator
  static Mark parse(String word) {
    return Arrays.stream(values())
        .filter(mark -> mark.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown mark \"" + word + "\"; known: " + Arrays.toString(values())));
  }
}
