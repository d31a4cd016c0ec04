package org.rccbench.evaluators.scorers;

import java.util.Arrays;

/**
 * Numbers for the words of a few texts, from 0: the same word, the same number. Words are looked up
 * where they stand, so that no string is made of them.
 */
final class WordTable {
  private static final int START = 256;
  private static final int FREE = -1;
  private static final int MIX = 0x9E3779B9;

  private final Chars words = new Chars(4 * START);
  private int[] starts = new int[START / 2 + 1];
  private int[] hashes = new int[START / 2];
  private int[] slots = new int[START];
  private int size;

  WordTable() {
    Arrays.fill(slots, FREE);
  }

  /** How many different words there are. */
  int size() {
    return size;
  }

  /** The words of {@link PythonText#split}. */
  int[] split(Chars text) {
    char[] letters = text.letters;
    int[] ids = new int[text.length / 2 + 1];
    int count = 0;
    int start = 0;
    int hash = 0;
    for (int i = 0; i < text.length; i++) {
      char c = letters[i];
      // every white space code point is one UTF-16 unit
      if (!PythonText.isSpace(c)) {
        hash = 31 * hash + c;
        continue;
      }
      if (i > start) {
        ids[count++] = id(letters, start, i, hash);
      }
      start = i + 1;
      hash = 0;
    }
    if (text.length > start) {
      ids[count++] = id(letters, start, text.length, hash);
    }
    return Arrays.copyOf(ids, count);
  }

  private int id(char[] text, int from, int to, int hash) {
    int mask = slots.length - 1;
    int slot = ((hash * MIX) >>> 8) & mask;
    while (slots[slot] != FREE) {
      int known = slots[slot];
      if (hashes[known] == hash
          && Arrays.equals(words.letters, starts[known], starts[known + 1], text, from, to)) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = size;
    return add(text, from, to, hash);
  }

  private int add(char[] text, int from, int to, int hash) {
    for (int i = from; i < to; i++) {
      words.add(text[i]);
    }
    hashes[size] = hash;
    starts[size + 1] = words.length;
    size++;
    if (size == hashes.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, 2 * size);
    starts = Arrays.copyOf(starts, 2 * size + 1);
    slots = new int[4 * size];
    Arrays.fill(slots, FREE);
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = ((hashes[id] * MIX) >>> 8) & mask;
      while (slots[slot] != FREE) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id;
    }
  }
}
