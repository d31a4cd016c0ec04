package org.rccbench.evaluators.scorers;

import java.util.Set;

/**
 * Exact match and word F1 of short answers: SQuAD (huggingface/evaluate a7dd338,
 * metrics/squad/compute_score.py) and HotpotQA (princeton-nlp/HELMET 4526dfb, utils.py).
 */
final class QuestionAnswering {
  private static final Set<String> CLOSED_ANSWERS = Set.of("yes", "no", "noanswer");

  private QuestionAnswering() {}

  /** Word F1, 0 to 1; LongBench's qa_f1 is the same. */
  static double f1(String prediction, String answer) {
    WordTable words = new WordTable();
    int[] said = AnswerText.words(prediction, words);
    int[] right = AnswerText.words(answer, words);
    return TokenOverlap.of(said, right, words.size()).f1();
  }

  /** 1 if both are equal after normalisation; empty equals empty. */
  static double exactMatch(String prediction, String answer) {
    return AnswerText.normalize(prediction).equals(AnswerText.normalize(answer)) ? 1 : 0;
  }

  /** 1 if the normalised answer stands somewhere in the normalised prediction. */
  static double substringMatch(String prediction, String answer) {
    return AnswerText.normalize(prediction).contains(AnswerText.normalize(answer)) ? 1 : 0;
  }

  /** HotpotQA's overlap: yes, no and noanswer have no partial credit. */
  static TokenOverlap hotpot(String prediction, String answer) {
    String said = AnswerText.normalize(prediction);
    String right = AnswerText.normalize(answer);
    boolean closed = CLOSED_ANSWERS.contains(said) || CLOSED_ANSWERS.contains(right);
    return closed && !said.equals(right)
        ? TokenOverlap.NOTHING
        : TokenOverlap.of(PythonText.split(said), PythonText.split(right));
  }
}
