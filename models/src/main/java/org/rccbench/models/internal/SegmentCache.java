package org.rccbench.models.internal;

import ai.djl.pytorch.jni.IValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Kept levels of encoded windows by the hash of their ids, least recently used out first, under a
 * cap of bytes. Entries are copied out by whoever uses them, so one may be dropped at any time.
 */
final class SegmentCache implements AutoCloseable {
  private final long capacity;
  private final Map<String, IValue> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Long> sizes = new LinkedHashMap<>();
  private long bytes;
  private long hits;

  SegmentCache(long capacity) {
    this.capacity = capacity;
  }

  boolean isOn() {
    return capacity > 0;
  }

  static String key(int[] window) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * window.length);
    buffer.asIntBuffer().put(window);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(buffer.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The levels of a window, or null. */
  IValue get(String key) {
    IValue levels = entries.get(key);
    if (levels != null) {
      hits++;
    }
    return levels;
  }

  /** Takes ownership of the levels; false (and not taken) where they do not fit. */
  boolean put(String key, IValue levels, long size) {
    if (size > capacity || entries.containsKey(key)) {
      return false;
    }
    entries.put(key, levels);
    sizes.put(key, size);
    bytes += size;
    for (Iterator<Map.Entry<String, IValue>> eldest = entries.entrySet().iterator();
        bytes > capacity; ) {
      Map.Entry<String, IValue> entry = eldest.next();
      bytes -= sizes.remove(entry.getKey());
      entry.getValue().close();
      eldest.remove();
    }
    return true;
  }

  long hits() {
    return hits;
  }

  @Override
  public void close() {
    entries.values().forEach(IValue::close);
    entries.clear();
    sizes.clear();
    bytes = 0;
  }
}
