package org.rccbench.evaluators.scorers;

import java.util.Arrays;

/** Numbers for pairs of numbers, from 0: the same pair, the same number. */
final class PairTable {
  static final int UNKNOWN = -1;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long[] pairs;
  private final int[] numbers;
  private final int shift;
  private int size;

  /** Room for {@code most} different pairs. */
  PairTable(int most) {
    int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, most));
    pairs = new long[1 << bits];
    numbers = new int[1 << bits];
    Arrays.fill(numbers, UNKNOWN);
    shift = 64 - bits;
  }

  int size() {
    return size;
  }

  int add(int first, int second) {
    long pair = pair(first, second);
    int slot = slot(pair);
    if (numbers[slot] == UNKNOWN) {
      pairs[slot] = pair;
      numbers[slot] = size++;
    }
    return numbers[slot];
  }

  /** The number of a pair that was added, else {@link #UNKNOWN}. */
  int find(int first, int second) {
    return numbers[slot(pair(first, second))];
  }

  private int slot(long pair) {
    int slot = (int) ((pair * MIX) >>> shift);
    while (numbers[slot] != UNKNOWN && pairs[slot] != pair) {
      slot = (slot + 1) & (pairs.length - 1);
    }
    return slot;
  }

  private static long pair(int first, int second) {
    return ((long) first << 32) | second;
  }
}
