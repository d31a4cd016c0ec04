package org.rccbench.models;

import java.util.Optional;
import org.rccbench.datasets.Context;

/**
 * A language model that reads a context once and then answers prompts about it. Each {@link Memory}
 * belongs to one thread at a time.
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
   * Whether several threads may read with this model at the same time and get what each would get
   * alone. If not, each thread opens a model of its own.
   */
  default boolean isShareable() {
    return false;
  }

  /**
   * The ledger that {@link #read} would leave of a context of this many tokens, without reading
   * one; empty where a kind cannot say.
   *
   * @throws IllegalArgumentException if there are no tokens and this kind needs one
   */
  default Optional<Ledger> forecast(long tokens) {
    return Optional.empty();
  }

  /**
   * Reads a context. The caller closes the memory. Looks at the thread's {@link TimeLimit} between
   * windows.
   *
   * @throws IllegalArgumentException if the context is empty and this kind needs one, or an id is
   *     outside the vocabulary
   */
  Memory read(Context context);

  @Override
  void close();
}
