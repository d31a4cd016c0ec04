package org.rccbench.evaluators.results;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of scores.jsonl: what profiles make of an output that the journal holds.
 *
 * @param key the sample's key in the journal
 * @param scores score by profile
 * @param unscored why a profile gives no number, by profile; never a score of 0
 */
@JsonPropertyOrder({"key", "scores", "unscored"})
public record ScoreLine(
    String key, SortedMap<String, Double> scores, SortedMap<String, String> unscored) {

  /** Checks that every score is a number, and that no profile stands on both sides. */
  public ScoreLine {
    Objects.requireNonNull(key, "key");
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    unscored = Collections.unmodifiableSortedMap(new TreeMap<>(unscored));
    for (var score : scores.entrySet()) {
      if (!Double.isFinite(score.getValue()) || unscored.containsKey(score.getKey())) {
        throw new IllegalArgumentException(
            "sample " + key + " has no single number of profile " + score.getKey());
      }
    }
  }

  /** Whether a profile was tried. */
  public boolean has(String profile) {
    return scores.containsKey(profile) || unscored.containsKey(profile);
  }
}
