package org.rccbench.evaluators.scorers;

import java.util.Arrays;

/**
 * Numbers for the words of a few texts, from 0: the same word, the same number. A word is written
 * behind the known ones and stays there if it is new, so that no string is made of it.
 */
final class WordTable {
  private static final int START = 256;
  private static final int FREE = -1;
  private static final int MIX = 0x9E3779B9;

  private char[] letters = new char[4 * START];
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

  /** Where the next word is to be written: from {@link #start} on there is room for a text. */
  char[] room(int length) {
    if (start() + length > letters.length) {
      letters = Arrays.copyOf(letters, Math.max(2 * letters.length, start() + length));
    }
    return letters;
  }

  /** Where the next word starts in {@link #room}. */
  int start() {
    return starts[size];
  }

  /** The hash of a word whose last character is {@code c}. */
  static int hash(int before, char c) {
    return 31 * before + c;
  }

  /** The number of the word from {@link #start} to {@code end}. */
  int take(int end, int hash) {
    int slot = place(hash);
    while (slots[slot] != FREE && !isWord(slots[slot], end, hash)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    if (slots[slot] != FREE) {
      return slots[slot];
    }
    slots[slot] = size;
    hashes[size] = hash;
    size++;
    starts[size] = end;
    if (size == hashes.length) {
      grow();
    }
    return size - 1;
  }

  /** The words of {@link PythonText#split}. */
  int[] split(Chars text) {
    int[] ids = new int[text.length / 2 + 1];
    int count = 0;
    char[] word = room(text.length);
    int end = start();
    int hash = 0;
    for (int i = 0; i <= text.length; i++) {
      // every white space code point is one UTF-16 unit
      if (i < text.length && !PythonText.isSpace(text.letters[i])) {
        char c = text.letters[i];
        word[end++] = c;
        hash = hash(hash, c);
      } else if (end > start()) {
        ids[count++] = take(end, hash);
        end = start();
        hash = 0;
      }
    }
    return Arrays.copyOf(ids, count);
  }

  private boolean isWord(int id, int end, int hash) {
    int length = end - start();
    if (hashes[id] != hash || starts[id + 1] - starts[id] != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (letters[starts[id] + i] != letters[start() + i]) {
        return false;
      }
    }
    return true;
  }

  private int place(int hash) {
    return ((hash * MIX) >>> 8) & (slots.length - 1);
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, 2 * size);
    starts = Arrays.copyOf(starts, 2 * size + 1);
    slots = new int[4 * size];
    Arrays.fill(slots, FREE);
    for (int id = 0; id < size; id++) {
      int slot = place(hashes[id]);
      while (slots[slot] != FREE) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = id;
    }
  }
}
