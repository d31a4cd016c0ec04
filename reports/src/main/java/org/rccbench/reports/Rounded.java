package org.rccbench.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The one way in which numbers are rounded: half up on their exact decimal value. */
final class Rounded {
  private Rounded() {}

  static String of(double value, int digits) {
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }
}
