package org.rccbench.datasets;

/** A data file holds a {@link BadLine} that is not to be skipped, or cannot be. */
public final class BadLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient BadLine badLine;

  private BadLineException(BadLine badLine, String advice) {
    super(badLine.message() + "; " + advice);
    this.badLine = badLine;
  }

  /** Bad lines are not to be skipped. */
  static BadLineException refused(BadLine badLine) {
    return new BadLineException(
        badLine, "correct the " + badLine.unit() + " or ask to skip bad lines");
  }

  /** Nothing after the line can be read, so that it cannot be skipped either. */
  static BadLineException atTheEndOfWhatCanBeRead(BadLine badLine) {
    return new BadLineException(
        badLine, "nothing after it can be read, skipping does not help; correct the file");
  }

  /** Which line, and why; null only in a deserialised copy. */
  public BadLine badLine() {
    return badLine;
  }
}
