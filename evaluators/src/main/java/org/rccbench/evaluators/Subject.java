package org.rccbench.evaluators;

import java.util.Objects;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Prompts;
import org.rccbench.models.Tokenizer;

/**
 * What a task needs to know about the model that it asks.
 *
 * @param tokenizer in which lengths count and texts are cut: the suite's, or the model's own
 * @param own the model's own, which is the same object where the model has the suite's
 * @param shared whether the suite names the tokenizer, so that models with others get the same text
 * @param compressed whether the decoder sees slots instead of the context's text (rate above 1)
 * @param prompts the strings that it was trained with
 * @param positions decoder positions seen in training, 0 where that is not known
 */
public record Subject(
    Tokenizer tokenizer,
    Tokenizer own,
    boolean shared,
    boolean compressed,
    Prompts prompts,
    int positions) {

  /** Checks that there is a tokenizer. */
  public Subject {
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(own, "own");
    Objects.requireNonNull(prompts, "prompts");
  }

  /** A model that counts in its own tokens. */
  public Subject(Tokenizer tokenizer, boolean compressed, Prompts prompts, int positions) {
    this(tokenizer, tokenizer, false, compressed, prompts, positions);
  }

  /** A model of the official strings whose trained length is not known. */
  public Subject(Tokenizer tokenizer, boolean compressed) {
    this(tokenizer, compressed, Prompts.OFFICIAL, 0);
  }

  /** What a model says about itself. */
  public static Subject of(ContextModel model) {
    return new Subject(
        model.tokenizer(),
        model.card().compresses(),
        model.prompts(),
        model.card().trainedPositions());
  }

  /** The same model in a suite that names a tokenizer; one of the same file is the model's own. */
  Subject countedIn(Tokenizer suites) {
    Tokenizer counted = suites.sha256().equals(own.sha256()) ? own : suites;
    return new Subject(counted, own, true, compressed, prompts, positions);
  }

  /** Whether the model's tokens are not those in which lengths count. */
  boolean hasOtherTokens() {
    return tokenizer != own;
  }
}
