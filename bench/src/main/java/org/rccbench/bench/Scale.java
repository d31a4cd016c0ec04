package org.rccbench.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.rccbench.models.ModelSpec;

/**
 * The sizes in which {@code reproduce} comes; weights are random in both, so nothing is fetched.
 */
enum Scale {
  /** About a minute: every step once. */
  QUICK("pythia-14m", 2048, 8192, 8192),
  /** Some minutes. */
  MINI("pythia-70m", 2048, 16_384, 16_384);

  private static final long SEED = 1;

  private final String shape;
  private final long from;
  private final long fullTo;
  private final long rccTo;

  Scale(String shape, long from, long fullTo, long rccTo) {
    this.shape = shape;
    this.from = from;
    this.fullTo = fullTo;
    this.rccTo = rccTo;
  }

  /** The suite's YAML. */
  String suite() throws IOException {
    String file = name().toLowerCase(Locale.ROOT) + ".yaml";
    try (InputStream in = Scale.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The lines of the memory and time figure. */
  List<CurvePlan> curves() {
    String source = "shape:" + shape;
    return List.of(
        new CurvePlan(
            shape + " full", bf16("full", source), CurvePlan.doublings(from, fullTo), SEED),
        new CurvePlan(
            shape + " rcc",
            bf16("rcc", "rcc:" + source + "," + source),
            CurvePlan.doublings(from, rccTo),
            SEED));
  }

  private static ModelSpec bf16(String kind, String source) {
    ModelSpec spec = ModelSpec.of(kind, source);
    return new ModelSpec(
        kind,
        source,
        "bf16",
        spec.weightForm(),
        spec.device(),
        spec.rate(),
        spec.window(),
        spec.compat(),
        spec.levelRule(),
        spec.windowBatch(),
        spec.segmentCacheBytes(),
        spec.seed());
  }
}
