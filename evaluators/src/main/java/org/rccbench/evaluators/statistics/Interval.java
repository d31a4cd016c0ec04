package org.rccbench.evaluators.statistics;

import java.util.Objects;

/**
 * An interval that covers the true value at a confidence level.
 *
 * @param low lower end
 * @param high upper end
 * @param level confidence, such as 0.95
 * @param method how it was made, such as {@code wilson} or {@code percentile bootstrap of 10000
 *     over contexts, seed 7}
 */
public record Interval(double low, double high, double level, String method) {

  /** Checks the order of the ends and the level; NaN is refused. */
  public Interval {
    Objects.requireNonNull(method, "method");
    if (!(low <= high)) {
      throw new IllegalArgumentException("interval ends are no interval: " + low + ", " + high);
    }
    checkLevel(level);
  }

  /** Whether a value lies inside, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** The interval of a value that is measured in another unit. */
  Interval times(double factor) {
    return new Interval(factor * low, factor * high, level, method);
  }

  static void checkLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must lie between 0 and 1, was " + level);
    }
  }
}
