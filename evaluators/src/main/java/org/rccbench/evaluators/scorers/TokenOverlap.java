package org.rccbench.evaluators.scorers;

import java.util.List;

/**
 * Words that two texts share, each as often as both have it.
 *
 * @param f1 harmonic mean of precision and recall; 0 without a common word, of empty texts too
 * @param precision share of the prediction's words
 * @param recall share of the answer's words
 */
record TokenOverlap(double f1, double precision, double recall) {
  static final TokenOverlap NOTHING = new TokenOverlap(0, 0, 0);

  /** The overlap of words of any kind. */
  static TokenOverlap of(List<?> prediction, List<?> answer) {
    WordIds ids = new WordIds();
    return of(ids.of(prediction), ids.of(answer), ids.size());
  }

  /** The overlap of words that are numbered from 0 to {@code kinds}. */
  static TokenOverlap of(int[] prediction, int[] answer, int kinds) {
    int[] left = new int[kinds];
    for (int token : answer) {
      left[token]++;
    }
    int common = 0;
    for (int token : prediction) {
      if (left[token] > 0) {
        left[token]--;
        common++;
      }
    }
    if (common == 0) {
      return NOTHING;
    }
    double precision = (double) common / prediction.length;
    double recall = (double) common / answer.length;
    return new TokenOverlap(2 * precision * recall / (precision + recall), precision, recall);
  }
}
