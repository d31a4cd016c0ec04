package org.rccbench.evaluators.results;

import java.util.List;
import java.util.SortedMap;

/** Points of a curve with nothing in them but what a test asks about. */
public final class Points {
  private Points() {}

  /** A point of idle 1 and peak 2 bytes; of neither, where it was not measured. */
  public static Measurement point(String model, long tokens, Outcome outcome, String why) {
    return point(model, tokens, outcome, outcome == Outcome.SCORED ? 2L : null, why);
  }

  /** The same with this peak. */
  public static Measurement point(
      String model, long tokens, Outcome outcome, Long peak, String why) {
    return of(model, tokens, peak, outcome, why, null);
  }

  /** A point that another program measured. */
  public static Measurement peer(String model, long tokens, SortedMap<String, String> program) {
    return of(model, tokens, 2L, Outcome.SCORED, null, program);
  }

  private static Measurement of(
      String model,
      long tokens,
      Long peak,
      Outcome outcome,
      String why,
      SortedMap<String, String> program) {
    Long idle = peak == null ? null : 1L;
    return new Measurement(
        model, "rcc", "shape:x", false, "f32", "cpu", 32, tokens, idle, peak, null, null, null,
        null, null, null, null, null, List.of(), outcome, why, program);
  }
}
