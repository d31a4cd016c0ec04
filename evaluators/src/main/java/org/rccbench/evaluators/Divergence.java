package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where an output differs from its reference, token by token at the same place: one token left out
 * makes all behind it wrong.
 */
final class Divergence {
  /** Where the reference begins in the context, in tokens. */
  static final String START = "start";

  /** How many tokens were compared. */
  static final String COMPARED = "compared";

  /** The wrong ones, as rising ranges such as {@code 3-5,9}; empty where all are right. */
  static final String WRONG = "wrong";

  /** The first wrong one, from 0; absent where all are right. */
  static final String FIRST = "first-divergence";

  /** Tokens by how little the model expected them: label to counts, at risk and wrong. */
  static final String SURPRISE = "surprise";

  /** Mean negative logarithm of the right tokens' probabilities. */
  static final String LOSS = "teacher-forced-nats";

  private static final double[] NATS = {0.1, 0.5, 1, 2, 4};
  private static final List<String> LABELS =
      List.of("0-0.1", "0.1-0.5", "0.5-1", "1-2", "2-4", "4+");

  private final int compared;
  private final List<Integer> wrong = new ArrayList<>();

  /** A missing token is a wrong one. */
  Divergence(List<Integer> output, List<Integer> reference) {
    compared = reference.size();
    for (int i = 0; i < compared; i++) {
      if (i >= output.size() || !output.get(i).equals(reference.get(i))) {
        wrong.add(i);
      }
    }
  }

  /** All of it for a line. */
  SortedMap<String, Object> details() {
    SortedMap<String, Object> details = new TreeMap<>();
    details.put(COMPARED, compared);
    details.put(WRONG, ranges());
    if (!wrong.isEmpty()) {
      details.put(FIRST, wrong.get(0));
    }
    return details;
  }

  /**
   * How probable the right tokens were: their mean negative logarithm of probability (teacher
   * forcing), and how often a token was the first wrong one, by how surprising it was: its negative
   * logarithm of probability given context, prompt and the right tokens before it, in nats. Tokens
   * behind the first wrong one do not count, since a model goes on from what it wrote.
   *
   * @param logProbabilities natural logarithms, one for each token of the reference
   */
  SortedMap<String, Object> bySurprise(double[] logProbabilities) {
    int end = wrong.isEmpty() ? compared : wrong.get(0) + 1;
    SortedMap<String, List<Integer>> counts = new TreeMap<>();
    for (int i = 0; i < Math.min(end, logProbabilities.length); i++) {
      List<Integer> count =
          counts.computeIfAbsent(label(-logProbabilities[i]), k -> new ArrayList<>(List.of(0, 0)));
      count.set(0, count.get(0) + 1);
      count.set(1, count.get(1) + (!wrong.isEmpty() && wrong.get(0) == i ? 1 : 0));
    }
    SortedMap<String, Object> details = new TreeMap<>();
    details.put(SURPRISE, counts);
    Arrays.stream(logProbabilities).average().ifPresent(mean -> details.put(LOSS, -mean));
    return details;
  }

  private static String label(double nats) {
    int bucket = 0;
    while (bucket < NATS.length && !(nats < NATS[bucket])) {
      bucket++;
    }
    return LABELS.get(bucket);
  }

  private String ranges() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < wrong.size(); ) {
      int end = i;
      while (end + 1 < wrong.size() && wrong.get(end + 1) == wrong.get(end) + 1) {
        end++;
      }
      text.append(text.isEmpty() ? "" : ",").append(wrong.get(i));
      if (end > i) {
        text.append('-').append(wrong.get(end));
      }
      i = end + 1;
    }
    return text.toString();
  }
}
