package org.rccbench.evaluators.scorers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code SequenceMatcher(None, a, b).ratio()} of Python's difflib over code points: twice the
 * length of the matching blocks over both lengths. Blocks are found by taking the longest one
 * (earliest in a, then in b) and looking again on both sides of it. Not symmetric: code points that
 * are frequent in a long b start no block.
 */
final class SequenceRatio {
  private static final int POPULAR_FROM = 200;

  private final int[] a;
  private final int[] b;
  private final Map<Integer, List<Integer>> positions = new HashMap<>();

  private SequenceRatio(String a, String b, boolean autojunk) {
    this.a = a.codePoints().toArray();
    this.b = b.codePoints().toArray();
    for (int j = 0; j < this.b.length; j++) {
      positions.computeIfAbsent(this.b[j], c -> new ArrayList<>()).add(j);
    }
    if (autojunk && this.b.length >= POPULAR_FROM) {
      int most = this.b.length / 100 + 1;
      positions.values().removeIf(found -> found.size() > most);
    }
  }

  /** The ratio with difflib's default rule against frequent code points; 1 of two empty texts. */
  static double of(String a, String b) {
    return new SequenceRatio(a, b, true).ratio();
  }

  /** The ratio in which frequent code points count as any other. */
  static double withoutAutojunk(String a, String b) {
    return new SequenceRatio(a, b, false).ratio();
  }

  /** The longest run of code points that both texts have. */
  static int longestRun(String a, String b) {
    SequenceRatio pair = new SequenceRatio(a, b, false);
    Range block = pair.longestBlock(new Range(0, pair.a.length, 0, pair.b.length));
    return block.aEnd - block.aStart;
  }

  /** fuzzywuzzy's {@code fuzz.ratio}, 0 to 100, of the pure Python package. */
  static long fuzzyPercent(String a, String b) {
    return percent(a, b, of(a, b));
  }

  /** fuzzywuzzy's percent of a ratio, with its own answers for equal and for empty texts. */
  static long percent(String a, String b, double ratio) {
    if (a.equals(b)) {
      return 100;
    }
    return a.isEmpty() || b.isEmpty() ? 0 : PythonRounding.toInteger(100 * ratio);
  }

  private double ratio() {
    int length = a.length + b.length;
    return length == 0 ? 1 : 2.0 * matches() / length;
  }

  private int matches() {
    int matches = 0;
    Deque<Range> open = new ArrayDeque<>();
    open.push(new Range(0, a.length, 0, b.length));
    while (!open.isEmpty()) {
      Range range = open.pop();
      Range block = longestBlock(range);
      int size = block.aEnd - block.aStart;
      if (size > 0) {
        matches += size;
        open.push(new Range(range.aStart, block.aStart, range.bStart, block.bStart));
        open.push(new Range(block.aEnd, range.aEnd, block.bEnd, range.bEnd));
      }
    }
    return matches;
  }

  private Range longestBlock(Range range) {
    int bestA = range.aStart;
    int bestB = range.bStart;
    int size = 0;
    Map<Integer, Integer> endingHere = new HashMap<>();
    for (int i = range.aStart; i < range.aEnd; i++) {
      Map<Integer, Integer> next = new HashMap<>();
      for (int j : positions.getOrDefault(a[i], List.of())) {
        if (j >= range.bStart && j < range.bEnd) {
          int length = endingHere.getOrDefault(j - 1, 0) + 1;
          next.put(j, length);
          if (length > size) {
            bestA = i - length + 1;
            bestB = j - length + 1;
            size = length;
          }
        }
      }
      endingHere = next;
    }
    return extended(range, new Range(bestA, bestA + size, bestB, bestB + size));
  }

  /** Blocks grow over frequent code points although none starts at one. */
  private Range extended(Range range, Range block) {
    int aStart = block.aStart;
    int bStart = block.bStart;
    while (aStart > range.aStart && bStart > range.bStart && a[aStart - 1] == b[bStart - 1]) {
      aStart--;
      bStart--;
    }
    int aEnd = block.aEnd;
    int bEnd = block.bEnd;
    while (aEnd < range.aEnd && bEnd < range.bEnd && a[aEnd] == b[bEnd]) {
      aEnd++;
      bEnd++;
    }
    return new Range(aStart, aEnd, bStart, bEnd);
  }

  private record Range(int aStart, int aEnd, int bStart, int bEnd) {}
}
