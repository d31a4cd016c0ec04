package org.rccbench.datasets;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many examples of LongBench-E are published by set and bucket (LongBench/task.md of
 * github.com/THUDM/LongBench, "LongBench-E statistics").
 */
public final class PublishedCounts {
  private static final Map<String, Map<LongBenchBucket, Integer>> COUNTS = new TreeMap<>();

  static {
    put("hotpotqa", 100, 100, 100);
    put("2wikimqa", 100, 100, 100);
    put("multifieldqa_en", 67, 70, 13);
    put("qasper", 100, 100, 24);
    put("gov_report", 100, 100, 100);
    put("multi_news", 100, 100, 94);
    put("triviaqa", 100, 100, 100);
    put("samsum", 100, 100, 100);
    put("trec", 100, 100, 100);
    put("passage_retrieval_en", 100, 100, 100);
    put("passage_count", 100, 100, 100);
    put("lcc", 100, 100, 100);
    put("repobench-p", 100, 100, 100);
  }

  private PublishedCounts() {}

  private static void put(String set, int shorter, int middle, int longer) {
    COUNTS.put(
        set,
        Map.of(
            LongBenchBucket.SHORT, shorter,
            LongBenchBucket.MIDDLE, middle,
            LongBenchBucket.LONG, longer));
  }

  /** The published number; empty for a set that LongBench-E does not have. */
  public static Optional<Integer> of(String set, LongBenchBucket bucket) {
    // Files are named <set>_e, and rows may be.
    return Optional.ofNullable(COUNTS.get(set.replaceFirst("_e$", "")))
        .map(counts -> counts.get(bucket));
  }
}
