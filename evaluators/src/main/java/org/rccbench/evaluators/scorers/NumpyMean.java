package org.rccbench.evaluators.scorers;

/**
 * {@code numpy.mean} of doubles: its pairwise sum, in which eight accumulators run over blocks of
 * up to 128 values, gives other last bits than a sum from left to right.
 */
final class NumpyMean {
  private static final int UNROLLED = 8;
  private static final int BLOCK = 128;

  private NumpyMean() {}

  /** Mean; NaN of nothing, as in numpy. */
  static double of(double[] values) {
    return sum(values, 0, values.length) / values.length;
  }

  private static double sum(double[] values, int from, int count) {
    if (count < UNROLLED) {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += values[i];
      }
      return sum;
    }
    if (count <= BLOCK) {
      return block(values, from, count);
    }
    int half = count / 2;
    half -= half % UNROLLED;
    return sum(values, from, half) + sum(values, from + half, count - half);
  }

  private static double block(double[] values, int from, int count) {
    double[] r = new double[UNROLLED];
    int whole = count - count % UNROLLED;
    for (int i = 0; i < whole; i++) {
      r[i % UNROLLED] += values[from + i];
    }
    double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    for (int i = whole; i < count; i++) {
      sum += values[from + i];
    }
    return sum;
  }
}
