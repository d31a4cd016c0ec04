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
  private final LevelRule rule;
  private final KvCache cache;
  private final SlotObserver observer;
  private PtNDArray lastRow;
  private long encodeNanos;
  private long prefillNanos;

  SlotStream(
      RccTowers towers, SlotEncoder slots, LevelRule rule, KvCache cache, SlotObserver observer) {
    this.towers = towers;
    this.slots = slots;
    this.rule = rule;
    this.cache = cache;
    this.observer = observer;
  }

  /**
   * Feeds a batch of windows of equal length; one that gives no slot leaves no trace.
   *
   * @param last whether these are the context's last windows
   */
  void feed(List<int[]> windows, boolean last) {
    int rows = windows.size() * slots.rule().positions(windows.get(0).length).length;
    if (rows == 0) {
      return;
    }
    long start = System.nanoTime();
    try (IValue levels = slots.encode(windows, blocks(last))) {
      long encoded = System.nanoTime();
      observer.compressed(towers.encoder(), levels);
      prefill(levels, rows, last);
      encodeNanos += encoded - start;
      prefillNanos += System.nanoTime() - encoded;
    }
  }

  /** All encoder blocks where somebody looks, else those whose levels the decoder uses. */
  private int blocks(boolean last) {
    return observer.isOn() ? towers.encoder().config().layers() : rule.blocks(towers, last);
  }

  private void prefill(IValue levels, int rows, boolean last) {
    Script decoder = towers.decoder().script();
    cache.reserve(rows);
    try (IValue out =
        decoder.call(
            "slots",
            levels,
            rule.perBlock(),
            cache.tensors(),
            cache.used(),
            last,
            observer.isOn())) {
      observer.hiddenOfSlots(towers.decoder(), out);
      if (last) {
        takeLast(decoder.tensors(out));
      }
    }
    cache.advance(rows);
  }

  private void takeLast(PtNDArray[] levels) {
    for (int i = 0; i < levels.length - 1; i++) {
      levels[i].close();
    }
    close();
    lastRow = levels[levels.length - 1];
  }

  /** Final row of the last slot, [1, 1, d]; whoever takes it closes it. */
  PtNDArray last() {
    return lastRow;
  }

  PhaseTimes times() {
    return new PhaseTimes(encodeNanos, prefillNanos, 0, 0);
  }

  void close() {
    if (lastRow != null) {
      lastRow.close();
    }
  }
}
