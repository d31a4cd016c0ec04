package org.rccbench.models.internal;

import java.util.Arrays;
import org.rccbench.models.checkpoint.Compat;

/**
 * What happens to a prompt before it is fed.
 *
 * @param cutAt longer prompts keep their first ids only (official: 600 x rate)
 * @param refuseAbove longer prompts are an error
 * @param firstMayStop whether the first new id may be the stop id (official: it is kept unchecked)
 */
record PromptRules(int cutAt, int refuseAbove, boolean firstMayStop) {
  /**
   * For models without slots: as transformers generates. The stop id is checked from the first id.
   */
  static final PromptRules FREE = new PromptRules(Integer.MAX_VALUE, Integer.MAX_VALUE, true);

  static PromptRules of(Compat compat, int rate, int positions) {
    return compat == Compat.REFERENCE
        ? new PromptRules(Math.multiplyExact(600, rate), Integer.MAX_VALUE, false)
        : new PromptRules(Integer.MAX_VALUE, positions, true);
  }

  int[] apply(int[] prompt) {
    if (prompt.length > refuseAbove) {
      throw new IllegalArgumentException(
          "the prompt has "
              + prompt.length
              + " tokens, the decoder was trained with "
              + refuseAbove
              + " positions; shorten it, or move text into the context");
    }
    return prompt.length > cutAt ? Arrays.copyOf(prompt, cutAt) : prompt;
  }
}
