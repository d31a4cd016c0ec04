package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The median slope through points (Theil 1950, Sen 1968), which a few bad points do not move.
 *
 * @param slope median of the slopes of all pairs with different x
 * @param intercept median y less slope times median x
 * @param jointIntercept median of y less slope times x
 * @param slopeInterval interval of the slope from the distribution of Kendall's statistic
 */
public record TheilSen(
    double slope, double intercept, double jointIntercept, Interval slopeInterval) {

  /**
   * Fits points.
   *
   * @throws IllegalArgumentException if there are no two different x
   */
  public static TheilSen of(double[] x, double[] y, double level) {
    Interval.checkLevel(level);
    double[] slopes = slopes(x, y);
    double slope = Summary.quantile(slopes, 0.5);
    double[] rests = IntStream.range(0, x.length).mapToDouble(i -> y[i] - slope * x[i]).toArray();
    return new TheilSen(
        slope,
        Summary.quantile(y, 0.5) - slope * Summary.quantile(x, 0.5),
        Summary.quantile(rests, 0.5),
        interval(slopes, deviation(x, y), level));
  }

  private static double[] slopes(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " x but " + y.length + " y");
    }
    double[] slopes =
        IntStream.range(0, x.length)
            .boxed()
            .flatMapToDouble(
                i ->
                    IntStream.range(0, x.length)
                        .filter(j -> x[j] > x[i])
                        .mapToDouble(j -> (y[j] - y[i]) / (x[j] - x[i])))
            .sorted()
            .toArray();
    if (slopes.length == 0) {
      throw new IllegalArgumentException(
          "a slope needs two different x, got " + Arrays.toString(x));
    }
    return slopes;
  }

  private static Interval interval(double[] slopes, double deviation, double level) {
    double half = -Distributions.normalQuantile((1 - level) / 2) * deviation;
    int last = slopes.length - 1;
    int low = (int) Math.max(Math.rint((slopes.length - half) / 2) - 1, 0);
    int high = (int) Math.min(Math.rint((slopes.length + half) / 2), last);
    return new Interval(slopes[low], slopes[high], level, "theil-sen");
  }

  private static double deviation(double[] x, double[] y) {
    double n = x.length;
    double term = n * (n - 1) * (2 * n + 5);
    return Math.sqrt((term - DoubleStream.of(repeated(x), repeated(y)).sum()) / 18);
  }

  /** Sum of k(k-1)(2k+5) over groups of k equal values. */
  private static double repeated(double[] values) {
    return Arrays.stream(values)
        .distinct()
        .map(value -> Arrays.stream(values).filter(other -> other == value).count())
        .map(k -> k * (k - 1) * (2 * k + 5))
        .sum();
  }
}
