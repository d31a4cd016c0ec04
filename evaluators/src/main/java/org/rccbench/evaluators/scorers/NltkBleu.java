package org.rccbench.evaluators.scorers;

import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * {@code sentence_bleu} of nltk 3.10.3 (translate/bleu_score.py) with equal weights, 0 to 1, over
 * any kind of token.
 *
 * @param orders longest n-gram: 4 for BLEU-4
 * @param smoothing {@link Smoothing#NONE}: the smallest normal double for an order without a match
 *     (so scores are tiny, not 0), or {@link Smoothing#METHOD1}: 0.1 matches
 */
public record NltkBleu(int orders, Smoothing smoothing) {

  /** nltk's names of what stands for an order without a match. */
  public enum Smoothing {
    NONE,
    METHOD1
  }

  private static final double METHOD1_MATCHES = 0.1;

  /** Checks the orders. */
  public NltkBleu {
    if (orders < 1) {
      throw new IllegalArgumentException("orders must be >= 1, was " + orders);
    }
  }

  /** Tokens of a text: Python's {@code str.split()}. */
  public static List<String> words(String text) {
    return PythonText.split(text);
  }

  /** Scores one hypothesis against its references, at least one. */
  public double score(List<?> hypothesis, List<? extends List<?>> references) {
    NgramMatches found = NgramMatches.of(hypothesis, references, orders);
    if (found.matches[0] == 0) {
      return 0;
    }
    // nltk sums with fsum, which rounds once; BigDecimal is exact here
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < orders; i++) {
      double precision = precision(found.matches[i], Math.max(1, found.totals[i]));
      sum = sum.add(new BigDecimal(1.0 / orders * FastMath.log(precision)));
    }
    return brevityPenalty(found) * FastMath.exp(sum.doubleValue());
  }

  /** Name and settings in a signature. */
  public String signature() {
    return "nltk-sentence-bleu|orders:"
        + orders
        + "|smooth:"
        + (smoothing == Smoothing.NONE ? "none" : "method1")
        + "|scale:0-1|version:3.10.3";
  }

  private double precision(int matches, int total) {
    if (matches > 0) {
      return (double) matches / total;
    }
    return smoothing == Smoothing.NONE ? Double.MIN_NORMAL : METHOD1_MATCHES / total;
  }

  private static double brevityPenalty(NgramMatches found) {
    return found.hypothesisLength > found.referenceLength
        ? 1
        : FastMath.exp(1 - (double) found.referenceLength / found.hypothesisLength);
  }
}
