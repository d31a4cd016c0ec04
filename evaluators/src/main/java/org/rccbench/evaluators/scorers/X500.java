package org.rccbench.evaluators.scorers;

import java.util.List;

/**
 * Scores of ZongqianLi/500xCompressor c85c1d7 (codes/evaluation/evaluate_1.py) as far as they need
 * no Punkt tables: its tokens come from sentences, these from the text as one line.
 */
final class X500 {
  private X500() {}

  /** Tokens of the stripped text as one line. */
  static List<String> words(String text) {
    return NltkWords.of(PythonText.strip(text));
  }

  /** Whether the stripped texts are the same. */
  static boolean exactMatch(String candidate, String reference) {
    return PythonText.strip(candidate).equals(PythonText.strip(reference));
  }
}
