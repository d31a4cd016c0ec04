package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rccbench.models.LevelStatistics;

/** Collects levels while a context streams by, for {@code inspect}; off, it costs nothing. */
final class SlotObserver {
  private final boolean on;
  private final List<ByteArrayOutputStream> compressed = new ArrayList<>();
  private final List<ByteArrayOutputStream> hidden = new ArrayList<>();

  SlotObserver(boolean on) {
    this.on = on;
  }

  boolean isOn() {
    return on;
  }

  void compressed(GptNeox encoder, IValue levels) {
    if (on) {
      append(compressed, Inspector.floats(encoder, levels));
    }
  }

  /** Levels of slot rows; the list's last entry is the last row once more. */
  void hiddenOfSlots(GptNeox decoder, IValue levels) {
    if (on) {
      List<float[]> all = Inspector.floats(decoder, levels);
      append(hidden, all.subList(0, all.size() - 1));
    }
  }

  private static void append(List<ByteArrayOutputStream> sinks, List<float[]> levels) {
    for (int i = 0; i < levels.size(); i++) {
      if (sinks.size() == i) {
        sinks.add(new ByteArrayOutputStream());
      }
      float[] values = levels.get(i);
      ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
      buffer.asFloatBuffer().put(values);
      sinks.get(i).writeBytes(buffer.array());
    }
  }

  List<LevelStatistics> compressedLevels(GptNeox encoder) {
    return statistics(compressed, encoder.config().hidden());
  }

  /** Decoder levels over the slots seen so far and then the prompt; the cache is cut back. */
  List<LevelStatistics> hiddenWith(GptNeox decoder, KvCache cache, int[] prompt) {
    TokenIds.check(prompt, prompt.length, decoder.config().vocabulary());
    if (prompt.length > 0) {
      int before = cache.used();
      cache.reserve(prompt.length);
      try (PtNDArray ids = decoder.script().ids(prompt, prompt.length);
          IValue levels =
              decoder.script().call("tokens", ids, cache.tensors(), before, prompt.length, true)) {
        append(hidden, Inspector.floats(decoder, levels));
      }
    }
    return statistics(hidden, decoder.config().hidden());
  }

  private static List<LevelStatistics> statistics(List<ByteArrayOutputStream> sinks, int width) {
    List<LevelStatistics> all = new ArrayList<>();
    for (ByteArrayOutputStream sink : sinks) {
      float[] values = new float[sink.size() / 4];
      ByteBuffer.wrap(sink.toByteArray()).asFloatBuffer().get(values);
      all.add(LevelStatistics.of(values, width));
    }
    return all;
  }
}
