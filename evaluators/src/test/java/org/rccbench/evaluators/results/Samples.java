package org.rccbench.evaluators.results;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sample lines for tests. */
public final class Samples {

  private Samples() {}

  /** A scored sample. */
  public static SampleLine scored(String key, String context, Map<String, Double> scores) {
    return line(key, context, new TreeMap<>(scores), Outcome.SCORED, null);
  }

  /** A sample without a score. */
  public static SampleLine unscored(String key, String context, Outcome outcome) {
    return line(key, context, new TreeMap<>(), outcome, "for a test");
  }

  private static SampleLine line(
      String key, String context, SortedMap<String, Double> scores, Outcome outcome, String why) {
    return new SampleLine(
        "s-" + key,
        key,
        "reconstruction",
        1,
        "echo",
        true,
        null,
        new TreeMap<>(Map.of("position", "300")),
        context,
        "prompt",
        "line one\nline \u2028 two \ud83d\ude00 and half \ud83d",
        List.of(1, 2, 3),
        null,
        List.of("reference"),
        scores,
        new TreeMap<>(Map.of("wrong", 3)),
        List.of("beyond-window"),
        new TreeMap<>(Map.of("given", 2048L, "rateReal", 31.5, "notes", "")),
        outcome,
        why,
        new TreeMap<>(Map.of("encodeNanos", System.nanoTime())));
  }
}
