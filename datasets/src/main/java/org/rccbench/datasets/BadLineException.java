package org.rccbench.datasets;

/** A data file holds a {@link BadLine} and bad lines are not to be skipped. */
public final class BadLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient BadLine badLine;

  BadLineException(BadLine badLine) {
    super(badLine.message() + "; correct the line or ask to skip bad lines");
    this.badLine = badLine;
  }

  /** Which line, and why; null only in a deserialised copy. */
  public BadLine badLine() {
    return badLine;
  }
}
