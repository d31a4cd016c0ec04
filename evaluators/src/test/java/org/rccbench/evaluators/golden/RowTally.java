package org.rccbench.evaluators.golden;

import java.util.SortedMap;
import java.util.TreeMap;

/** How many values of a file were compared, and why others were not. */
final class RowTally {
  private final SortedMap<String, Integer> leftOut = new TreeMap<>();
  private int rows;
  private int compared;

  void row() {
    rows++;
  }

  void compared() {
    compared++;
  }

  void leftOut(String reason) {
    leftOut.merge(reason, 1, Integer::sum);
  }

  int rows() {
    return rows;
  }

  @Override
  public String toString() {
    return rows
        + " rows, "
        + compared
        + " values equal, left out: "
        + (leftOut.isEmpty() ? "nothing" : leftOut);
  }
}
