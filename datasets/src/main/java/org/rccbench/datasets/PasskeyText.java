package org.rccbench.datasets;

import java.util.List;

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

  /** How many ways there are to begin the block of filler at a sentence. */
  static final int ROTATIONS = SENTENCES.size();

  private PasskeyText() {}

  static String keyLine(long key) {
    return "The pass key is " + key + ". Remember it. " + key + " is the pass key.";
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
