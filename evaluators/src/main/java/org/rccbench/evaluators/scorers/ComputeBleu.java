package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The BLEU of huggingface/evaluate a7dd338 (metrics/bleu/bleu.py), whose core is {@code
 * compute_bleu} of tensorflow/nmt: 13a tokens, the shortest reference, 0 to 1.
 *
 * @param orders longest n-gram
 * @param smooth whether one match and one n-gram are added to every order
 */
public record ComputeBleu(int orders, boolean smooth) {

  /**
   * A score with its parts.
   *
   * @param bleu 0 to 1; 0 if any precision is 0
   * @param precisions of the orders, 0 to 1
   * @param brevityPenalty factor for a hypothesis shorter than its references
   * @param lengthRatio hypothesis over reference length
   * @param hypothesisLength tokens
   * @param referenceLength tokens of the shortest references
   */
  public record Result(
      double bleu,
      List<Double> precisions,
      double brevityPenalty,
      double lengthRatio,
      int hypothesisLength,
      int referenceLength) {}

  /** Checks the orders. */
  public ComputeBleu {
    if (orders < 1) {
      throw new IllegalArgumentException("orders must be >= 1, was " + orders);
    }
  }

  /**
   * Scores a corpus.
   *
   * @param references for each hypothesis its references
   * @throws UndefinedScoreException if either side has no tokens at all
   */
  public Result corpus(List<String> hypotheses, List<List<String>> references) {
    NgramMatches sum = new NgramMatches(orders);
    for (int i = 0; i < hypotheses.size(); i++) {
      List<List<String>> tokens =
          references.get(i).stream().map(BleuTokenizer.MTEVAL_13A::unstrippedTokens).toList();
      NgramMatches found =
          NgramMatches.of(
              BleuTokenizer.MTEVAL_13A.unstrippedTokens(hypotheses.get(i)), tokens, orders);
      found.referenceLength = tokens.stream().mapToInt(List::size).min().orElseThrow();
      sum.add(found);
    }
    return result(sum);
  }

  /** Name and settings in a signature. */
  public String signature() {
    return "evaluate-bleu|orders:" + orders + "|tok:13a|smooth:" + smooth + "|scale:0-1|a7dd338";
  }

  private Result result(NgramMatches sum) {
    if (sum.referenceLength == 0 || sum.hypothesisLength == 0) {
      throw new UndefinedScoreException(
          "ZeroDivisionError",
          "BLEU by length ratio of "
              + sum.hypothesisLength
              + " tokens against "
              + sum.referenceLength);
    }
    List<Double> precisions = new ArrayList<>();
    double logarithms = 0;
    for (int i = 0; i < orders; i++) {
      precisions.add(precision(sum.matches[i], sum.totals[i]));
      logarithms += 1.0 / orders * FastMath.log(precisions.get(i));
    }
    boolean zero = precisions.stream().anyMatch(p -> p == 0);
    double ratio = (double) sum.hypothesisLength / sum.referenceLength;
    double penalty = ratio > 1 ? 1 : FastMath.exp(1 - 1 / ratio);
    return new Result(
        (zero ? 0 : FastMath.exp(logarithms)) * penalty,
        precisions,
        penalty,
        ratio,
        sum.hypothesisLength,
        sum.referenceLength);
  }

  private double precision(int matches, int total) {
    if (smooth) {
      return (matches + 1.0) / (total + 1.0);
    }
    return total > 0 ? (double) matches / total : 0;
  }
}
