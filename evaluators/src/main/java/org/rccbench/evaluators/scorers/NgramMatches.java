package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  static NgramMatches of(List<?> hypothesis, List<? extends List<?>> references, int orders) {
    NgramMatches result = new NgramMatches(orders);
    result.hypothesisLength = hypothesis.size();
    result.referenceLength = closestLength(hypothesis.size(), references);
    for (int n = 1; n <= orders; n++) {
      result.totals[n - 1] = Math.max(0, hypothesis.size() - n + 1);
      result.matches[n - 1] = clipped(hypothesis, references, n);
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

  private static int clipped(List<?> hypothesis, List<? extends List<?>> references, int n) {
    Map<List<?>, Integer> most = new HashMap<>();
    for (List<?> reference : references) {
      count(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
    }
    int sum = 0;
    for (Map.Entry<List<?>, Integer> gram : count(hypothesis, n).entrySet()) {
      sum += Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0));
    }
    return sum;
  }

  private static Map<List<?>, Integer> count(List<?> tokens, int n) {
    Map<List<?>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= tokens.size(); i++) {
      counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }

  private static int closestLength(int length, List<? extends List<?>> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("BLEU needs at least one reference, got none");
    }
    int closest = references.get(0).size();
    for (List<?> reference : references) {
      int distance = Math.abs(reference.size() - length);
      int best = Math.abs(closest - length);
      if (distance < best || (distance == best && reference.size() < closest)) {
        closest = reference.size();
      }
    }
    return closest;
  }
}
