package org.rccbench.evaluators;

/** A run was stopped because sample after sample failed; what is scored stays. */
public final class TooManyFailuresException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyFailuresException(String message) {
    super(message);
  }
}
