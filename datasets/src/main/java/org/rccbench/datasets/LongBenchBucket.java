package org.rccbench.datasets;

import java.util.Arrays;

/**
 * LongBench-E's buckets of length, by the field {@code length} (LongBench/eval.py, scorer_e): under
 * 4,000, under 8,000, and the rest.
 */
public enum LongBenchBucket {
  /** Under 4,000. */
  SHORT("0-4k", 4000),
  /** From 4,000, under 8,000. */
  MIDDLE("4-8k", 8000),
  /** From 8,000. */
  LONG("8k+", Long.MAX_VALUE);

  private final String label;
  private final long end;

  LongBenchBucket(String label, long end) {
    this.label = label;
    this.end = end;
  }

  /** The bucket of a length as the file states it. */
  public static LongBenchBucket of(long length) {
    if (length < SHORT.end) {
      return SHORT;
    }
    return length < MIDDLE.end ? MIDDLE : LONG;
  }

  static LongBenchBucket labelled(String label) {
    return Arrays.stream(values())
        .filter(bucket -> bucket.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no LongBench-E bucket \"" + label + "\""));
  }

  /** The name that LongBench's results have. */
  public String label() {
    return label;
  }
}
