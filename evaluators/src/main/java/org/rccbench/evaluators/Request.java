package org.rccbench.evaluators;

import java.util.Collections;
import java.util.List;
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
 * @param references right answers, each of which will do; at least one
 * @param decoding how the answer is generated
 * @param skip why this cannot be asked, or empty
 * @param remarks what else a line says about it
 * @param own of a model whose tokenizer is not the one in which references and outputs count; else
 *     empty
 */
public record Request(
    SortedMap<String, String> cell,
    long seed,
    String question,
    Passage prompt,
    List<Passage> references,
    Decoding decoding,
    Optional<String> skip,
    Remarks remarks,
    Optional<Own> own) {

  /**
   * What a model with a tokenizer of its own needs besides.
   *
   * @param most tokens of its output that count, in the suite's tokenizer
   * @param reference the first reference's text in the model's own ids
   */
  public record Own(int most, List<Integer> reference) {

    /** Copies the ids. */
    public Own {
      reference = List.copyOf(reference);
    }
  }

  /**
   * What a line says beside what was asked.
   *
   * @param context sha256 of the context that is asked about, where the model reads more than that,
   *     such as the question behind it; else empty
   * @param mode the form of asking, where the task has several; part of a line's key, not of its
   *     sample
   * @param details what tables group by or show, by name
   */
  public record Remarks(
      Optional<String> context, Optional<String> mode, SortedMap<String, Object> details) {
    static final Remarks NONE = new Remarks(Optional.empty(), Optional.empty(), new TreeMap<>());

    /** Copies the details. */
    public Remarks {
      Objects.requireNonNull(context, "context");
      Objects.requireNonNull(mode, "mode");
      details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }
  }

  /** Checks and copies. */
  public Request {
    cell = Collections.unmodifiableSortedMap(new TreeMap<>(cell));
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(decoding, "decoding");
    Objects.requireNonNull(skip, "skip");
    Objects.requireNonNull(remarks, "remarks");
    Objects.requireNonNull(own, "own");
    references = List.copyOf(references);
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a request needs a reference: \"" + question + "\"");
    }
  }

  /** A request to a model whose own tokens are those in which outputs count. */
  public Request(
      SortedMap<String, String> cell,
      long seed,
      String question,
      Passage prompt,
      List<Passage> references,
      Decoding decoding,
      Optional<String> skip,
      Remarks remarks) {
    this(cell, seed, question, prompt, references, decoding, skip, remarks, Optional.empty());
  }

  /** A request with one right answer and nothing else to say. */
  public Request(
      SortedMap<String, String> cell,
      long seed,
      String question,
      Passage prompt,
      Passage reference,
      Decoding decoding,
      Optional<String> skip) {
    this(cell, seed, question, prompt, List.of(reference), decoding, skip, Remarks.NONE);
  }

  /** The first right answer. */
  public Passage reference() {
    return references.get(0);
  }

  /** The first right answer in the ids of the model that is asked. */
  public List<Integer> forced() {
    return own.map(Own::reference).orElse(reference().ids());
  }
}
