package org.rccbench.evaluators.scorers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that two texts share, each as often as both have it.
 *
 * @param f1 harmonic mean of precision and recall; 0 without a common word, of empty texts too
 * @param precision share of the prediction's words
 * @param recall share of the answer's words
 */
record TokenOverlap(double f1, double precision, double recall) {
  static final TokenOverlap NOTHING = new TokenOverlap(0, 0, 0);

  static TokenOverlap of(List<?> prediction, List<?> answer) {
    Map<Object, Integer> left = new HashMap<>();
    answer.forEach(token -> left.merge(token, 1, Integer::sum));
    int common = 0;
    for (Object token : prediction) {
      Integer count = left.get(token);
      if (count != null && count > 0) {
        left.put(token, count - 1);
        common++;
      }
    }
    if (common == 0) {
      return NOTHING;
    }
    double precision = (double) common / prediction.size();
    double recall = (double) common / answer.size();
    return new TokenOverlap(2 * precision * recall / (precision + recall), precision, recall);
  }
}
