package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.stream.Collectors;

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

  /** The line that sacrebleu prints for a corpus. */
  public String line(String signature) {
    return line(signature, "");
  }

  /** The line with the mean and half width of a bootstrap behind the score. */
  public String line(String signature, SacreBleuResampling.Estimate bootstrap) {
    return line(
        signature,
        "(\u03bc = "
            + PythonRounding.format(bootstrap.mean(), 2)
            + " \u00b1 "
            + PythonRounding.format(bootstrap.halfWidth(), 2)
            + ") ");
  }

  private String line(String signature, String bootstrap) {
    double ratio = referenceLength == 0 ? 0 : (double) hypothesisLength / referenceLength;
    return "BLEU|"
        + signature
        + " = "
        + PythonRounding.format(score, 2)
        + " "
        + bootstrap
        + precisions.stream().map(p -> PythonRounding.format(p, 1)).collect(Collectors.joining("/"))
        + " (BP = "
        + PythonRounding.format(brevityPenalty, 3)
        + " ratio = "
        + PythonRounding.format(ratio, 3)
        + " hyp_len = "
        + hypothesisLength
        + " ref_len = "
        + referenceLength
        + ")";
  }
}
