package org.rccbench.reports;

/**
 * What the numbers of a column are, read from the end of the column's name. Files with full
 * precision keep the stored unit; a table for people shows the friendlier one.
 */
enum Unit {
  BYTES(" [bytes]", " [MiB]", 1.0 / (1 << 20), 1),
  NANOS(" [ns]", " [s]", 1e-9, 3),
  PER_SECOND(" [1/s]", " [1/s]", 1, 1),
  PLAIN("", "", 1, 3);

  private final String stored;
  private final String shown;
  private final double scale;
  private final int digits;

  Unit(String stored, String shown, double scale, int digits) {
    this.stored = stored;
    this.shown = shown;
    this.scale = scale;
    this.digits = digits;
  }

  static Unit of(String column) {
    for (Unit unit : values()) {
      if (column.endsWith(unit.stored)) {
        return unit;
      }
    }
    return PLAIN;
  }

  /** The column's name with the unit that people read. */
  String heading(String column) {
    return column.substring(0, column.length() - stored.length()) + shown;
  }

  /** The number as people read it. */
  String round(double value) {
    return Rounded.of(value * scale, digits);
  }
}
