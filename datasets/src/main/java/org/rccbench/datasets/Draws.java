package org.rccbench.datasets;

import java.util.Collections;
import java.util.List;

/** Draws one after the other from the {@link SplitMix} sequence of a seed. */
final class Draws {
  private final long seed;
  private long position;

  Draws(long seed) {
    this.seed = seed;
  }

  /** A number in 0 .. bound-1. */
  int below(int bound) {
    return SplitMix.below(bound, seed, position++);
  }

  /** True in {@code percent} of 100 draws. */
  boolean chance(int percent) {
    return below(100) < percent;
  }

  <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Shuffles {@code list} in place (Fisher and Yates). */
  <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, below(i + 1));
    }
  }
}
