package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Edit measures of two sequences, as rapidfuzz 3.14.6 computes them over code points or token ids.
 *
 * @param levenshtein fewest insertions, deletions and substitutions
 * @param common length of the longest common subsequence
 * @param hypothesisLength elements of the hypothesis
 * @param referenceLength elements of the reference
 */
public record EditDistance(int levenshtein, int common, int hypothesisLength, int referenceLength) {

  /** Measures texts by code points. */
  public static EditDistance ofText(String hypothesis, String reference) {
    return of(hypothesis.codePoints().toArray(), reference.codePoints().toArray());
  }

  /** Measures token ids. */
  public static EditDistance ofIds(List<Integer> hypothesis, List<Integer> reference) {
    return of(
        hypothesis.stream().mapToInt(Integer::intValue).toArray(),
        reference.stream().mapToInt(Integer::intValue).toArray());
  }

  private static EditDistance of(int[] hypothesis, int[] reference) {
    return new EditDistance(
        levenshtein(hypothesis, reference),
        CommonSubsequence.length(hypothesis, reference),
        hypothesis.length,
        reference.length);
  }

  /** Distance over the longer length; 0 if both are empty. */
  public double normalizedDistance() {
    return longer() == 0 ? 0 : (double) levenshtein / longer();
  }

  /** 1 less {@link #normalizedDistance}, which is not the rounding of the quotient itself. */
  public double normalizedSimilarity() {
    return 1.0 - normalizedDistance();
  }

  /** What the common subsequence lacks of the longer length, as a share. */
  public double commonNormalizedDistance() {
    return longer() == 0 ? 0 : (double) (longer() - common) / longer();
  }

  /** 1 less {@link #commonNormalizedDistance}. */
  public double commonNormalizedSimilarity() {
    return 1.0 - commonNormalizedDistance();
  }

  /** Similarity by insertions and deletions alone. */
  public double indelNormalizedSimilarity() {
    int both = hypothesisLength + referenceLength;
    return both == 0 ? 1 : 1.0 - (double) (both - 2 * common) / both;
  }

  /** The ratio of python-Levenshtein: substitutions cost two. */
  double pythonLevenshteinRatio() {
    int both = hypothesisLength + referenceLength;
    return both == 0 ? 1 : 2.0 * common / both;
  }

  /** Character error rate; empty if both are empty, infinite without a reference. */
  public OptionalDouble errorRate() {
    if (referenceLength == 0 && hypothesisLength == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((double) levenshtein / referenceLength);
  }

  private int longer() {
    return Math.max(hypothesisLength, referenceLength);
  }

  private static int levenshtein(int[] a, int[] b) {
    int[] previous = new int[b.length + 1];
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(substituted, 1 + Math.min(previous[j], row[j - 1]));
      }
      int[] swap = previous;
      previous = row;
      row = swap;
    }
    return previous[b.length];
  }
}
