package org.rccbench.evaluators;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys that every task of a suite has.
 *
 * @param task name of the task
 * @param models names of the models to ask, or null for all
 * @param timeoutSeconds how long a sample may take, its context's reading included, or null for as
 *     long as it takes; in the suite {@code timeout_seconds}
 * @param truncation what becomes of contexts that are too long for a model that does not compress:
 *     {@code middle}, {@code left}, {@code refuse} or {@code skip}; default nothing, and lines are
 *     marked as beyond the window
 * @param contextLimit decoder positions from which on they are too long, prompt and answer
 *     included, default what the model was trained with; in the suite {@code context_limit}
 */
record TaskHead(
    String task,
    List<String> models,
    Double timeoutSeconds,
    String truncation,
    Integer contextLimit) {

  private static final double LONGEST = 1e9;

  TaskHead {
    Objects.requireNonNull(task, "task is missing: say which task this is");
    if (timeoutSeconds != null && !(timeoutSeconds > 0 && timeoutSeconds < LONGEST)) {
      throw new IllegalArgumentException(
          "timeout_seconds must be > 0 and < 1e9, was " + timeoutSeconds);
    }
    if (truncation != null) {
      Truncation.Mode.named(truncation);
    }
    if (contextLimit != null && truncation == null) {
      throw new IllegalArgumentException(
          "context_limit says where truncation begins: set truncation, too");
    }
    Checks.positive("context_limit", contextLimit == null ? 1 : contextLimit);
    models = models == null ? null : Checks.distinct("models", models);
  }

  /** The truncation asked for. */
  Optional<Truncation> truncated() {
    return Optional.ofNullable(truncation)
        .map(
            mode -> new Truncation(Truncation.Mode.named(mode), Optional.ofNullable(contextLimit)));
  }
}
