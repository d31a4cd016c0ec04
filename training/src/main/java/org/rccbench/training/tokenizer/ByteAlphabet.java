package org.rccbench.training.tokenizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The characters that stand for the 256 bytes in byte-level vocabularies (GPT-2): printable bytes
 * of Latin-1 stand for themselves, the others for U+0100 and up, in their order.
 */
final class ByteAlphabet {
  private static final int BYTES = 256;

  private ByteAlphabet() {}

  /** All characters by their code, which is the order that they have in a vocabulary. */
  static List<String> symbols() {
    List<Integer> codes = new ArrayList<>();
    int moved = BYTES;
    for (int value = 0; value < BYTES; value++) {
      codes.add(isPrintable(value) ? value : moved++);
    }
    Collections.sort(codes);
    return codes.stream().map(Character::toString).toList();
  }

  private static boolean isPrintable(int value) {
    return (value >= '!' && value <= '~') || (value >= 0xa1 && value <= 0xac) || value >= 0xae;
  }
}
