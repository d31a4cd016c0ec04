package org.rccbench.evaluators.scorers;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.util.FastMath;

/**
 * {@code sentence_bleu} and {@code corpus_bleu} of nltk 3.10.3 (translate/bleu_score.py) with equal
 * weights, 0 to 1 (method 5 and 7: up to 1.12), over any kind of token.
 *
 * @param orders longest n-gram: 4 for BLEU-4
 * @param smoothing what stands for an order without a match
 */
public record NltkBleu(int orders, Smoothing smoothing) {

  /** nltk's {@code SmoothingFunction}s (Chen and Cherry 2014). */
  public enum Smoothing {
    /** The smallest normal double, so that scores are tiny and not 0. */
    NONE,
    /** 0.1 matches. */
    METHOD1,
    /** One match and one n-gram more for orders above 1. */
    METHOD2,
    /** Half a match, then a quarter, and so on. */
    METHOD3,
    /** Method 3 scaled by the logarithm of the length. */
    METHOD4,
    /** Means of neighbouring orders. */
    METHOD5,
    /** Method 4, then method 5. */
    METHOD7
  }

  private static final double METHOD1_MATCHES = 0.1;
  private static final double METHOD4_K = 5;
  private static final double NEIGHBOURS = 3;
  private static final int REWEIGHED_ORDERS = 4;

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

  /** Tokens of a text: its code points, spaces too. */
  public static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /** Scores one hypothesis against its references, at least one. */
  public double score(List<?> hypothesis, List<? extends List<?>> references) {
    return score(counted(hypothesis, references, orders), beyond(hypothesis, references));
  }

  /** The same with as many orders as the hypothesis has tokens, if fewer than 4. */
  public double reweighed(List<?> hypothesis, List<? extends List<?>> references) {
    boolean shorter =
        orders == REWEIGHED_ORDERS && hypothesis.size() < orders && !hypothesis.isEmpty();
    return (shorter ? new NltkBleu(hypothesis.size(), smoothing) : this)
        .score(hypothesis, references);
  }

  /**
   * Scores a corpus by the sums over its segments.
   *
   * @param references for each hypothesis its references
   */
  public double corpus(
      List<? extends List<?>> hypotheses, List<? extends List<? extends List<?>>> references) {
    if (hypotheses.isEmpty() || hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          hypotheses.size() + " hypotheses but references for " + references.size());
    }
    NgramMatches sum = new NgramMatches(orders);
    for (int i = 0; i < hypotheses.size(); i++) {
      sum.add(counted(hypotheses.get(i), references.get(i), orders));
    }
    int last = hypotheses.size() - 1;
    return score(sum, beyond(hypotheses.get(last), references.get(last)));
  }

  /** Name and settings in a signature. */
  public String signature() {
    return "nltk-sentence-bleu|orders:"
        + orders
        + "|smooth:"
        + smoothing.name().toLowerCase(Locale.ROOT)
        + "|scale:0-1|version:3.10.3";
  }

  private static NgramMatches counted(
      List<?> hypothesis, List<? extends List<?>> references, int orders) {
    NgramMatches found = NgramMatches.of(hypothesis, references, orders);
    for (int i = 0; i < orders; i++) {
      found.totals[i] = Math.max(1, found.totals[i]);
    }
    return found;
  }

  /** Precision of the order above the last, which method 5 takes of the last segment alone. */
  private double beyond(List<?> hypothesis, List<? extends List<?>> references) {
    if (smoothing != Smoothing.METHOD5 && smoothing != Smoothing.METHOD7) {
      return 0;
    }
    NgramMatches found = counted(hypothesis, references, orders + 1);
    return (double) found.matches[orders] / found.totals[orders];
  }

  private double score(NgramMatches found, double beyond) {
    if (found.matches[0] == 0) {
      return 0;
    }
    double[] precisions = new double[orders];
    int zeros = 0;
    for (int i = 0; i < orders; i++) {
      zeros += found.matches[i] == 0 ? 1 : 0;
      precisions[i] = precision(found, i, zeros);
    }
    if (smoothing == Smoothing.METHOD5 || smoothing == Smoothing.METHOD7) {
      average(precisions, beyond);
    }
    // nltk sums with fsum, which rounds once; BigDecimal is exact here
    BigDecimal sum = BigDecimal.ZERO;
    for (double precision : precisions) {
      if (precision > 0) {
        sum = sum.add(new BigDecimal(1.0 / orders * FastMath.log(precision)));
      }
    }
    return brevityPenalty(found) * FastMath.exp(sum.doubleValue());
  }

  private double precision(NgramMatches found, int order, int zeros) {
    int matches = found.matches[order];
    int total = found.totals[order];
    if (smoothing == Smoothing.METHOD2 && order > 0) {
      return (matches + 1.0) / (total + 1.0);
    }
    if (matches > 0) {
      return (double) matches / total;
    }
    return switch (smoothing) {
      case NONE -> Double.MIN_NORMAL;
      case METHOD1 -> METHOD1_MATCHES / total;
      case METHOD2, METHOD5 -> 0;
      case METHOD3 -> 1 / (FastMath.pow(2.0, zeros) * total);
      case METHOD4, METHOD7 -> scaled(found.hypothesisLength, zeros) / total;
    };
  }

  private static double scaled(int length, int zeros) {
    return length > 1 ? 1 / (FastMath.pow(2.0, zeros) * METHOD4_K / FastMath.log(length)) : 0;
  }

  private static void average(double[] precisions, double beyond) {
    double before = precisions[0] + 1;
    for (int i = 0; i < precisions.length; i++) {
      double next = i + 1 < precisions.length ? precisions[i + 1] : beyond;
      precisions[i] = (before + precisions[i] + next) / NEIGHBOURS;
      before = precisions[i];
    }
  }

  private static double brevityPenalty(NgramMatches found) {
    return found.hypothesisLength > found.referenceLength
        ? 1
        : FastMath.exp(1 - (double) found.referenceLength / found.hypothesisLength);
  }
}
