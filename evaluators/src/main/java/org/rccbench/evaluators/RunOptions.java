package org.rccbench.evaluators;

import java.util.OptionalLong;

/**
 * How a suite is run; none of it changes what a sample's line says.
 *
 * @param workers how many contexts are read at the same time, each by a thread of its own
 * @param retries how often a sample that failed in an earlier run is tried again in this one, until
 *     it no longer fails; 0 leaves it as it is
 * @param maxFailures after how many failures in a row the run stops
 * @param limit at most the first so many samples of each task for each model; the run is not
 *     finished then
 */
public record RunOptions(int workers, int retries, int maxFailures, OptionalLong limit) {

  /** One worker, one more try, 20 failures in a row, no limit. */
  public static final RunOptions DEFAULT = new RunOptions(1, 1, 20, OptionalLong.empty());

  /** Checks the numbers. */
  public RunOptions {
    Checks.positive("workers", workers);
    Checks.notNegative("retry", retries);
    Checks.positive("max-failures", maxFailures);
    Checks.positive("limit", limit.orElse(1));
  }

  /** So many samples, or the limit where there are more. */
  long atMost(long samples) {
    return Math.min(samples, limit.orElse(Long.MAX_VALUE));
  }

  /** The same with another number of workers. */
  public RunOptions withWorkers(int count) {
    return new RunOptions(count, retries, maxFailures, limit);
  }

  /** The same with other tries of what failed before. */
  public RunOptions withRetries(int count) {
    return new RunOptions(workers, count, maxFailures, limit);
  }

  /** The same with a limit. */
  public RunOptions withLimit(long samples) {
    return new RunOptions(workers, retries, maxFailures, OptionalLong.of(samples));
  }

  /** The same with another patience. */
  public RunOptions withMaxFailures(int count) {
    return new RunOptions(workers, retries, count, limit);
  }
}
