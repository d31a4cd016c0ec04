package org.rccbench.evaluators.scorers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The Porter stemmer as nltk 3.10.3 extends it (stem/porter.py, mode NLTK_EXTENSIONS): a pool of
 * irregular words, short words untouched, and a few suffixes that Porter's paper has otherwise.
 */
final class PorterStemmer {
  private static final Map<String, String> IRREGULAR = irregular();
  private static final List<Rule> STEP_1A =
      List.of(
          rule("sses", "ss", s -> true),
          rule("ies", "i", s -> true),
          rule("ss", "ss", s -> true),
          rule("s", "", s -> true));
  private static final List<Rule> STEP_2 =
      rules(
          PorterStemmer::hasMeasure,
          "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e"
              + " ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful"
              + " ousness>ous aliti>al iviti>ive biliti>ble fulli>ful");
  private static final List<Rule> STEP_3 =
      rules(PorterStemmer::hasMeasure, "icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");
  private static final List<Rule> STEP_4_BEFORE_ION =
      rules(s -> measure(s) > 1, "al> ance> ence> er> ic> able> ible> ant> ement> ment> ent>");
  private static final List<Rule> STEP_4_AFTER_ION =
      rules(s -> measure(s) > 1, "ou> ism> ate> iti> ous> ive> ize>");

  private PorterStemmer() {}

  /** The stem of a word, in lower case. */
  static String stem(String word) {
    String lowered = PythonText.lower(word);
    String irregular = IRREGULAR.get(lowered);
    if (irregular != null) {
      return irregular;
    }
    if (lowered.codePointCount(0, lowered.length()) <= 2) {
      return lowered;
    }
    String stem = step1c(step1b(step1a(lowered)));
    return step5(step4(apply(STEP_3, step2(stem))));
  }

  private static String step1a(String word) {
    return word.length() == 4 && word.endsWith("ies") ? without(word, 1) : apply(STEP_1A, word);
  }

  private static String step1b(String word) {
    if (word.endsWith("ied")) {
      return without(word, word.length() == 4 ? 1 : 2);
    }
    if (word.endsWith("eed")) {
      return hasMeasure(without(word, 3)) ? without(word, 1) : word;
    }
    for (String suffix : List.of("ed", "ing")) {
      if (word.endsWith(suffix) && hasVowel(without(word, suffix.length()))) {
        return repaired(without(word, suffix.length()));
      }
    }
    return word;
  }

  /** What a stem needs once "ed" or "ing" is gone. */
  private static String repaired(String stem) {
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    if (endsInDoubleConsonant(stem)) {
      return "lsz".indexOf(stem.charAt(stem.length() - 1)) >= 0 ? stem : without(stem, 1);
    }
    return measure(stem) == 1 && endsInShortSyllable(stem) ? stem + "e" : stem;
  }

  private static String step1c(String word) {
    int last = word.length() - 1;
    return word.endsWith("y") && last > 1 && isConsonant(word, last - 1)
        ? without(word, 1) + "i"
        : word;
  }

  private static String step2(String word) {
    if (word.endsWith("alli") && hasMeasure(without(word, 4))) {
      return step2(without(word, 2));
    }
    if (word.endsWith("logi")) {
      // the l belongs to the stem
      return hasMeasure(without(word, 3)) ? without(word, 1) : word;
    }
    return apply(STEP_2, word);
  }

  private static String step4(String word) {
    if (STEP_4_BEFORE_ION.stream().anyMatch(rule -> word.endsWith(rule.suffix))) {
      return apply(STEP_4_BEFORE_ION, word);
    }
    if (word.endsWith("ion")) {
      String stem = without(word, 3);
      boolean follows = stem.endsWith("s") || stem.endsWith("t");
      return follows && measure(stem) > 1 ? stem : word;
    }
    return apply(STEP_4_AFTER_ION, word);
  }

  private static String step5(String word) {
    String result = word;
    if (word.endsWith("e")) {
      String stem = without(word, 1);
      int measure = measure(stem);
      if (measure > 1 || (measure == 1 && !endsInShortSyllable(stem))) {
        result = stem;
      }
    }
    return result.endsWith("ll") && measure(without(result, 1)) > 1 ? without(result, 1) : result;
  }

  /** The first rule whose suffix fits decides, even if its condition forbids the change. */
  private static String apply(List<Rule> rules, String word) {
    for (Rule rule : rules) {
      if (word.endsWith(rule.suffix)) {
        String stem = without(word, rule.suffix.length());
        return rule.condition.test(stem) ? stem + rule.replacement : word;
      }
    }
    return word;
  }

  private static boolean isConsonant(String word, int at) {
    return switch (word.charAt(at)) {
      case 'a', 'e', 'i', 'o', 'u' -> false;
      case 'y' -> at == 0 || !isConsonant(word, at - 1);
      default -> true;
    };
  }

  /** Number of changes from vowels to consonants. */
  private static int measure(String stem) {
    int changes = 0;
    boolean vowelBefore = false;
    for (int i = 0; i < stem.length(); i++) {
      boolean consonant = isConsonant(stem, i);
      changes += consonant && vowelBefore ? 1 : 0;
      vowelBefore = !consonant;
    }
    return changes;
  }

  private static boolean hasMeasure(String stem) {
    return measure(stem) > 0;
  }

  private static boolean hasVowel(String stem) {
    for (int i = 0; i < stem.length(); i++) {
      if (!isConsonant(stem, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsInDoubleConsonant(String word) {
    int last = word.length() - 1;
    return last >= 1 && word.charAt(last) == word.charAt(last - 1) && isConsonant(word, last);
  }

  /** Consonant, vowel, consonant other than w, x, y; or a word of one vowel and one consonant. */
  private static boolean endsInShortSyllable(String word) {
    int last = word.length() - 1;
    if (last == 1) {
      return !isConsonant(word, 0) && isConsonant(word, 1);
    }
    return last >= 2
        && isConsonant(word, last - 2)
        && !isConsonant(word, last - 1)
        && isConsonant(word, last)
        && "wxy".indexOf(word.charAt(last)) < 0;
  }

  private static String without(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  private static Rule rule(String suffix, String replacement, Predicate<String> condition) {
    return new Rule(suffix, replacement, condition);
  }

  private static List<Rule> rules(Predicate<String> condition, String table) {
    return List.of(table.split(" ", -1)).stream()
        .map(entry -> entry.split(">", -1))
        .map(entry -> rule(entry[0], entry[1], condition))
        .toList();
  }

  private static Map<String, String> irregular() {
    Map<String, String> pool = new HashMap<>();
    Map.of("skies", "sky", "dying", "die", "lying", "lie", "tying", "tie").forEach(pool::put);
    for (String same : List.of("sky", "news", "howe", "proceed", "exceed", "succeed")) {
      pool.put(same, same);
    }
    for (String same : List.of("inning", "outing", "canning")) {
      pool.put(same, same);
      pool.put(same + "s", same);
    }
    return pool;
  }

  private record Rule(String suffix, String replacement, Predicate<String> condition) {}
}
