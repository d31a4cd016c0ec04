package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.List;

/**
 * What BLEU needs of each segment of a corpus: hypothesis length, reference length, clipped matches
 * and n-grams of orders 1 to 4.
 *
 * @param segments lists of ten numbers
 */
public record SacreBleuSegments(List<List<Integer>> segments) {
  static final int STATISTICS = 10;

  /** Copies the lists and checks their length. */
  public SacreBleuSegments {
    segments = segments.stream().map(List::copyOf).toList();
    if (segments.isEmpty() || segments.stream().anyMatch(s -> s.size() != STATISTICS)) {
      throw new IllegalArgumentException(
          "a corpus needs segments of " + STATISTICS + " numbers each, got " + segments);
    }
  }

  /** Counts a corpus. */
  public static SacreBleuSegments of(
      SacreBleu bleu, List<String> hypotheses, List<List<String>> references) {
    if (hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          hypotheses.size() + " hypotheses but references for " + references.size());
    }
    List<List<Integer>> segments = new ArrayList<>();
    for (int i = 0; i < hypotheses.size(); i++) {
      segments.add(bleu.matches(hypotheses.get(i), references.get(i)).statistics());
    }
    return new SacreBleuSegments(segments);
  }

  int size() {
    return segments.size();
  }

  void addTo(int[] sum, int segment) {
    List<Integer> statistics = segments.get(segment);
    for (int i = 0; i < STATISTICS; i++) {
      sum[i] += statistics.get(i);
    }
  }

  int[] sum() {
    int[] sum = new int[STATISTICS];
    for (int i = 0; i < size(); i++) {
      addTo(sum, i);
    }
    return sum;
  }
}
