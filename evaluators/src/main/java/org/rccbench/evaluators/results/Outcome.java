package org.rccbench.evaluators.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a sample or a measurement ended. A failure is never a score of 0. */
public enum Outcome {
  SCORED,
  FAILED,
  SKIPPED;

  /** The word in files. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
