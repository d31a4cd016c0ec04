package org.rccbench.models;

import java.util.List;

/**
 * A level of hidden values in a few numbers.
 *
 * @param mean mean over rows and width, in f64
 * @param std population standard deviation, in f64
 * @param firstRow first four values of the first row
 * @param lastRow first four values of the last row
 */
public record LevelStatistics(double mean, double std, List<Float> firstRow, List<Float> lastRow) {

  /** Copies the rows. */
  public LevelStatistics {
    firstRow = List.copyOf(firstRow);
    lastRow = List.copyOf(lastRow);
  }

  /** Statistics of a row-major matrix of {@code width} columns. */
  public static LevelStatistics of(float[] values, int width) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new LevelStatistics(
        mean,
        Math.sqrt(squares / values.length),
        four(values, 0, width),
        four(values, values.length - width, width));
  }

  private static List<Float> four(float[] values, int from, int width) {
    Float[] first = new Float[Math.min(4, width)];
    for (int i = 0; i < first.length; i++) {
      first[i] = values[from + i];
    }
    return List.of(first);
  }
}
