package org.rccbench.evaluators;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.Decoding;

/**
 * One prompt about one context.
 *
 * @param cell the cell of the task's grid
 * @param seed tells samples of one cell apart
 * @param question what is asked, the same for every model
 * @param prompt what this model's decoder gets
 * @param reference the right answer
 * @param decoding how the answer is generated
 * @param skip why this cannot be asked, or empty
 */
public record Request(
    SortedMap<String, String> cell,
    long seed,
    String question,
    Passage prompt,
    Passage reference,
    Decoding decoding,
    Optional<String> skip) {

  /** Checks and copies. */
  public Request {
    cell = Collections.unmodifiableSortedMap(new TreeMap<>(cell));
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(decoding, "decoding");
    Objects.requireNonNull(skip, "skip");
  }
}
