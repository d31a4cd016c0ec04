package org.rccbench.models.internal;

import ai.djl.pytorch.jni.IValue;

/**
 * Keys and values of one memory, with room for {@code capacity} positions; grows when it must. Room
 * is memory, also while no position uses it: a page holds several heads, and huge pages hold them
 * all. Growing takes one tensor twice for a moment, which after a long context is far more than a
 * short prompt needs.
 */
final class KvCache implements AutoCloseable {
  /**
   * Positions behind a context for a short prompt and its answer, so that the cache stays as it is.
   */
  static final int SHORT_PROMPT = 64;

  private final Script script;
  private final IValue tensors;
  private int capacity;
  private int used;

  KvCache(Script script, int capacity) {
    this.script = script;
    this.capacity = capacity;
    this.tensors = script.call("cache", capacity);
  }

  IValue tensors() {
    return tensors;
  }

  int used() {
    return used;
  }

  /** Makes room for more positions after the used ones. */
  void reserve(int more) {
    int needed = Math.addExact(used, more);
    if (needed > capacity) {
      capacity = (int) script.number("grow", tensors, used, needed);
    }
  }

  void advance(int positions) {
    used += positions;
  }

  /** Forgets all positions from {@code length} on. */
  void cutBack(int length) {
    used = length;
  }

  @Override
  public void close() {
    tensors.close();
  }
}
