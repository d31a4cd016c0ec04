package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.stream.IntStream;

/**
 * String matches of NVIDIA/RULER c3f5e3b (scripts/eval/evaluate.py,
 * scripts/eval/synthetic/constants.py), each sample 0 to 1.
 */
final class Ruler {
  private Ruler() {}

  /** What is left of a raw output: stripped, each control character U+0000 to 001F a line feed. */
  static String clean(String output) {
    StringBuilder cleaned = new StringBuilder(PythonText.strip(output));
    for (int i = 0; i < cleaned.length(); i++) {
      if (cleaned.charAt(i) < ' ') {
        cleaned.setCharAt(i, '\n');
      }
    }
    return PythonText.strip(cleaned.toString());
  }

  /** Share of the references that occur in the prediction, without regard to case. */
  static double all(String prediction, List<String> references) {
    if (references.isEmpty()) {
      throw new UndefinedScoreException("ZeroDivisionError", "a sample has no references");
    }
    return (double) found(prediction, references) / references.size();
  }

  /** 1 if any reference occurs in the prediction. */
  static double any(String prediction, List<String> references) {
    if (references.isEmpty()) {
      throw new UndefinedScoreException("ValueError", "a sample has no references");
    }
    return found(prediction, references) > 0 ? 1 : 0;
  }

  /** The printed score of a set: the mean in percent, rounded as Python does. */
  static double percent(double[] scores) {
    if (scores.length == 0) {
      throw new UndefinedScoreException("ZeroDivisionError", "a set has no samples");
    }
    double sum = 0;
    for (double score : scores) {
      sum += score;
    }
    return PythonRounding.toHundredths(sum / scores.length * 100);
  }

  private static int found(String prediction, List<String> references) {
    String lowered = PythonText.lower(prediction);
    return IntStream.range(0, references.size())
        .map(i -> lowered.contains(PythonText.lower(references.get(i))) ? 1 : 0)
        .sum();
  }
}
