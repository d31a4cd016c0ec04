package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.Objects;

/**
 * What a scorer may look at.
 *
 * @param output what the model said
 * @param references right answers, each of which will do
 * @param question the question that was asked; empty where no profile needs it
 * @param labels all answers that the data set or task knows; empty where no profile needs them
 */
public record ScoringInput(
    Passage output, List<Passage> references, String question, List<String> labels) {

  /** Copies the lists. */
  public ScoringInput {
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(question, "question");
    references = List.copyOf(references);
    labels = List.copyOf(labels);
  }

  /** An output against references. */
  public static ScoringInput of(Passage output, List<Passage> references) {
    return new ScoringInput(output, references, "", List.of());
  }

  /** Texts without ids. */
  public static ScoringInput ofTexts(String output, List<String> references) {
    Passage[] passages = new Passage[references.size()];
    for (int i = 0; i < passages.length; i++) {
      passages[i] = Passage.ofText(references.get(i));
    }
    return of(Passage.ofText(output), List.of(passages));
  }

  /** The same with the question, which babilong reads. */
  public ScoringInput withQuestion(String asked) {
    return new ScoringInput(output, references, asked, labels);
  }

  /** The same with all answers there are, which classification and babilong read. */
  public ScoringInput withLabels(List<String> known) {
    return new ScoringInput(output, references, question, known);
  }

  /** Texts of the references. */
  public List<String> referenceTexts() {
    return references.stream().map(Passage::text).toList();
  }

  /** Ids of the references. */
  public List<List<Integer>> referenceIds() {
    return references.stream().map(Passage::ids).toList();
  }
}
