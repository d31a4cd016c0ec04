package org.rccbench.evaluators.comparison;

import java.util.Objects;
import java.util.SortedMap;

/**
 * A sample that only one side, or none, has a score for.
 *
 * @param sample hash of what was asked
 * @param task the task's name
 * @param cell the cell of the task's grid
 * @param baseline why the baseline has no score, or null where it has one
 * @param candidate why the candidate has no score, or null where it has one
 */
public record Unpaired(
    String sample, String task, SortedMap<String, String> cell, String baseline, String candidate) {

  /** Checks that a side lacks the score. */
  public Unpaired {
    Objects.requireNonNull(sample, "sample");
    if (baseline == null && candidate == null) {
      throw new IllegalArgumentException("sample " + sample + " has scores on both sides");
    }
  }
}
