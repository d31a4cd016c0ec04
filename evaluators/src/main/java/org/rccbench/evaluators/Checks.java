package org.rccbench.evaluators;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rccbench.datasets.World;

/** Checks of options, whose messages name the key as the suite file spells it. */
final class Checks {

  private Checks() {}

  static void positive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " must be >= 1, was " + value);
    }
  }

  static void notNegative(String key, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(key + " must be >= 0, was " + value);
    }
  }

  static void percent(String key, double value) {
    if (!(value >= 0 && value <= 100)) {
      throw new IllegalArgumentException(key + " must lie in 0 to 100, was " + value);
    }
  }

  static <T> List<T> distinct(String key, List<T> values) {
    List<T> copy = List.copyOf(values);
    if (copy.isEmpty() || new HashSet<>(copy).size() != copy.size()) {
      throw new IllegalArgumentException(
          key + " must be a list of one or more different values, was " + values);
    }
    return copy;
  }

  /**
   * The world that {@code word} names, of those that no training has seen.
   *
   * @throws IllegalArgumentException if there is none, or models are trained on it
   */
  static World unseen(String word) {
    if (word.equals(World.TRAIN.label())) {
      throw new IllegalArgumentException(
          "the world train is what models are trained on; take test or validation");
    }
    return named("world", word, new World[] {World.TEST, World.VALIDATION}, World::label);
  }

  /**
   * The one of {@code all} that {@code word} names.
   *
   * @param key what is named, for the message
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  static <T> T named(String key, String word, T[] all, Function<T, String> label) {
    return Arrays.stream(all)
        .filter(one -> label.apply(one).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown "
                        + key
                        + " \""
                        + word
                        + "\"; known: "
                        + Arrays.stream(all).map(label).collect(Collectors.joining(", "))));
  }
}
