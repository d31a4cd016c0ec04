package org.rccbench.training;

/** An endless supply of running text, as ids. Safe for use by several threads. */
public interface TrainingData {

  /**
   * A passage, chosen by {@code draws} alone: the same draws give the same passage, so that a
   * resumed run sees what an uninterrupted one would have seen.
   *
   * @param length ids wanted, > 0
   * @return exactly that many ids
   * @throws IllegalArgumentException if the source is shorter than that
   */
  int[] passage(int length, Draws draws);

  /** What identifies the content in a run's state; a resumed run must have the same. */
  String identity();
}
