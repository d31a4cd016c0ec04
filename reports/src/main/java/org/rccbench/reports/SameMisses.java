package org.rccbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/**
 * Cells whose misses are mostly one and the same output: a model that says the same whatever it has
 * read fails in another way than one that errs.
 */
final class SameMisses {
  /** Of fewer misses nothing is said. */
  private static final int FEWEST = 4;

  private SameMisses() {}

  /** A remark for each such cell of the samples behind a row. */
  static List<String> of(List<SampleLine> lines) {
    Map<String, Map<String, Integer>> outputs = new TreeMap<>();
    for (SampleLine line : lines) {
      if (line.outcome() == Outcome.SCORED
          && line.scores().values().stream().allMatch(score -> score == 0)) {
        outputs
            .computeIfAbsent(name(line), c -> new TreeMap<>())
            .merge(line.output(), 1, Integer::sum);
      }
    }
    List<String> remarks = new ArrayList<>();
    outputs.forEach(
        (cell, counts) -> {
          int misses = counts.values().stream().mapToInt(Integer::intValue).sum();
          int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
          if (misses >= FEWEST && 2 * most > misses) {
            remarks.add("one output in " + most + " of " + misses + " misses at " + cell);
          }
        });
    return remarks;
  }

  private static String name(SampleLine line) {
    List<String> parts = new ArrayList<>();
    line.cell().forEach((name, value) -> parts.add(name + " " + value));
    if (line.mode() != null) {
      parts.add(line.mode());
    }
    return String.join(" ", parts);
  }
}
