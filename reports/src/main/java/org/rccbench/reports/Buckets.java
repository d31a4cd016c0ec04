package org.rccbench.reports;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of buckets of length, such as {@code 2-4k}, {@code 256-512} or {@code 8k+}. */
final class Buckets {
  private static final Pattern RANGE =
      Pattern.compile("(?<from>[0-9]{1,12})(-(?<to>[0-9]{1,12}))?(?<k>k)?[+]?");

  private Buckets() {}

  /** Whether two buckets have some lengths in common but not all: then their edges differ. */
  static boolean cross(String label, String other) {
    long[] one = range(label);
    long[] two = range(other);
    return !Arrays.equals(one, two) && one[0] < two[1] && two[0] < one[1];
  }

  /** How a bucket's name is read, told of the last of these names that has both ends. */
  static Optional<String> note(Collection<String> labels) {
    return labels.stream()
        .filter(label -> label.contains("-") && RANGE.matcher(label).matches())
        .reduce((first, last) -> last)
        .map(
            label -> {
              long[] ends = range(label);
              return String.format(
                  Locale.ROOT,
                  "A column \"%s\" has lengths from %,d on and under %,d.",
                  label,
                  ends[0],
                  ends[1]);
            });
  }

  /** From, and up to; of a label that is none, nothing. */
  private static long[] range(String label) {
    Matcher parts = RANGE.matcher(label);
    if (!parts.matches()) {
      return new long[] {0, 0};
    }
    long unit = parts.group("k") == null ? 1 : 1000;
    String to = parts.group("to");
    return new long[] {
      unit * Long.parseLong(parts.group("from")),
      to == null ? Long.MAX_VALUE : unit * Long.parseLong(to)
    };
  }
}
