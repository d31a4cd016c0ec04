package org.rccbench.evaluators.fake;

import java.util.Random;

/** Seeded text whose phrases do not repeat. */
public final class Texts {

  private Texts() {}

  /** Words of random letters, joined by spaces. */
  public static String words(int count, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ");
      int letters = 2 + random.nextInt(7);
      for (int j = 0; j < letters; j++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }
}
