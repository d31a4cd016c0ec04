package org.rccbench.evaluators.scorers;

import java.util.Objects;

/** A published scorer gives no number for this input: it raises. Never to be counted as 0. */
public final class UndefinedScoreException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String pythonName;

  /**
   * An input without a score.
   *
   * @param pythonName the exception that the published code raises, such as {@code
   *     ZeroDivisionError}
   * @param message what is wrong with the input
   */
  public UndefinedScoreException(String pythonName, String message) {
    super(message + " (" + pythonName + " in the published code)");
    this.pythonName = Objects.requireNonNull(pythonName, "pythonName");
  }

  /** The exception that the published code raises. */
  public String pythonName() {
    return pythonName;
  }
}
