package org.rccbench.bench.jmh;

import java.util.Locale;
import java.util.Objects;

/**
 * One claim of a gate: that two contenders answer the same.
 *
 * @param claim which contenders, and in what they must agree
 * @param same whether all that must be equal is equal (ids, names, counts)
 * @param difference largest difference of what may differ; NaN never passes
 * @param tolerance the largest that is allowed
 */
record Agreement(String claim, boolean same, double difference, double tolerance) {

  /** Checks the claim's own form. */
  Agreement {
    Objects.requireNonNull(claim, "claim");
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must be >= 0, was " + tolerance);
    }
  }

  /** A claim of equality alone. */
  static Agreement equal(String claim, Object first, Object second) {
    return new Agreement(claim, first.equals(second), 0, 0);
  }

  boolean holds() {
    return same && difference <= tolerance;
  }

  /**
   * Stops a benchmark whose contenders differ.
   *
   * @throws IllegalStateException if the claim does not hold
   */
  void require() {
    if (!holds()) {
      throw new IllegalStateException(
          line() + "; a time would compare different work: mend the contender, or leave it out");
    }
  }

  /** One line for a person. */
  String line() {
    String numbers =
        tolerance == 0
            ? ""
            : String.format(
                Locale.ROOT, ", largest difference %.2e of %.0e", difference, tolerance);
    return (holds() ? "agree   " : "DIFFER  ") + claim + (same ? "" : ", not equal") + numbers;
  }
}
