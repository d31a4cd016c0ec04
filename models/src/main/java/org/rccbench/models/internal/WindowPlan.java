package org.rccbench.models.internal;

import org.rccbench.models.checkpoint.Compat;

/**
 * How a context of {@code tokens} ids is cut into windows: first {@code lead} ids from its end,
 * then the context {@code copies} times, cut every {@code window} ids. As RCC_Transformer,
 * model/modeling_mcp2.py, for REFERENCE.
 *
 * @param tokens context length n
 * @param window window length W
 * @param lead ids of the context's end that are put in front
 * @param copies how often the context follows
 * @param repaired whether the official code raises an error here and this is what its branch means
 *     to do
 */
record WindowPlan(long tokens, int window, int lead, int copies, boolean repaired) {

  static WindowPlan of(long tokens, int window, Compat compat) {
    if (tokens < 1) {
      throw new IllegalArgumentException(
          "the context is empty; a compressed context needs at least one token");
    }
    if (compat == Compat.FIXED || tokens == window) {
      return new WindowPlan(tokens, window, 0, 1, false);
    }
    if (tokens < window) {
      int n = (int) tokens;
      return new WindowPlan(tokens, window, window % n, window / n, window % n == 0);
    }
    return new WindowPlan(tokens, window, window - (int) (tokens % window), 1, false);
  }

  /** All encoder ids. */
  long total() {
    return lead + tokens * copies;
  }

  long padded() {
    return total() - tokens;
  }

  long windows() {
    return (total() + window - 1) / window;
  }

  int lastWindow() {
    return (int) (total() - (windows() - 1) * window);
  }
}
