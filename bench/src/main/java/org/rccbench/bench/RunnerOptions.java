package org.rccbench.bench;

import java.util.OptionalLong;
import org.rccbench.evaluators.RunOptions;
import picocli.CommandLine.Option;

/** The options that say how a suite is run. */
final class RunnerOptions {
  @Option(
      names = "--workers",
      defaultValue = "1",
      paramLabel = "N",
      description = {
        "Contexts that are read at the same time (${DEFAULT-VALUE}), each by one thread; each"
            + " needs",
        "its own decoder cache. The samples are the same for any number."
      })
  private int workers;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = {
        "Stops each task of each model behind its first N samples; without it the same folder goes",
        "on."
      })
  private Long limit;

  @Option(
      names = "--retry",
      defaultValue = "1",
      paramLabel = "N",
      description = "How often a sample that failed in an earlier run is tried (${DEFAULT-VALUE}).")
  private int retries;

  @Option(
      names = "--max-failures",
      defaultValue = "20",
      paramLabel = "N",
      description = "Failures in a row that stop the run (${DEFAULT-VALUE}).")
  private int maxFailures;

  RunOptions options() {
    return new RunOptions(
        workers,
        retries,
        maxFailures,
        limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
  }
}
