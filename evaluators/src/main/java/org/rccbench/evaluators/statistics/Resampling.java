package org.rccbench.evaluators.statistics;

/**
 * How a bootstrap draws.
 *
 * @param resamples number of resamples
 * @param seed seed of the generator
 * @param level confidence of the interval
 */
public record Resampling(int resamples, long seed, double level) {

  /** Name of the seed among the seeds of a run. */
  public static final String SEED = "bootstrap";

  /** The seed where a suite names none. */
  public static final long DEFAULT_SEED = 3;

  /** Checks the numbers. */
  public Resampling {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be >= 1, was " + resamples);
    }
    Interval.checkLevel(level);
  }

  /** 10,000 resamples and 95 %. */
  public static Resampling seeded(long seed) {
    return new Resampling(10_000, seed, 0.95);
  }
}
