package org.rccbench.evaluators;

import java.util.List;
import java.util.Objects;

/**
 * The keys that every task of a suite has.
 *
 * @param task name of the task
 * @param models names of the models to ask, or null for all
 */
record TaskHead(String task, List<String> models) {

  TaskHead {
    Objects.requireNonNull(task, "task is missing: say which task this is");
    models = models == null ? null : Checks.distinct("models", models);
  }
}
