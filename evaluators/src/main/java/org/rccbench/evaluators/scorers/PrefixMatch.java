package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.OptionalDouble;

/** Exact match of the ICAE paper (arXiv 2307.06945): how much of the reference's head is right. */
public final class PrefixMatch {

  private PrefixMatch() {}

  /** How many ids are equal before the first difference or the end of either. */
  public static int length(List<Integer> output, List<Integer> reference) {
    int common = 0;
    while (common < output.size()
        && common < reference.size()
        && output.get(common).equals(reference.get(common))) {
      common++;
    }
    return common;
  }

  /** Share of the reference, 0 to 1; empty without a reference. Longer output is not punished. */
  public static OptionalDouble score(List<Integer> output, List<Integer> reference) {
    return reference.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) length(output, reference) / reference.size());
  }

  /**
   * The best share over references.
   *
   * @throws UndefinedScoreException if no reference has an id
   */
  static double best(List<Integer> output, List<List<Integer>> references) {
    return references.stream()
        .filter(reference -> !reference.isEmpty())
        .mapToDouble(reference -> score(output, reference).orElseThrow())
        .max()
        .orElseThrow(
            () ->
                new UndefinedScoreException("ZeroDivisionError", "the reference has no token ids"));
  }
}
