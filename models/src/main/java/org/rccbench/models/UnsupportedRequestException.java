package org.rccbench.models;

/**
 * A model cannot do what it is asked, whatever the sample: it does not score, or reads no context
 * of this length. That is no failure; the sample is skipped for this reason.
 */
public final class UnsupportedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The reason in one line, the same in every run. */
  public UnsupportedRequestException(String message) {
    super(message);
  }
}
