package org.rccbench.evaluators;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an output scored.
 *
 * @param scores score by profile; a profile that gives no number is missing
 * @param extracted the answer read from the output, or null where nothing could be read
 */
public record Judgement(SortedMap<String, Double> scores, String extracted) {

  /** Copies the scores. */
  public Judgement {
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }
}
