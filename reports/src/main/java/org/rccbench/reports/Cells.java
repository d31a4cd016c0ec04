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

  /** Names with the numbers in them by size: rcc-4 before rcc-16. */
  static final Comparator<String> NAMES =
      ((Comparator<String>) Cells::compareNames).thenComparing(Comparator.naturalOrder());

  /** Numbers and ranges by size, before all other texts, which go as names do. */
  static final Comparator<String> ORDER = Comparator.comparing(Cells::number).thenComparing(NAMES);

  private static final int LONGEST_NUMBER = 18;

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

  private static int compareNames(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int order;
      if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
        String a = digits(one, i);
        String b = digits(other, j);
        order = Long.compare(Long.parseLong(a), Long.parseLong(b));
        i += a.length();
        j += b.length();
      } else {
        order = Character.compare(one.charAt(i++), other.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.length() - i, other.length() - j);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The digits from here on; a longer number than anybody means is taken in parts. */
  private static String digits(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST_NUMBER && isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  private static double number(String text) {
    Matcher first = FIRST_NUMBER.matcher(text);
    return first.matches() ? Double.parseDouble(first.group(1)) : Double.POSITIVE_INFINITY;
  }
}
