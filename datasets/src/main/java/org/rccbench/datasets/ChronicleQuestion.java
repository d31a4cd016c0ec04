package org.rccbench.datasets;

import java.util.List;
import java.util.Objects;

/**
 * A question with its certain answer.
 *
 * @param form what it asks of its reader
 * @param kind what its answer is about
 * @param hops how many facts its answer follows from
 * @param text the question
 * @param answers what counts as right, the plainest first: a word, a number, a full name, yes or
 *     no, or a list with commas (in the order of the text, then in other orders)
 * @param evidence the sentences that state these facts, as indexes into {@link
 *     ChronicleDocument#sentences}, rising
 * @param wording whether the question is in words that training uses
 */
public record ChronicleQuestion(
    ChronicleForm form,
    ChronicleKind kind,
    int hops,
    String text,
    List<String> answers,
    List<Integer> evidence,
    Paraphrases wording) {

  /** Checks that there is an answer, and evidence for it. */
  public ChronicleQuestion {
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(wording, "wording");
    answers = List.copyOf(answers);
    evidence = List.copyOf(evidence);
    if (text.isBlank() || answers.isEmpty() || evidence.isEmpty()) {
      throw new IllegalArgumentException(
          "a question needs text, answers and evidence, was \""
              + text
              + "\" with "
              + answers
              + " from sentences "
              + evidence);
    }
    if (hops < 1) {
      throw new IllegalArgumentException("hops must be >= 1, was " + hops);
    }
  }

  /** The plainest right answer. */
  public String answer() {
    return answers.get(0);
  }
}
