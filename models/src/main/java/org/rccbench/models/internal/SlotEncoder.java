package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns windows into kept levels. Whole windows run in batches of one fixed size, the last one
 * filled with a repeated window, so that a window's levels do not depend on its neighbours; a short
 * window runs alone.
 */
final class SlotEncoder implements AutoCloseable {
  private final GptNeox encoder;
  private final SlotRule rule;
  private final int batch;
  private final SegmentCache cache;

  /**
   * @param batch windows in one batch
   * @param cacheBytes cap of the cache of encoded windows, 0 for none
   */
  SlotEncoder(GptNeox encoder, SlotRule rule, int batch, long cacheBytes) {
    this.encoder = encoder;
    this.rule = rule;
    this.batch = batch;
    this.cache = new SegmentCache(cacheBytes);
  }

  int batch() {
    return batch;
  }

  SlotRule rule() {
    return rule;
  }

  /**
   * Levels 0 .. blocks (or the last of them alone) of all slots of the windows, in order: a list of
   * tensors [slots, d]. All windows have the same length. The caller closes it.
   */
  IValue encode(List<int[]> windows, int blocks) {
    if (!cache.isOn()) {
      return encodeBatch(windows, blocks);
    }
    return encodeCached(windows, blocks);
  }

  private IValue encodeCached(List<int[]> windows, int blocks) {
    Map<String, IValue> levels = new LinkedHashMap<>(); // own copies, by key
    try {
      List<String> keys = windows.stream().map(w -> blocks + ":" + SegmentCache.key(w)).toList();
      Map<String, int[]> missing = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        if (!levels.containsKey(keys.get(i)) && !fromCache(keys.get(i), levels)) {
          missing.put(keys.get(i), windows.get(i));
        }
      }
      if (!missing.isEmpty()) {
        encodeMissing(missing, blocks, levels);
      }
      return joined(keys.stream().map(levels::get).toList());
    } finally {
      levels.values().forEach(IValue::close);
    }
  }

  private boolean fromCache(String key, Map<String, IValue> levels) {
    synchronized (cache) {
      IValue found = cache.get(key);
      if (found != null) {
        levels.put(key, encoder.script().call("rows", found, 0, Integer.MAX_VALUE));
      }
      return found != null;
    }
  }

  private void encodeMissing(Map<String, int[]> missing, int blocks, Map<String, IValue> levels) {
    List<int[]> windows = List.copyOf(missing.values());
    int rows = rule.positions(windows.get(0).length).length;
    long bytes =
        encoder.keptLevels(blocks)
            * rows
            * encoder.config().hidden()
            * encoder.arithmetic().activations().bytes();
    try (IValue all = encodeBatch(windows, blocks)) {
      int i = 0;
      for (String key : missing.keySet()) {
        levels.put(key, encoder.script().call("rows", all, i * rows, (i + 1) * rows));
        IValue copy = encoder.script().call("rows", all, i * rows, (i + 1) * rows);
        synchronized (cache) {
          if (!cache.put(key, copy, bytes)) {
            copy.close();
          }
        }
        i++;
      }
    }
  }

  private IValue encodeBatch(List<int[]> windows, int blocks) {
    int length = windows.get(0).length;
    int rows = length == rule.window() ? batch : windows.size();
    int[] ids = new int[rows * length];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(windows.get(i < windows.size() ? i : 0), 0, ids, i * length, length);
    }
    int[] at = rule.positions(length);
    try (PtNDArray input = encoder.script().ids(ids, rows, length);
        PtNDArray slots = encoder.script().ids(at, at.length)) {
      IValue levels = encoder.script().call("encode", input, slots, blocks);
      return rows == windows.size() ? levels : firstRows(levels, windows.size() * at.length);
    }
  }

  private IValue firstRows(IValue levels, int rows) {
    try (levels) {
      return encoder.script().call("rows", levels, 0, rows);
    }
  }

  private IValue joined(List<IValue> parts) {
    IValue all = encoder.script().call("rows", parts.get(0), 0, Integer.MAX_VALUE);
    for (IValue part : parts.subList(1, parts.size())) {
      try (IValue before = all) {
        all = encoder.script().call("join", before, part);
      }
    }
    return all;
  }

  long cacheHits() {
    return cache.hits();
  }

  @Override
  public void close() {
    synchronized (cache) {
      cache.close();
    }
  }
}
