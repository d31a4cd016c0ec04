package org.rccbench.models;

import org.rccbench.datasets.Context;

/**
 * A language model that reads a context once and then answers prompts about it. Safe for use by
 * several threads; each {@link Memory} belongs to one thread at a time.
 */
public interface ContextModel extends AutoCloseable {

  /** What this model is: kind, shape, weights, arithmetic. */
  ModelCard card();

  /** The tokenizer of the checkpoint. */
  Tokenizer tokenizer();

  /** The strings that it was trained with; the official ones unless a kind says otherwise. */
  default Prompts prompts() {
    return Prompts.OFFICIAL;
  }

  /**
   * Reads a context. The caller closes the memory.
   *
   * @throws IllegalArgumentException if the context is empty and this kind needs one, or an id is
   *     outside the vocabulary
   */
  Memory read(Context context);

  @Override
  void close();
}
