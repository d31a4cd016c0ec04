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
import java.util.HashMap;
import java.util.Map;

/** A float32 safetensors file as the format's description has it, read without the product. */
final class FinalFile {
  private FinalFile() {}

  static Map<String, FloatBuffer> read(Path file) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int header = Math.toIntExact(all.getLong());
      byte[] json = new byte[header];
      all.get(json);
      Map<String, FloatBuffer> tensors = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(json).properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          int from = entry.getValue().path("data_offsets").get(0).asInt();
          int to = entry.getValue().path("data_offsets").get(1).asInt();
          tensors.put(
              entry.getKey(),
              all.slice(8 + header + from, to - from)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .asFloatBuffer());
        }
      }
      return tensors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
