package org.rccbench.bench;

import org.rccbench.evaluators.RunOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a suite is run. */
final class RunnerOptions {
  @Mixin private WorkersOption workers;

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
    RunOptions options = RunOptions.DEFAULT.withRetries(retries).withMaxFailures(maxFailures);
    return workers.in(limit == null ? options : options.withLimit(limit));
  }
}
