package org.rccbench.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/** 16-bit values of safetensors files, widened by the definitions of the formats. */
final class ShortValues {
  private ShortValues() {}

  static float[] floats(Path file, String name) {
    FloatBuffer buffer = FinalFile.read(file).get(name);
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  static void forEach(Path file, String type, BiConsumer<String, float[]> action) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int header = Math.toIntExact(all.getLong());
      byte[] json = new byte[header];
      all.get(json);
      for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(json).properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          int from = entry.getValue().path("data_offsets").get(0).asInt();
          int to = entry.getValue().path("data_offsets").get(1).asInt();
          float[] values = new float[(to - from) / 2];
          for (int i = 0; i < values.length; i++) {
            short bits = all.getShort(8 + header + from + 2 * i);
            values[i] = type.equals("bf16") ? Float.intBitsToFloat(bits << 16) : half(bits);
          }
          action.accept(entry.getKey(), values);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** IEEE 754 binary16. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 31;
    int fraction = bits & 1023;
    double size =
        exponent == 0
            ? Math.scalb((double) fraction, -24)
            : Math.scalb(1024.0 + fraction, exponent - 25);
    return (float) (bits < 0 ? -size : size);
  }
}
