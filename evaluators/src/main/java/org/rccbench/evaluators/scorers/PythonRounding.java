package org.rccbench.evaluators.scorers;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How published scorers round: Python and numpy differ, and both differ from Java's habits. */
final class PythonRounding {
  private static final int DIGITS = 2;
  private static final double HUNDRED = 100;

  private PythonRounding() {}

  /** {@code round(x, 2)}: the exact binary value, ties to even, the sign of zero kept. */
  static double toHundredths(double x) {
    if (!Double.isFinite(x)) {
      return x;
    }
    double rounded = new BigDecimal(x).setScale(DIGITS, RoundingMode.HALF_EVEN).doubleValue();
    return Math.copySign(rounded, x);
  }

  /** {@code numpy.round(x, 2)}: scaled and rounded in double, so 2.675 becomes 2.68. */
  static double toHundredthsAsNumpy(double x) {
    return Math.rint(x * HUNDRED) / HUNDRED;
  }

  /** {@code round(x)}: ties to even. */
  static long toInteger(double x) {
    return (long) Math.rint(x);
  }

  /** {@code f"{x:.Nf}"}: the exact binary value, ties to even, the sign of zero kept. */
  static String format(double x, int digits) {
    BigDecimal rounded = new BigDecimal(x).setScale(digits, RoundingMode.HALF_EVEN);
    String text = rounded.toPlainString();
    return rounded.signum() == 0 && Math.copySign(1, x) < 0 ? "-" + text : text;
  }
}
