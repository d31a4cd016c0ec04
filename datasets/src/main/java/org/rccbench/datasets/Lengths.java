package org.rccbench.datasets;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * The lengths of examples in one unit.
 *
 * @param unit what is counted
 * @param count how many lengths there are
 * @param min the shortest
 * @param median between the two middle ones where there is no middle one
 * @param p90 nine tenths are no longer, by linear interpolation as numpy's default
 * @param max the longest
 * @param buckets how many are in each bucket of the RCC paper's Table 2 (under 2,000, 4,000 and
 *     8,000, and the rest; the paper does not say in which unit), in this order
 */
public record Lengths(
    String unit,
    long count,
    double min,
    double median,
    double p90,
    double max,
    Map<String, Long> buckets) {

  /** Copies the buckets. */
  public Lengths {
    buckets = Collections.unmodifiableMap(new LinkedHashMap<>(buckets));
  }

  static Lengths of(String unit, double[] values) {
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(values);
    return new Lengths(
        unit,
        values.length,
        Arrays.stream(values).min().orElseThrow(),
        percentile.evaluate(50),
        percentile.evaluate(90),
        Arrays.stream(values).max().orElseThrow(),
        buckets(values));
  }

  private static Map<String, Long> buckets(double[] values) {
    Map<String, Long> buckets = new LinkedHashMap<>();
    buckets.put("0-2k", between(values, 0, 2000));
    buckets.put("2-4k", between(values, 2000, 4000));
    buckets.put("4-8k", between(values, 4000, 8000));
    buckets.put("8k+", between(values, 8000, Double.POSITIVE_INFINITY));
    return buckets;
  }

  private static long between(double[] values, double from, double to) {
    return Arrays.stream(values).filter(value -> value >= from && value < to).count();
  }
}
