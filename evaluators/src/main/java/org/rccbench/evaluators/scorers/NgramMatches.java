package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Clipped n-gram matches of one hypothesis, or the sum over several: what every BLEU is made of. An
 * n-gram counts at most as often as in the one reference that has it most; the reference length is
 * the closest to the hypothesis's, the shorter one on a tie.
 */
final class NgramMatches {
  final int[] matches;
  final int[] totals;
  int hypothesisLength;
  int referenceLength;

  NgramMatches(int orders) {
    matches = new int[orders];
    totals = new int[orders];
  }

  /** Counts over tokens of any kind. */
  static NgramMatches of(List<?> hypothesis, List<? extends List<?>> references, int orders) {
    WordIds ids = new WordIds();
    int[] said = ids.of(hypothesis);
    return of(said, references.stream().map(ids::of).toList(), orders);
  }

  /** Counts over tokens that are numbered from 0, those of the hypothesis first. */
  static NgramMatches of(int[] hypothesis, List<int[]> references, int orders) {
    NgramMatches result = new NgramMatches(orders);
    result.hypothesisLength = hypothesis.length;
    result.referenceLength = closestLength(hypothesis.length, references);
    List<int[]> texts = new ArrayList<>();
    texts.add(hypothesis);
    texts.addAll(references);
    List<int[]> grams = new ArrayList<>();
    texts.forEach(tokens -> grams.add(tokens.clone()));
    int kinds = 0;
    for (int token : hypothesis) {
      kinds = Math.max(kinds, token + 1);
    }
    for (int n = 1; n <= orders; n++) {
      if (n > 1) {
        kinds = lengthen(grams, texts, n);
      }
      result.totals[n - 1] = Math.max(0, hypothesis.length - n + 1);
      result.matches[n - 1] = clipped(grams, kinds, n);
    }
    return result;
  }

  /** Matches from their numbers in a row: both lengths, the matches, the totals. */
  static NgramMatches ofStatistics(int[] statistics) {
    int orders = (statistics.length - 2) / 2;
    NgramMatches result = new NgramMatches(orders);
    result.hypothesisLength = statistics[0];
    result.referenceLength = statistics[1];
    System.arraycopy(statistics, 2, result.matches, 0, orders);
    System.arraycopy(statistics, 2 + orders, result.totals, 0, orders);
    return result;
  }

  List<Integer> statistics() {
    List<Integer> statistics = new ArrayList<>(List.of(hypothesisLength, referenceLength));
    Arrays.stream(matches).forEach(statistics::add);
    Arrays.stream(totals).forEach(statistics::add);
    return statistics;
  }

  void add(NgramMatches other) {
    for (int i = 0; i < matches.length; i++) {
      matches[i] += other.matches[i];
      totals[i] += other.totals[i];
    }
    hypothesisLength += other.hypothesisLength;
    referenceLength += other.referenceLength;
  }

  /**
   * Makes the numbers of grams of n - 1 tokens those of n, for each place where one starts: a gram
   * is the one before with a token more. The hypothesis, which is the first text, gives the
   * numbers; a gram that it lacks has none. Returns how many different ones it has.
   */
  private static int lengthen(List<int[]> grams, List<int[]> texts, int n) {
    PairTable table = new PairTable(texts.get(0).length);
    for (int t = 0; t < texts.size(); t++) {
      int[] numbers = grams.get(t);
      int[] tokens = texts.get(t);
      for (int i = 0; i + n <= tokens.length; i++) {
        int last = tokens[i + n - 1];
        numbers[i] = t == 0 ? table.add(numbers[i], last) : table.find(numbers[i], last);
      }
    }
    return table.size();
  }

  /** How often the hypothesis has each gram, but no more often than any one reference has it. */
  private static int clipped(List<int[]> grams, int kinds, int n) {
    int[] most = new int[kinds];
    for (int[] reference : grams.subList(1, grams.size())) {
      int[] seen = counts(reference, kinds, n);
      for (int gram = 0; gram < kinds; gram++) {
        most[gram] = Math.max(most[gram], seen[gram]);
      }
    }
    int[] said = counts(grams.get(0), kinds, n);
    int sum = 0;
    for (int gram = 0; gram < kinds; gram++) {
      sum += Math.min(said[gram], most[gram]);
    }
    return sum;
  }

  private static int[] counts(int[] numbers, int kinds, int n) {
    int[] counts = new int[kinds];
    for (int i = 0; i + n <= numbers.length; i++) {
      int gram = numbers[i];
      if (gram >= 0 && gram < kinds) {
        counts[gram]++;
      }
    }
    return counts;
  }

  private static int closestLength(int length, List<int[]> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("BLEU needs at least one reference, got none");
    }
    int closest = references.get(0).length;
    for (int[] reference : references) {
      int distance = Math.abs(reference.length - length);
      int best = Math.abs(closest - length);
      if (distance < best || (distance == best && reference.length < closest)) {
        closest = reference.length;
      }
    }
    return closest;
  }
}
