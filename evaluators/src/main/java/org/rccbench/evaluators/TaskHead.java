package org.rccbench.evaluators;

import java.util.List;
import java.util.Objects;

/**
 * The keys that every task of a suite has.
 *
 * @param task name of the task
 * @param models names of the models to ask, or null for all
 * @param timeoutSeconds how long a sample may take, its context's reading included, or null for as
 *     long as it takes; in the suite {@code timeout_seconds}
 */
record TaskHead(String task, List<String> models, Double timeoutSeconds) {

  private static final double LONGEST = 1e9;

  TaskHead {
    Objects.requireNonNull(task, "task is missing: say which task this is");
    if (timeoutSeconds != null && !(timeoutSeconds > 0 && timeoutSeconds < LONGEST)) {
      throw new IllegalArgumentException(
          "timeout_seconds must be > 0 and < 1e9, was " + timeoutSeconds);
    }
    models = models == null ? null : Checks.distinct("models", models);
  }
}
