package org.rccbench.reports;

import java.util.SortedMap;
import java.util.TreeMap;

/** Values by context length, at most one a length. */
final class Points {
  private final SortedMap<Long, Double> byTokens = new TreeMap<>();

  /** Adds a value; of several at one length the largest stays, whatever their order. */
  void add(long tokens, double value) {
    byTokens.merge(tokens, value, Math::max);
  }

  boolean isEmpty() {
    return byTokens.isEmpty();
  }

  /** The value at the longest context. */
  double last() {
    return byTokens.get(byTokens.lastKey());
  }

  double[] log2() {
    return byTokens.keySet().stream().mapToDouble(Points::log2).toArray();
  }

  /** The binary logarithm, the same on every machine. */
  static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  double[] values() {
    return byTokens.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
