package org.rccbench.evaluators.scorers;

import java.util.BitSet;

/**
 * A longest common subsequence of two id sequences, read out of its table from the end. Several are
 * equally long; which one is found depends on where the walk turns on a tie, in which published
 * scorers differ.
 */
final class CommonSubsequence {

  /** Where the walk goes when both neighbours are equally good. */
  enum Tie {
    /** Drop an element of the first sequence. */
    UP,
    /** Drop an element of the second sequence. */
    LEFT
  }

  private final BitSet positions = new BitSet();
  private int steps;

  CommonSubsequence(int[] first, int[] second, Tie tie) {
    BitSet up = directions(first, second, tie);
    int i = first.length;
    int j = second.length;
    while (i > 0 && j > 0) {
      steps++;
      if (first[i - 1] == second[j - 1]) {
        positions.set(i - 1);
        i--;
        j--;
      } else if (up.get((i - 1) * second.length + j - 1)) {
        i--;
      } else {
        j--;
      }
    }
  }

  /** Positions in the first sequence. */
  BitSet positions() {
    return positions;
  }

  /** Steps of the walk until either sequence is used up. */
  int steps() {
    return steps;
  }

  /** The length alone, in two rows of memory. */
  static int length(int[] first, int[] second) {
    int[] previous = new int[second.length + 1];
    int[] row = new int[second.length + 1];
    for (int element : first) {
      for (int j = 1; j <= second.length; j++) {
        row[j] = element == second[j - 1] ? previous[j - 1] + 1 : Math.max(previous[j], row[j - 1]);
      }
      int[] swap = previous;
      previous = row;
      row = swap;
    }
    return previous[second.length];
  }

  /** One bit a cell, so that texts of 10,000 words need 12 MB. */
  private static BitSet directions(int[] first, int[] second, Tie tie) {
    BitSet up = new BitSet();
    int[] previous = new int[second.length + 1];
    int[] row = new int[second.length + 1];
    for (int i = 0; i < first.length; i++) {
      for (int j = 1; j <= second.length; j++) {
        boolean upwards = tie == Tie.UP ? previous[j] >= row[j - 1] : previous[j] > row[j - 1];
        if (upwards) {
          up.set(Math.addExact(Math.multiplyExact(i, second.length), j - 1));
        }
        row[j] =
            first[i] == second[j - 1] ? previous[j - 1] + 1 : Math.max(previous[j], row[j - 1]);
      }
      int[] swap = previous;
      previous = row;
      row = swap;
    }
    return up;
  }
}
