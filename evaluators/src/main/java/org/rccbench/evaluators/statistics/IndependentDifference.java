package org.rccbench.evaluators.statistics;

/**
 * Intervals of the difference and the ratio of two independent estimates from the interval of each
 * (Zou and Donner 2008, "Construction of confidence limits about effect measures: a general
 * approach"; for two proportions with Wilson's intervals it is Newcombe's 1998 method 10).
 */
public final class IndependentDifference {
  private IndependentDifference() {}

  /**
   * An estimate with its interval.
   *
   * @param value the estimate, within the interval
   * @param interval its interval
   */
  public record Estimate(double value, Interval interval) {
    /** Checks that the value lies in its interval, up to rounding. */
    public Estimate {
      double slack = 1e-9 * (1 + Math.abs(value));
      if (!(interval.low() - slack <= value && value <= interval.high() + slack)) {
        throw new IllegalArgumentException("the estimate " + value + " lies outside " + interval);
      }
    }

    double below() {
      return Math.max(0, value - interval.low());
    }

    double above() {
      return Math.max(0, interval.high() - value);
    }

    private Estimate log() {
      Interval ends =
          new Interval(
              Math.log(interval.low()),
              Math.log(interval.high()),
              interval.level(),
              interval.method());
      return new Estimate(Math.log(value), ends);
    }
  }

  /** The interval of {@code one - other}, at the level that both have. */
  public static Interval of(Estimate one, Estimate other) {
    double level = one.interval.level();
    if (level != other.interval.level()) {
      throw new IllegalArgumentException(
          "both intervals must have one level, got " + level + " and " + other.interval.level());
    }
    double difference = one.value - other.value;
    return new Interval(
        difference - Math.hypot(one.below(), other.above()),
        difference + Math.hypot(one.above(), other.below()),
        level,
        one.interval.method() + ", independent");
  }

  /**
   * The interval of {@code one / other}, by the difference of their logarithms.
   *
   * @throws IllegalArgumentException if an interval is not wholly above 0
   */
  public static Interval ofRatio(Estimate one, Estimate other) {
    if (!(one.interval.low() > 0 && other.interval.low() > 0)) {
      throw new IllegalArgumentException(
          "a ratio needs intervals above 0, got " + one.interval + " and " + other.interval);
    }
    Interval logs = of(one.log(), other.log());
    return new Interval(
        Math.exp(logs.low()), Math.exp(logs.high()), logs.level(), logs.method() + ", ratio");
  }
}
