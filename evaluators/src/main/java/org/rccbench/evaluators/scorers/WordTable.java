package org.rccbench.evaluators.scorers;

import java.util.Arrays;

/**
 * Numbers for the words of a few texts, from 0: the same word, the same number. A word is known by
 * its key; the letters of one that is longer than its key are kept, so that no string is made of
 * it.
 */
final class WordTable {
  private static final int START = 256;
  private static final int FREE = -1;
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final int ASCII = 0x7F;

  /** Characters that a key holds. */
  private static final int WHOLE = Long.BYTES;

  /** Set in the keys of words that are longer, or not ASCII: others may have the same. */
  private static final long IN_PART = Long.MIN_VALUE;

  private char[] letters = new char[START];
  private int[] starts = new int[START / 2 + 1];
  private long[] keys = new long[START / 2];
  private int[] slots = new int[START];
  private int size;

  WordTable() {
    Arrays.fill(slots, FREE);
  }

  /** How many different words there are. */
  int size() {
    return size;
  }

  /**
   * The key of a word whose last character is {@code c}, from that of what stands before it. Up to
   * eight ASCII characters are their key, so that words that short are compared at once.
   */
  static long key(long before, char c) {
    return Long.rotateLeft(before, Byte.SIZE) ^ c;
  }

  /** The number of a word of ASCII characters, 0 not among them. */
  int take(char[] text, int start, int end, long key) {
    return number(text, start, end, end - start > WHOLE ? key | IN_PART : key);
  }

  /** The words of {@link PythonText#split}. */
  int[] split(Chars text) {
    int[] ids = new int[text.length / 2 + 1];
    int count = 0;
    int start = 0;
    long key = 0;
    int all = 0;
    for (int i = 0; i <= text.length; i++) {
      // every white space code point is one UTF-16 unit
      if (i < text.length && !PythonText.isSpace(text.letters[i])) {
        char c = text.letters[i];
        key = key(key, c);
        all |= c - 1;
      } else {
        if (i > start) {
          // the character 0 would leave no trace in a key
          boolean isAscii = (all & ASCII) == all;
          long whole = isAscii ? key : key | IN_PART;
          ids[count++] = take(text.letters, start, i, whole);
        }
        start = i + 1;
        key = 0;
        all = 0;
      }
    }
    return Arrays.copyOf(ids, count);
  }

  private int number(char[] text, int start, int end, long key) {
    int slot = place(key);
    while (slots[slot] != FREE && !isWord(slots[slot], text, start, end, key)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    if (slots[slot] != FREE) {
      return slots[slot];
    }
    slots[slot] = size;
    keys[size] = key;
    starts[size + 1] = starts[size] + (key < 0 ? keep(text, start, end) : 0);
    size++;
    if (size == keys.length) {
      grow();
    }
    return size - 1;
  }

  /** Returns how many letters are kept. */
  private int keep(char[] text, int start, int end) {
    int needed = starts[size] + end - start;
    if (needed > letters.length) {
      letters = Arrays.copyOf(letters, Math.max(2 * letters.length, needed));
    }
    System.arraycopy(text, start, letters, starts[size], end - start);
    return end - start;
  }

  private boolean isWord(int id, char[] text, int start, int end, long key) {
    return keys[id] == key
        && (key >= 0 || Arrays.equals(letters, starts[id], starts[id + 1], text, start, end));
  }

  private int place(long key) {
    return (int) ((key * MIX) >>> Integer.SIZE) & (slots.length - 1);
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * size);
    starts = Arrays.copyOf(starts, 2 * size + 1);
    slots = new int[4 * size];
    Arrays.fill(slots, FREE);
    for (int id = 0; id < size; id++) {
      int slot = place(keys[id]);
      while (slots[slot] != FREE) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = id;
    }
  }
}
