package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;

/** How a profile scores; throws {@link UndefinedScoreException} where it gives no number. */
interface Comparison {
  double score(ScoringInput input);

  /**
   * A score of two texts; over several references the best one counts. Without one it is undefined.
   */
  static Comparison texts(ToDoubleBiFunction<String, String> pair) {
    return input -> {
      if (input.references().isEmpty()) {
        throw new UndefinedScoreException("ValueError", "a sample has no reference answers");
      }
      double best = Double.NEGATIVE_INFINITY;
      for (Passage reference : input.references()) {
        best = Math.max(best, pair.applyAsDouble(input.output().text(), reference.text()));
      }
      return best;
    };
  }

  /** A rule that an answer passes or not: 1 or 0. */
  static Comparison rule(BiPredicate<String, String> rule) {
    return texts((output, reference) -> rule.test(output, reference) ? 1 : 0);
  }

  /** A rule against the first reference alone. */
  static Comparison firstOnly(BiPredicate<String, String> rule) {
    return input -> {
      List<String> references = input.referenceTexts();
      String first = references.isEmpty() ? null : references.get(0);
      if (first == null) {
        throw new UndefinedScoreException("IndexError", "a sample has no references");
      }
      return rule.test(input.output().text(), first) ? 1 : 0;
    };
  }
}
