package org.rccbench.reports.paper;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enums by the words that stand for them in files: lower case, an underscore as in YAML keys. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of a word.
   *
   * @param field what the word stood in, for the error
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  static <E extends Enum<E>> E parse(Class<E> type, String field, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown "
                        + field
                        + " \""
                        + word
                        + "\"; known: "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Words::of)
                            .collect(Collectors.joining(", "))));
  }
}
