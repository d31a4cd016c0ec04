package org.rccbench.bench;

import org.rccbench.evaluators.statistics.Resampling;
import picocli.CommandLine.Option;

/** How intervals are drawn. */
final class ResamplingOptions {
  private static final double LEVEL = 0.95;
  private static final int MOST = 10_000;
  private static final int FEWEST = 1000;
  private static final int DRAWS = 20_000_000;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description =
          "Resamples of an interval (10000; of more than 2000 contexts fewer, but at least 1000).")
  private Integer resamples;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of resampling (${DEFAULT-VALUE}).")
  private long seed;

  /** Resampling of so many contexts. */
  Resampling over(int contexts) {
    int usual = Math.max(FEWEST, Math.min(MOST, DRAWS / Math.max(1, contexts)));
    return new Resampling(resamples == null ? usual : resamples, seed, LEVEL);
  }
}
