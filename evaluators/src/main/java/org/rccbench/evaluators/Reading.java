package org.rccbench.evaluators;

import java.util.List;
import java.util.Objects;
import org.rccbench.datasets.Context;

/**
 * A context with all prompts about it; a model reads it once.
 *
 * @param context what the model reads
 * @param requests at least one
 */
public record Reading(Context context, List<Request> requests) {

  /** Checks and copies. */
  public Reading {
    Objects.requireNonNull(context, "context");
    requests = List.copyOf(requests);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("a context without a request need not be read");
    }
  }
}
