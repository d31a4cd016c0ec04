package org.rccbench.evaluators.scorers;

import java.util.List;

/**
 * A BLEU score with its parts, as sacrebleu reports them.
 *
 * @param score 0 to 100
 * @param precisions percentages of orders 1 to 4, smoothed
 * @param counts clipped matches of orders 1 to 4 (with the k of add-k)
 * @param totals n-grams of orders 1 to 4 (with the k of add-k)
 * @param brevityPenalty factor for a hypothesis shorter than its reference
 * @param hypothesisLength tokens of the hypotheses
 * @param referenceLength tokens of the closest references
 */
public record Bleu(
    double score,
    List<Double> precisions,
    List<Double> counts,
    List<Double> totals,
    double brevityPenalty,
    int hypothesisLength,
    int referenceLength) {

  /** Copies the lists. */
  public Bleu {
    precisions = List.copyOf(precisions);
    counts = List.copyOf(counts);
    totals = List.copyOf(totals);
  }
}
