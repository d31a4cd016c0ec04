package org.rccbench.datasets;

/** Why a line cannot be read, before it is known which line of which file it is. */
final class BadField extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  BadField(String field, String why) {
    super(why);
    this.field = field;
  }

  /** The field at fault, or empty where the line as a whole is. */
  String field() {
    return field;
  }
}
