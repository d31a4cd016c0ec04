package org.rccbench.reports.paper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people: up to four significant digits, no exponent. */
public final class Plain {
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);

  private Plain() {}

  public static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded).toPlainString();
  }
}
