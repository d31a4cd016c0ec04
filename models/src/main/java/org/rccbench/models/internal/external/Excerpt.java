package org.rccbench.models.internal.external;

/** Somebody else's words in a message of ours: one short line, nothing that steers a terminal. */
final class Excerpt {
  private static final int LONGEST = 300;

  private Excerpt() {}

  static String of(String words) {
    int end = words.length();
    if (end > LONGEST) {
      end = Character.isHighSurrogate(words.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
    String line = words.substring(0, end).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return end < words.length() ? line + " ..." : line;
  }
}
