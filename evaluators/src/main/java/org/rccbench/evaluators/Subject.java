package org.rccbench.evaluators;

import java.util.Objects;
import org.rccbench.models.Tokenizer;

/**
 * What a task needs to know about the model that it asks.
 *
 * @param tokenizer the model's own
 * @param compressed whether the decoder sees slots instead of the context's text (rate above 1)
 */
public record Subject(Tokenizer tokenizer, boolean compressed) {

  /** Checks that there is a tokenizer. */
  public Subject {
    Objects.requireNonNull(tokenizer, "tokenizer");
  }
}
