package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Ranges of length: from an edge on, under the next one, as LongBench-E draws them (THUDM/LongBench
 * eval.py, scorer_e).
 *
 * @param edges rising, each above 0
 */
record LengthBuckets(List<Integer> edges) {
  private static final int THOUSAND = 1000;

  /** Those of arXiv 2406.06110, Table 2. */
  static final LengthBuckets PAPER = new LengthBuckets(List.of(2000, 4000, 8000));

  LengthBuckets {
    List<Integer> sorted = new ArrayList<>(edges);
    Collections.sort(sorted);
    if (edges.isEmpty() || !sorted.equals(edges) || sorted.get(0) < 1) {
      throw new IllegalArgumentException(
          "buckets must be rising edges of length, each above 0, was " + edges);
    }
    edges = Checks.distinct("buckets", edges);
  }

  /** The name of a length's bucket, such as {@code 2-4k} or, of other edges, {@code 256-512}. */
  String of(long length) {
    boolean thousands = edges.stream().allMatch(edge -> edge % THOUSAND == 0);
    int divisor = thousands ? THOUSAND : 1;
    String unit = thousands ? "k" : "";
    int from = 0;
    for (int edge : edges) {
      if (length < edge) {
        return from / divisor + "-" + edge / divisor + unit;
      }
      from = edge;
    }
    return from / divisor + unit + "+";
  }
}
