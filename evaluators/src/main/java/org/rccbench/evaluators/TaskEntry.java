package org.rccbench.evaluators;

import java.util.List;
import java.util.Objects;

/**
 * A task of a suite with the models that it asks.
 *
 * @param task the task with its options
 * @param models names of models of the suite
 */
public record TaskEntry(Task task, List<String> models) {

  /** Checks and copies. */
  public TaskEntry {
    Objects.requireNonNull(task, "task");
    models = List.copyOf(models);
  }
}
