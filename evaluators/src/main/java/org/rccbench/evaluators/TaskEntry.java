package org.rccbench.evaluators;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A task of a suite with the models that it asks.
 *
 * @param task the task with its options
 * @param models names of models of the suite
 * @param timeout how long a sample may take, the reading of its context included; empty for as long
 *     as it takes
 * @param truncation what becomes of contexts that are too long; empty for nothing
 */
public record TaskEntry(
    Task task, List<String> models, Optional<Duration> timeout, Optional<Truncation> truncation) {

  /** Checks and copies. */
  public TaskEntry {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(truncation, "truncation");
    models = List.copyOf(models);
  }

  /** A reading as a model gets it. */
  public Reading shown(Reading reading, Subject subject) {
    Reading own = subject.hasOtherTokens() ? OwnTokens.reading(reading, subject) : reading;
    return truncation.map(rule -> rule.applied(own, subject, task.forcesReference())).orElse(own);
  }
}
