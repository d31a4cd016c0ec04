package org.rccbench.reports.paper;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Samples of a run by what was asked.
 *
 * @param task the task's name
 * @param role the model that answered, as the manifest names it
 * @param profile scorer profile; {@code name@longest} is the one over the most tokens
 * @param cell values of coordinates; {@code shortest} and {@code longest} are the ends of what a
 *     run measured, the empty text means a sample without the coordinate, and one that is not named
 *     may have any value
 */
record Selection(String task, String role, String profile, Map<String, String> cell) {
  static final String SHORTEST = "shortest";
  static final String LONGEST = "longest";

  /** In place of a coordinate's value: the sample has none. */
  static final String NONE = "";

  Selection {
    Objects.requireNonNull(task, "measure.task is missing");
    Objects.requireNonNull(role, "measure.model is missing");
    Objects.requireNonNull(profile, "measure.profile is missing");
    cell = ordered(cell);
  }

  /** A copy in the order of names, so that it is printed alike everywhere. */
  static Map<String, String> ordered(Map<String, String> cell) {
    return cell == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(cell));
  }

  /** The same by another profile. */
  Selection by(String other) {
    return new Selection(task, role, other, cell);
  }

  Selection with(String coordinate, String value) {
    Map<String, String> narrower = new TreeMap<>(cell);
    narrower.put(coordinate, value);
    return new Selection(task, role, profile, narrower);
  }
}
