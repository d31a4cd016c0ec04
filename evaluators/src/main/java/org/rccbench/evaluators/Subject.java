package org.rccbench.evaluators;

import java.util.Objects;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Prompts;
import org.rccbench.models.Tokenizer;

/**
 * What a task needs to know about the model that it asks.
 *
 * @param tokenizer the model's own
 * @param compressed whether the decoder sees slots instead of the context's text (rate above 1)
 * @param prompts the strings that it was trained with
 * @param positions decoder positions seen in training, 0 where that is not known
 */
public record Subject(Tokenizer tokenizer, boolean compressed, Prompts prompts, int positions) {

  /** Checks that there is a tokenizer. */
  public Subject {
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(prompts, "prompts");
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
}
