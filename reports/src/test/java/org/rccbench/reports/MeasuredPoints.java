package org.rccbench.reports;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.Outcome;

/** Points of two models with round numbers, and one of each way not to be measured. */
final class MeasuredPoints {
  private static final long MIB = 1 << 20;

  private MeasuredPoints() {}

  static List<Measurement> list() {
    return List.of(
        scored("pythia", false, 2048, 300 * MIB),
        scored("pythia", false, 4096, 500 * MIB),
        scored("rcc|<b>x</b>", true, 2048, 400 * MIB),
        scored("rcc|<b>x</b>", true, 4096, 410 * MIB),
        missing("pythia", 8192, Outcome.FAILED, "out of memory: killed by signal 9"),
        missing("pythia", 16384, Outcome.SKIPPED, "needs 900 MiB, available 800 MiB"));
  }

  static Measurement scored(String model, boolean trained, long tokens, long peak) {
    return new Measurement(
        model,
        "full",
        "shape:x",
        trained,
        "f32",
        "cpu",
        1,
        tokens,
        100 * MIB,
        peak,
        50 * MIB,
        tokens * 1024,
        0L,
        0L,
        tokens * 1_000_000,
        5_000_000L,
        30_000_000L,
        15,
        tokens > 2048 ? List.of("beyond-window") : List.of(),
        Outcome.SCORED,
        null,
        null);
  }

  /** A point that another program measured. */
  static Measurement peer(String model, long tokens, long peak, String torch) {
    Measurement own = scored(model, false, tokens, peak);
    return new Measurement(
        model,
        "huggingface",
        own.source(),
        false,
        "bf16, plain weights",
        "cpu",
        1,
        tokens,
        own.idle(),
        peak,
        own.weightBytes(),
        own.kvBytes(),
        0L,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Outcome.SCORED,
        null,
        new TreeMap<>(Map.of("torch", torch, "threads", "1")));
  }

  /** A point of which only the times count, in nanoseconds. */
  static Measurement timed(long read, long question) {
    return new Measurement(
        "m",
        "full",
        "s",
        true,
        "f32",
        "cpu",
        1,
        2048,
        1L,
        2L,
        null,
        null,
        null,
        0L,
        read,
        question,
        0L,
        15,
        List.of(),
        Outcome.SCORED,
        null,
        null);
  }

  static Measurement missing(String model, long tokens, Outcome outcome, String why) {
    return new Measurement(
        model, "full", "shape:x", false, null, "cpu", 1, tokens, null, null, null, null, null, null,
        null, null, null, null, List.of(), outcome, why, null);
  }
}
