package org.rccbench.evaluators.statistics;

/** Differences of paired values, in double, so that equality is exact equality of doubles. */
final class Differences {
  private Differences() {}

  static double[] of(double[] first, double[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "paired values must be as many on both sides and at least one, were "
              + first.length
              + " and "
              + second.length);
    }
    double[] differences = new double[first.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = first[i] - second[i];
      if (!Double.isFinite(differences[i])) {
        throw new IllegalArgumentException(
            "pair " + i + " has no finite difference: " + first[i] + " and " + second[i]);
      }
    }
    return differences;
  }
}
