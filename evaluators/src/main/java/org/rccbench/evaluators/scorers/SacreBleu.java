package org.rccbench.evaluators.scorers;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.util.FastMath;

/**
 * BLEU-4 by the rules of sacrebleu 2.6.0 (metrics/bleu.py), over text or over token ids.
 *
 * @param tokenizer how text becomes tokens
 * @param smoothing what stands for an order without a match
 * @param effectiveOrder whether orders longer than the hypothesis are left out
 * @param lowercase whether case is ignored
 */
public record SacreBleu(
    BleuTokenizer tokenizer, Smoothing smoothing, boolean effectiveOrder, boolean lowercase) {

  private static final int ORDERS = 4;
  private static final double LOG_OF_ZERO = -9999999999.0;

  /** Checks that nothing is missing. */
  public SacreBleu {
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(smoothing, "smoothing");
  }

  /** {@code sentence_bleu} of one hypothesis against its references. */
  public Bleu sentence(String hypothesis, List<String> references) {
    return score(matches(hypothesis, references));
  }

  /**
   * {@code corpus_bleu}.
   *
   * @param references for each hypothesis its references, at least one
   */
  public Bleu corpus(List<String> hypotheses, List<List<String>> references) {
    if (hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          hypotheses.size() + " hypotheses but references for " + references.size());
    }
    NgramMatches sum = new NgramMatches(ORDERS);
    for (int i = 0; i < hypotheses.size(); i++) {
      sum.add(matches(hypotheses.get(i), references.get(i)));
    }
    return score(sum);
  }

  /** BLEU whose tokens are ids: the same as text of ids joined by spaces and split at them. */
  public Bleu ids(List<Integer> hypothesis, List<List<Integer>> references) {
    return score(NgramMatches.of(hypothesis, references, ORDERS));
  }

  /** The signature that sacrebleu prints, without the number of references. */
  public String signature() {
    return "case:"
        + (lowercase ? "lc" : "mixed")
        + "|eff:"
        + (effectiveOrder ? "yes" : "no")
        + "|tok:"
        + tokenizer.label()
        + "|smooth:"
        + smoothing.signature()
        + "|version:2.6.0";
  }

  /** The signature as sacrebleu prints it over a corpus. */
  public String signature(List<List<String>> references) {
    long counts = references.stream().map(List::size).distinct().count();
    return "nrefs:" + (counts == 1 ? references.get(0).size() : "var") + "|" + signature();
  }

  NgramMatches matches(String hypothesis, List<String> references) {
    WordTable words = new WordTable();
    int[] said = tokens(hypothesis, words);
    return NgramMatches.of(
        said, references.stream().map(reference -> tokens(reference, words)).toList(), ORDERS);
  }

  private int[] tokens(String segment, WordTable words) {
    return tokenizer.tokens(lowercase ? PythonText.lower(segment) : segment, words);
  }

  double score(int[] statistics) {
    return score(NgramMatches.ofStatistics(statistics)).score();
  }

  /** The score whose precisions are rounded to float, as numpy 2 computes those of resamples. */
  double scoreInSinglePrecision(int[] statistics) {
    return score(NgramMatches.ofStatistics(statistics), x -> (float) x).score();
  }

  private Bleu score(NgramMatches sum) {
    return score(sum, DoubleUnaryOperator.identity());
  }

  private Bleu score(NgramMatches sum, DoubleUnaryOperator rounding) {
    double[] counts = Arrays.stream(sum.matches).asDoubleStream().toArray();
    double[] totals = Arrays.stream(sum.totals).asDoubleStream().toArray();
    double[] precisions = new double[ORDERS];
    double penalty = brevityPenalty(sum.hypothesisLength, sum.referenceLength);
    double score = 0;
    if (Arrays.stream(sum.matches).anyMatch(c -> c > 0)) {
      int used = fillPrecisions(counts, totals, precisions, rounding);
      score = penalty * geometricMean(precisions, effectiveOrder ? used : ORDERS);
    }
    return new Bleu(
        score,
        boxed(precisions),
        boxed(counts),
        boxed(totals),
        penalty,
        sum.hypothesisLength,
        sum.referenceLength);
  }

  /** Returns the last order before a total of 0; adds the k of add-k to counts and totals. */
  private int fillPrecisions(
      double[] counts, double[] totals, double[] precisions, DoubleUnaryOperator rounding) {
    double power = 1;
    for (int i = 0; i < ORDERS; i++) {
      if (i > 0 && smoothing.method().equals("add-k")) {
        counts[i] += smoothing.value();
        totals[i] += smoothing.value();
      }
      if (totals[i] == 0) {
        return i;
      }
      if (counts[i] > 0) {
        precisions[i] = rounding.applyAsDouble(100 * counts[i]) / totals[i];
      } else if (smoothing.method().equals("exp")) {
        power *= 2;
        precisions[i] = 100 / (power * totals[i]);
      } else if (smoothing.method().equals("floor")) {
        precisions[i] = 100 * smoothing.value() / totals[i];
      }
      precisions[i] = rounding.applyAsDouble(precisions[i]);
    }
    return ORDERS;
  }

  private static double geometricMean(double[] precisions, int orders) {
    double sum = 0;
    for (int i = 0; i < orders; i++) {
      sum += precisions[i] == 0 ? LOG_OF_ZERO : FastMath.log(precisions[i]);
    }
    return FastMath.exp(sum / orders);
  }

  private static double brevityPenalty(int hypothesis, int reference) {
    if (hypothesis >= reference) {
      return 1;
    }
    return hypothesis == 0 ? 0 : FastMath.exp(1 - (double) reference / hypothesis);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
