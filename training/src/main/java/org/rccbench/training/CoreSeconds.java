package org.rccbench.training;

import java.time.Duration;

/**
 * Processor time that a run has taken in all its processes, all threads together: what a run costs,
 * whatever else the machine does. Time spent on validation is left out.
 */
final class CoreSeconds {
  private final double before;
  private double excluded;
  private double start = now();

  /**
   * @param before of the run's earlier processes
   */
  CoreSeconds(double before) {
    this.before = before;
  }

  /** Processor time of this process so far; the system counts in steps of about 10 ms. */
  static double now() {
    Duration used =
        ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "this system does not tell how much processor time a process takes"));
    return used.toNanos() / 1e9;
  }

  double total() {
    return before + now() - start - excluded;
  }

  /** Does something whose time does not count. */
  void excluding(Runnable action) {
    double begin = now();
    try {
      action.run();
    } finally {
      excluded += now() - begin;
    }
  }
}
