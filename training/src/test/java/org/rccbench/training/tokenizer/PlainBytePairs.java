package org.rccbench.training.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Byte-pair encoding once more, as it is told: its own pattern, all pairs counted anew before each
 * merge, nothing kept.
 */
final class PlainBytePairs {
  /** GPT-2's pattern; a digit or other number never has a neighbour, see {@link #words}. */
  private static final Pattern PATTERN =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern STRETCHES = Pattern.compile("\\p{N}|\\P{N}+");

  private PlainBytePairs() {}

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher stretches = STRETCHES.matcher(text);
    while (stretches.find()) {
      Matcher matcher = PATTERN.matcher(stretches.group());
      while (matcher.find()) {
        words.add(matcher.group());
      }
    }
    return words;
  }

  /** The merges as tokenizer.json spells them. */
  static List<String> merges(String text, int size) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    ids.put("<|endoftext|>", 0);
    ids.put("<|padding|>", 1);
    letters().values().stream().sorted().forEach(c -> ids.put(Character.toString(c), ids.size()));
    List<List<String>> words = new ArrayList<>();
    for (String word : words(text)) {
      List<String> symbols = new ArrayList<>();
      for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
        symbols.add(Character.toString(letters().get(value & 0xff)));
      }
      words.add(symbols);
    }
    List<String> merges = new ArrayList<>();
    while (ids.size() < size) {
      List<String> pair = commonest(words, ids);
      merges.add(pair.get(0) + " " + pair.get(1));
      ids.putIfAbsent(pair.get(0) + pair.get(1), ids.size());
      words.forEach(word -> merge(word, pair));
    }
    return merges;
  }

  private static void merge(List<String> word, List<String> pair) {
    for (int i = 0; i + 1 < word.size(); i++) {
      if (word.subList(i, i + 2).equals(pair)) {
        word.set(i, pair.get(0) + pair.get(1));
        word.remove(i + 1);
      }
    }
  }

  private static List<String> commonest(List<List<String>> words, Map<String, Integer> ids) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (List<String> word : words) {
      for (int i = 0; i + 1 < word.size(); i++) {
        counts.merge(List.copyOf(word.subList(i, i + 2)), 1, Integer::sum);
      }
    }
    List<String> best = null;
    for (List<String> pair : counts.keySet()) {
      if (best == null || isBefore(pair, best, counts, ids)) {
        best = pair;
      }
    }
    return best;
  }

  private static boolean isBefore(
      List<String> one,
      List<String> other,
      Map<List<String>, Integer> counts,
      Map<String, Integer> ids) {
    int[] a = {-counts.get(one), ids.get(one.get(0)), ids.get(one.get(1))};
    int[] b = {-counts.get(other), ids.get(other.get(0)), ids.get(other.get(1))};
    return java.util.Arrays.compare(a, b) < 0;
  }

  /** The letter of each byte, by GPT-2's table written out. */
  private static Map<Integer, Character> letters() {
    Map<Integer, Character> letters = new TreeMap<>();
    String kept =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
            + "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
    int moved = 0;
    for (int value = 0; value < 256; value++) {
      boolean same = kept.indexOf((char) value) >= 0;
      letters.put(value, same ? (char) value : (char) (256 + moved++));
    }
    return letters;
  }
}
