package org.rccbench.models.internal.external;

/** An answer from outside is not what it must be. */
final class MalformedAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedAnswerException(String message) {
    super(message);
  }
}
