package org.rccbench.evaluators.scorers;

import java.util.Arrays;

/** Characters that are rewritten in passes: a string without the cost of being one. */
final class Chars {
  private static final int SLACK = 32;

  char[] letters;
  int length;

  Chars(int expected) {
    this(new char[expected + SLACK], 0);
  }

  Chars(char[] letters, int length) {
    this.letters = letters;
    this.length = length;
  }

  static Chars of(String text) {
    Chars chars = new Chars(text.length());
    text.getChars(0, text.length(), chars.letters, 0);
    chars.length = text.length();
    return chars;
  }

  void add(char c) {
    if (length == letters.length) {
      letters = Arrays.copyOf(letters, 2 * length);
    }
    letters[length++] = c;
  }

  @Override
  public String toString() {
    return new String(letters, 0, length);
  }
}
