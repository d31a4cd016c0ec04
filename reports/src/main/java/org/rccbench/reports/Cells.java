package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rccbench.evaluators.results.SampleLine;

/** Samples by the value of one coordinate of their cell, or of one detail. */
final class Cells {
  /** A number, or a range such as {@code 2-4k} or {@code 8k+}. */
  private static final Pattern FIRST_NUMBER =
      Pattern.compile("([0-9]{1,18}([.][0-9]{1,9})?)(-[0-9]{1,18})?k?[+]?");

  /** Numbers and ranges by size, before all other texts, which go by their letters. */
  static final Comparator<String> ORDER =
      Comparator.comparing(Cells::number).thenComparing(Comparator.naturalOrder());

  private Cells() {}

  /** A sample without the coordinate stands under the empty text. */
  static SortedMap<String, List<SampleLine>> by(List<SampleLine> lines, String coordinate) {
    return group(lines, line -> line.value(coordinate).orElse(""));
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
    Matcher first = FIRST_NUMBER.matcher(text);
    return first.matches() ? Double.parseDouble(first.group(1)) : Double.POSITIVE_INFINITY;
  }
}
