package org.rccbench.models.internal;

/**
 * Checks ids before they reach an embedding, where a wrong one would be an engine error at best.
 */
final class TokenIds {
  private TokenIds() {}

  static void check(int[] ids, int length, int vocabulary) {
    for (int i = 0; i < length; i++) {
      if (ids[i] < 0 || ids[i] >= vocabulary) {
        throw new IllegalArgumentException(
            "token id "
                + ids[i]
                + " at position "
                + i
                + " is outside the vocabulary of "
                + vocabulary
                + "; is it another model's tokenizer?");
      }
    }
  }
}
