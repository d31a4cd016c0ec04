package org.rccbench.evaluators.predictions;

/** What is wrong with a field of one line. */
final class BadFieldException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * A fault.
   *
   * @param field the field, or nothing where the line as a whole is bad
   */
  BadFieldException(String field, String message) {
    super(message);
    this.field = field;
  }

  String field() {
    return field;
  }
}
