package org.rccbench.evaluators.predictions;

import java.util.Objects;
import java.util.Optional;
import org.rccbench.evaluators.scorers.ScoringInput;

/**
 * One line of a prediction file.
 *
 * @param line its number, from 1
 * @param context what was read, the unit of intervals; empty where the line is a unit of its own
 * @param input what a scorer looks at
 */
public record Prediction(long line, Optional<String> context, ScoringInput input) {
  /** Checks that nothing is missing. */
  public Prediction {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(input, "input");
  }
}
