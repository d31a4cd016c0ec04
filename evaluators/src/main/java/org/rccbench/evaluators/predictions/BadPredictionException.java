package org.rccbench.evaluators.predictions;

/** A line of a prediction file is not what it has to be. The message names file, line and field. */
public final class BadPredictionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadPredictionException(String file, long line, BadFieldException bad) {
    super(
        file
            + ":"
            + line
            + (bad.field().isEmpty() ? ": " : ": field " + bad.field() + ": ")
            + bad.getMessage(),
        bad);
  }
}
