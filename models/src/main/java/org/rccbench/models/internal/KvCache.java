package org.rccbench.models.internal;

import ai.djl.pytorch.jni.IValue;

/**
 * Keys and values of one memory, with room for {@code capacity} positions; grows when it must.
 * Pages that no position has touched cost nothing on a CPU.
 */
final class KvCache implements AutoCloseable {
  private final Script script;
  private IValue tensors;
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
      int larger =
          Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, capacity + capacity / 4L));
      IValue grown = script.call("grow", tensors, used, larger);
      tensors.close();
      tensors = grown;
      capacity = larger;
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
