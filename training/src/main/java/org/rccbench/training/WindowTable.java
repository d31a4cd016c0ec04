package org.rccbench.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The windows of a batch, equal ones once, as train_step.py encodes them: whole ones, and short
 * ones filled up to the longest of them. The slots of window n are the rows n S .. n S + S - 1 of
 * the encoded levels, those of short ones behind all others.
 */
final class WindowTable {
  private final List<Window> whole;
  private final List<Window> shorter;
  private final long[][] places;

  WindowTable(Batch batch) {
    Level level = batch.level().orElseThrow();
    List<List<Window>> contexts =
        Arrays.stream(batch.contexts()).map(context -> Window.of(context, level)).toList();
    List<Window> all = contexts.stream().flatMap(List::stream).distinct().toList();
    this.whole = all.stream().filter(window -> !window.isShort()).toList();
    this.shorter = all.stream().filter(Window::isShort).toList();
    Map<Window, Long> rows = new LinkedHashMap<>();
    number(whole, 0, rows);
    number(shorter, (long) whole.size() * most(whole), rows);
    this.places = new long[contexts.size()][];
    Arrays.setAll(places, b -> places(contexts.get(b), rows));
  }

  private static void number(List<Window> windows, long first, Map<Window, Long> rows) {
    for (int n = 0; n < windows.size(); n++) {
      rows.put(windows.get(n), first + (long) n * most(windows));
    }
  }

  private static int most(List<Window> windows) {
    return windows.stream().mapToInt(window -> window.slots().length).max().orElse(0);
  }

  /** The rows of a context's slots. */
  static long[] places(List<Window> context, Map<Window, Long> rows) {
    return context.stream()
        .flatMapToLong(
            window -> {
              long first = rows.get(window);
              return LongStream.range(first, first + window.slots().length);
            })
        .toArray();
  }

  /** The whole windows, or the short ones, which may be none. */
  Group group(boolean isShort) {
    return new Group(isShort ? shorter : whole, isShort);
  }

  /** For each context the rows of its slots. */
  long[][] places() {
    return places;
  }

  /** Windows that are encoded together. */
  static final class Group {
    private final List<Window> windows;
    private final boolean isShort;

    Group(List<Window> windows, boolean isShort) {
      this.windows = windows;
      this.isShort = isShort;
    }

    boolean isShort() {
      return isShort;
    }

    /** Ids, [N][W]; shorter windows are filled up with ids that no slot sees. */
    int[][] ids() {
      int length = windows.stream().mapToInt(window -> window.ids().length).max().orElse(0);
      return windows.stream()
          .map(window -> Arrays.copyOf(window.ids(), length))
          .toArray(int[][]::new);
    }

    /** Real ids of each, [N]. */
    long[] lengths() {
      return windows.stream().mapToLong(window -> window.ids().length).toArray();
    }

    /** Positions of the slots, [S] of whole windows, [N][S] in a row of short ones. */
    long[] slots() {
      if (!isShort) {
        return windows.isEmpty() ? new long[0] : windows.get(0).slots();
      }
      int most = most(windows);
      return windows.stream()
          .map(Window::slots)
          .flatMapToLong(
              slots ->
                  LongStream.range(0, most).map(s -> slots[(int) Math.min(s, slots.length - 1)]))
          .toArray();
    }
  }
}
