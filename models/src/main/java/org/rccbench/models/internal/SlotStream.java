package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.rccbench.models.PhaseTimes;

/**
 * Windows on their way through the encoder into the decoder's cache: what is encoded is fed at once
 * and dropped.
 */
final class SlotStream {
  private final RccTowers towers;
  private final SlotEncoder slots;
  private final boolean pairs;
  private final KvCache cache;
  private final SlotObserver observer;
  private PtNDArray last;
  private long encodeNanos;
  private long prefillNanos;

  SlotStream(
      RccTowers towers, SlotEncoder slots, boolean pairs, KvCache cache, SlotObserver observer) {
    this.towers = towers;
    this.slots = slots;
    this.pairs = pairs;
    this.cache = cache;
    this.observer = observer;
  }

  /** Feeds a batch of windows of equal length; one that gives no slot leaves no trace. */
  void feed(List<int[]> windows) {
    int rows = windows.size() * slots.rule().positions(windows.get(0).length).length;
    if (rows == 0) {
      return;
    }
    long start = System.nanoTime();
    try (IValue levels = slots.encode(windows, blocks())) {
      long encoded = System.nanoTime();
      observer.compressed(towers.encoder(), levels);
      prefill(levels, rows);
      encodeNanos += encoded - start;
      prefillNanos += System.nanoTime() - encoded;
    }
  }

  /** Encoder blocks that the decoder uses; all of them where somebody looks. */
  private int blocks() {
    int depth = towers.decoder().config().layers();
    int used = pairs ? 2 * depth : depth;
    return observer.isOn() ? towers.encoder().config().layers() : used;
  }

  private void prefill(IValue levels, int rows) {
    Script decoder = towers.decoder().script();
    cache.reserve(rows);
    try (IValue out =
        decoder.call("slots", levels, pairs, cache.tensors(), cache.used(), observer.isOn())) {
      observer.hiddenOfSlots(towers.decoder(), out);
      PtNDArray[] rowsOut = decoder.tensors(out);
      for (int i = 0; i < rowsOut.length - 1; i++) {
        rowsOut[i].close();
      }
      close();
      last = rowsOut[rowsOut.length - 1];
    }
    cache.advance(rows);
  }

  /** Final row of the last slot, [1, 1, d]; whoever takes it closes it. */
  PtNDArray last() {
    return last;
  }

  PhaseTimes times() {
    return new PhaseTimes(encodeNanos, prefillNanos, 0, 0);
  }

  void close() {
    if (last != null) {
      last.close();
    }
  }
}
