package org.rccbench.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The ids of a window at a level; a window that ends a context may be short. */
final class Window {
  private final int[] ids;
  private final Level level;

  private Window(int[] ids, Level level) {
    this.ids = ids;
    this.level = level;
  }

  /** A context cut into windows. */
  static List<Window> of(int[] context, Level level) {
    List<Window> windows = new ArrayList<>();
    for (int from = 0; from < context.length; from += level.window()) {
      int to = Math.min(context.length, from + level.window());
      windows.add(new Window(Arrays.copyOfRange(context, from, to), level));
    }
    return windows;
  }

  int[] ids() {
    return ids;
  }

  boolean isShort() {
    return ids.length < level.window();
  }

  /** Where the slots stand in it. */
  long[] slots() {
    return level.positions(ids.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Window window
        && window.level.equals(level)
        && Arrays.equals(window.ids, ids);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + level.hashCode();
  }
}
