package org.rccbench.evaluators;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an output scored.
 *
 * @param scores score by profile; a profile that gives no number is missing
 * @param extracted the answer read from the output, or null where nothing could be read
 * @param details what else the output shows, by name, for tables
 */
public record Judgement(
    SortedMap<String, Double> scores, String extracted, SortedMap<String, Object> details) {

  /** Copies the maps. */
  public Judgement {
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /** Scores and an answer alone. */
  public Judgement(SortedMap<String, Double> scores, String extracted) {
    this(scores, extracted, new TreeMap<>());
  }
}
