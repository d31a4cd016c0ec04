package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.rccbench.evaluators.results.SampleLine;

/** Samples by the value of one coordinate of their cell. */
final class Cells {
  /** Numbers by size, before all other texts, which go by their letters. */
  static final Comparator<String> ORDER =
      Comparator.comparing(Cells::number).thenComparing(Comparator.naturalOrder());

  private Cells() {}

  /** A sample without the coordinate stands under the empty text. */
  static SortedMap<String, List<SampleLine>> by(List<SampleLine> lines, String coordinate) {
    return group(lines, line -> line.cell().getOrDefault(coordinate, ""));
  }

  static SortedMap<String, List<SampleLine>> byModel(List<SampleLine> lines) {
    return group(lines, SampleLine::model);
  }

  private static SortedMap<String, List<SampleLine>> group(
      List<SampleLine> lines, Function<SampleLine, String> key) {
    SortedMap<String, List<SampleLine>> groups = new TreeMap<>(ORDER);
    for (SampleLine line : lines) {
      groups.computeIfAbsent(key.apply(line), k -> new ArrayList<>()).add(line);
    }
    return groups;
  }

  private static double number(String text) {
    return text.matches("[0-9]{1,18}([.][0-9]{1,9})?")
        ? Double.parseDouble(text)
        : Double.POSITIVE_INFINITY;
  }
}
