package org.rccbench.reports.paper;

import java.util.Optional;
import org.rccbench.evaluators.statistics.Interval;

/**
 * A number that a run measured for a row.
 *
 * @param value the number, in the row's unit
 * @param interval its 95 % interval
 * @param spread standard deviation of contexts' scores, where there are any
 * @param behind what stands behind it
 */
record Measured(double value, Interval interval, Optional<Double> spread, Behind behind) {

  /**
   * Counts behind a number.
   *
   * @param contexts contexts with a score; of a difference, on both sides; or points of a curve
   * @param samples samples with a score
   * @param failed samples that failed
   * @param skipped samples that were not asked, or that lack the score
   */
  record Behind(int contexts, int samples, int failed, int skipped) {
    static final Behind NONE = new Behind(0, 0, 0, 0);

    Behind plus(Behind other) {
      return new Behind(
          contexts + other.contexts,
          samples + other.samples,
          failed + other.failed,
          skipped + other.skipped);
    }

    /** Samples that were planned and have no score. */
    int missing() {
      return failed + skipped;
    }
  }

  /** The number in another unit, less a constant. */
  Measured scaled(double factor, double less) {
    double low = factor * interval.low() - less;
    double high = factor * interval.high() - less;
    return new Measured(
        factor * value - less,
        new Interval(low, high, interval.level(), interval.method()),
        spread.map(s -> factor * s),
        behind);
  }
}
