package org.rccbench.evaluators.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.PairedScores;

/** Pairs by the value of a coordinate: one of the cell, or the candidate's compression rate. */
final class Coordinates {
  /** The rate asked for, where the cell has no coordinate of this name. */
  static final String RATE = "rate";

  private Coordinates() {}

  /** Pairs by value, numbers by size before texts; a pair without the coordinate is left out. */
  static SortedMap<String, List<PairedScores.Pair>> by(
      List<Pairing.Paired> pairs, String coordinate) {
    SortedMap<String, List<PairedScores.Pair>> values = new TreeMap<>(Coordinates::byNumber);
    for (Pairing.Paired pair : pairs) {
      value(pair.line(), coordinate)
          .ifPresent(
              value -> values.computeIfAbsent(value, v -> new ArrayList<>()).add(pair.scores()));
    }
    return values;
  }

  private static Optional<String> value(SampleLine line, String coordinate) {
    String inCell = line.cell().get(coordinate);
    return inCell == null && coordinate.equals(RATE) && line.ledger() != null
        ? Optional.ofNullable(line.ledger().get("rateAsked")).map(String::valueOf)
        : Optional.ofNullable(inCell);
  }

  private static int byNumber(String one, String other) {
    int order = Double.compare(number(one), number(other));
    return order == 0 ? one.compareTo(other) : order;
  }

  private static double number(String text) {
    return text.matches("[0-9]{1,18}([.][0-9]{1,9})?")
        ? Double.parseDouble(text)
        : Double.POSITIVE_INFINITY;
  }
}
