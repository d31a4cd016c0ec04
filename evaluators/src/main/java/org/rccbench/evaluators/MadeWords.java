package org.rccbench.evaluators;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Words that mean nothing, all of one form, so that none can be told by itself. */
final class MadeWords {
  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final int SYLLABLES = 3;

  /** How many there are: 14 consonants and 5 vowels, in three syllables. */
  static final int ALL = 343_000;

  private MadeWords() {}

  /**
   * Checks that there are so many.
   *
   * @throws IllegalArgumentException naming the option that asks for more
   */
  static void require(String option, long count) {
    if (count > ALL) {
      throw new IllegalArgumentException(
          option + " asks for " + count + " different words, there are " + ALL + "; ask for fewer");
    }
  }

  /** Different words, such as {@code bokuta}; none of them is part of another. */
  static List<String> draw(int count, Random random) {
    require("the task", count);
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < count) {
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < SYLLABLES; i++) {
        word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
        word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
      }
      words.add(word.toString());
    }
    return List.copyOf(words);
  }
}
