package org.rccbench.reports.paper;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.statistics.IndependentDifference;
import org.rccbench.evaluators.statistics.IndependentDifference.Estimate;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.OrdinaryLeastSquares;

/**
 * The measured points of one memory curve: peak above idle against context length. Each point is
 * one reading, so what is known about its error comes from the line through all of them.
 */
final class Curve {
  private static final double LEVEL = 0.95;
  private static final int LINE = 3;

  private final String role;
  private final List<Measurement> points;

  /** Keeps points that were measured, at least one. */
  Curve(String role, List<Measurement> points) {
    this.role = role;
    this.points = List.copyOf(points);
  }

  static void require(String model, Long tokens, String field) {
    Objects.requireNonNull(model, "measure.model or measure.against is missing");
    if (tokens == null || tokens < 0) {
      throw new IllegalArgumentException("measure." + field + " must be >= 0, was " + tokens);
    }
  }

  void requireGpu() {
    String device = points.get(0).device();
    if (device == null || !device.startsWith("cuda")) {
      throw UnmeasuredException.notComparable(
          "measured on " + device + ", the paper's bars are memory of a GPU");
    }
  }

  Curve within(long from, long to) {
    return new Curve(
        role, points.stream().filter(p -> from <= p.tokens() && p.tokens() <= to).toList());
  }

  /** One reading: an interval without width. */
  Measured reading(long tokens) {
    Measurement point =
        points.stream()
            .filter(p -> p.tokens() == tokens)
            .findFirst()
            .orElseThrow(
                () ->
                    UnmeasuredException.notRun(
                        "no point at " + tokens + " tokens in the curve of " + role));
    return measured(peak(point), peak(point), peak(point), "one reading");
  }

  /** Bytes a token. */
  Measured slope() {
    OrdinaryLeastSquares line = line(Curve::tokens, Curve::peak);
    Interval interval = line.slopeInterval(LEVEL);
    return measured(line.slope(), interval.low(), interval.high(), interval.method());
  }

  /** Bytes at a length, by the line. */
  Measured onLine(double tokens) {
    return at(line(p -> tokens(p) - tokens, Curve::peak));
  }

  /** Length at which the line reaches so many bytes. */
  Measured lengthAt(double bytes) {
    return at(line(p -> peak(p) - bytes, Curve::tokens));
  }

  static Measured ratio(Measured one, Measured other, String of) {
    if (!(one.interval().low() > 0 && other.interval().low() > 0)) {
      throw UnmeasuredException.inconclusive(
          "the interval of a "
              + of
              + " reaches 0: "
              + Plain.number(one.interval().low())
              + " and "
              + Plain.number(other.interval().low()));
    }
    Interval ratio =
        IndependentDifference.ofRatio(
            new Estimate(one.value(), one.interval()),
            new Estimate(other.value(), other.interval()));
    return new Measured(
        one.value() / other.value(), ratio, Optional.empty(), one.behind().plus(other.behind()));
  }

  private Measured at(OrdinaryLeastSquares line) {
    Interval interval = line.interceptInterval(LEVEL);
    return measured(line.intercept(), interval.low(), interval.high(), interval.method());
  }

  private OrdinaryLeastSquares line(
      ToDoubleFunction<Measurement> x, ToDoubleFunction<Measurement> y) {
    if (points.size() < LINE) {
      throw UnmeasuredException.inconclusive(
          "the curve of "
              + role
              + " has "
              + points.size()
              + " points there, a line with an interval needs three");
    }
    return OrdinaryLeastSquares.of(
        points.stream().mapToDouble(x).toArray(), points.stream().mapToDouble(y).toArray());
  }

  private Measured measured(double value, double low, double high, String method) {
    return new Measured(
        value,
        new Interval(low, high, LEVEL, method),
        Optional.empty(),
        new Measured.Behind(points.size(), points.size(), 0, 0));
  }

  private static double tokens(Measurement point) {
    return point.tokens();
  }

  private static double peak(Measurement point) {
    return (double) point.peak() - point.idle();
  }
}
