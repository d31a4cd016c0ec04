package org.rccbench.datasets;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The lines that every published passkey script shares: epfml/landmark-attention {@code
 * llama/run_test.py}, dvlab-research/LongLoRA {@code passkey_retrivial.py}, and appendix D of the
 * RCC paper.
 */
final class PasskeyText {
  static final String TASK =
      "There is an important info hidden inside a lot of irrelevant text. Find it and memorize"
          + " them. I will quiz you about the important information there.";
  static final String QUESTION = "What is the pass key? The pass key is";

  private static final List<String> SENTENCES =
      List.of(
          "The grass is green.",
          "The sky is blue.",
          "The sun is yellow.",
          "Here we go.",
          "There and back again.");

  /** What decoys are the keys of. */
  static final List<String> OTHER_KEYS =
      List.of(
          "gate", "barn", "cellar", "tower", "chest", "shed", "garden", "shop", "boat", "stable",
          "attic", "drawer");

  /** How many ways there are to begin the block of filler at a sentence. */
  static final int ROTATIONS = SENTENCES.size();

  private PasskeyText() {}

  static String keyLine(long key) {
    return keyLine("pass", key);
  }

  /** The line of a key of another name: as that of the pass key, but for one word. */
  static String keyLine(String name, long key) {
    return String.format(
        Locale.ROOT, "The %s key is %d. Remember it. %d is the %s key.", name, key, key, name);
  }

  /** The sentences of the filler for ever, from sentence {@code rotation} on. */
  static Iterator<String> sentences(int rotation) {
    return Stream.iterate(rotation, i -> (i + 1) % ROTATIONS).map(SENTENCES::get).iterator();
  }

  /**
   * One block of filler and the space before the next one. Rotation 0 is the published order;
   * rotation k begins with sentence k.
   */
  static String block(int rotation) {
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < ROTATIONS; i++) {
      block.append(SENTENCES.get((rotation + i) % ROTATIONS)).append(' ');
    }
    return block.toString();
  }
}
