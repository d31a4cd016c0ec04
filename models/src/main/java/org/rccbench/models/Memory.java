package org.rccbench.models;

import java.util.Set;

/**
 * What a model kept of one context. It serves any number of prompts: after each one the decoder's
 * cache is cut back to the context, so that prompts do not see each other.
 */
public interface Memory extends AutoCloseable {

  /**
   * Greedy continuation of {@code prompt} (possibly empty). Looks at the thread's {@link TimeLimit}
   * between steps.
   *
   * @throws IllegalArgumentException if an id is outside the vocabulary or the prompt does not fit
   */
  Generation generate(int[] prompt, Decoding decoding);

  /**
   * Teacher forcing: natural-log probabilities of each id of {@code continuation} after the
   * context, {@code prompt} and the ids before it. Logits are never kept for more than a few
   * positions. Where neither context nor prompt is read, the continuation follows the id that ends
   * texts.
   */
  double[] logProbabilities(int[] prompt, int[] continuation);

  /** What was read, padded, dropped and kept. */
  Ledger ledger();

  /**
   * Wall time of reading the context, by phase; prompt phases are 0 here, see {@link Generation}.
   */
  PhaseTimes readTimes();

  /** Bytes that stay allocated for this memory: the decoder's cache up to the context's end. */
  long bytes();

  /**
   * What of all this, and of the last answer, this memory really knows; the rest is to be shown as
   * not reported, whatever stands there.
   */
  default Set<MemoryReport> reports() {
    return MemoryReport.all();
  }

  @Override
  void close();
}
