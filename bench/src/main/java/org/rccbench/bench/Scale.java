package org.rccbench.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.rccbench.evaluators.Suite;
import org.rccbench.models.ModelSpec;
import org.rccbench.reports.paper.PaperScale;

/** The sizes in which {@code reproduce} comes, each a suite in the jar. */
enum Scale {
  /** About a minute: every step once. */
  QUICK("quick", PaperScale.MINI, "pythia-14m", 8192),
  /** Some minutes. */
  MINI("mini", PaperScale.MINI, "pythia-70m", 16_384),
  /** As mini with more samples. */
  MINI_FULL("mini-full", PaperScale.MINI, "pythia-70m", 16_384),
  /** Random weights in the paper's shapes: memory and time alone. */
  SHAPE("shape", PaperScale.SHAPE, null, 0),
  /** The paper's own models, in folders of the user's. */
  PAPER("paper", PaperScale.PAPER, null, 0);

  private static final long SHORTEST = 2048;

  private final String word;
  private final PaperScale paper;
  private final String shape;
  private final long longest;

  /**
   * @param shape of the curves of a suite that names none, or null for no curves then
   * @param longest context of these curves
   */
  Scale(String word, PaperScale paper, String shape, long longest) {
    this.word = word;
    this.paper = paper;
    this.shape = shape;
    this.longest = longest;
  }

  /**
   * The scale of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  static Scale named(String word) {
    return Arrays.stream(values())
        .filter(scale -> scale.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown scale \""
                        + word
                        + "\"; known: "
                        + Arrays.stream(values())
                            .map(Scale::word)
                            .collect(Collectors.joining(", "))));
  }

  /** The word on the command line. */
  String word() {
    return word;
  }

  /** What a run of this scale can say about a paper. */
  PaperScale paper() {
    return paper;
  }

  /** The suite's YAML. */
  String suite() throws IOException {
    String file = word + ".yaml";
    try (InputStream in = Scale.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The lines of the memory and time figure: those of the suite, else of random weights.
   *
   * @param device of the latter
   */
  List<CurvePlan> curves(Suite suite, String device) {
    if (!suite.curves().isEmpty() || shape == null) {
      return CurvePlan.of(suite);
    }
    String source = "shape:" + shape;
    List<Long> lengths = CurvePlan.doublings(SHORTEST, longest);
    return List.of(
        new CurvePlan(shape + " full", bf16("full", source, device), lengths, CurvePlan.SEED),
        new CurvePlan(
            shape + " rcc",
            bf16("rcc", "rcc:" + source + "," + source, device),
            lengths,
            CurvePlan.SEED));
  }

  private static ModelSpec bf16(String kind, String source, String device) {
    return ModelSpec.of(kind, source).withArithmetic("bf16", "auto", device);
  }
}
