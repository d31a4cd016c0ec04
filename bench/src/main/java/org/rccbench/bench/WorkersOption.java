package org.rccbench.bench;

import org.rccbench.evaluators.RunOptions;
import picocli.CommandLine.Option;

/** How many contexts of a run are read at the same time. */
final class WorkersOption {
  @Option(
      names = "--workers",
      defaultValue = "1",
      paramLabel = "N",
      description = {
        "Contexts that are read at the same time (${DEFAULT-VALUE}), each by one thread; each"
            + " needs",
        "its own decoder cache. The samples are the same for any number, their times are not."
      })
  private int workers;

  /** The options with this number of workers. */
  RunOptions in(RunOptions options) {
    return options.withWorkers(workers);
  }

  /** The option again, as typed; nothing where it is the default. */
  void addTo(CommandWords words) {
    words.addIf(workers != 1, "--workers", workers);
  }
}
