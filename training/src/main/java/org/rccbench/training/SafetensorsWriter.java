package org.rccbench.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.rccbench.models.checkpoint.Dtype;

/** Writes safetensors files, one tensor in memory at a time. */
final class SafetensorsWriter {
  private static final JsonMapper JSON = new JsonMapper();

  /** Readers map the data; it begins at a multiple of this. */
  private static final int ALIGNMENT = 64;

  private SafetensorsWriter() {}

  /**
   * A tensor to be written.
   *
   * @param name unique in the file
   * @param shape sizes, outermost first
   * @param bytes its values, little-endian
   */
  record Entry(String name, List<Long> shape, Supplier<ByteBuffer> bytes) {
    long elements() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }
  }

  /** Writes the file atomically; all tensors have one type. */
  static void write(Path file, Dtype dtype, Map<String, String> metadata, List<Entry> entries) {
    byte[] header = header(dtype, metadata, entries);
    AtomicFile.write(
        file,
        channel -> {
          ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
          put(channel, length.putLong(header.length).flip());
          put(channel, ByteBuffer.wrap(header));
          for (Entry entry : entries) {
            ByteBuffer bytes = entry.bytes().get();
            if (bytes.remaining() != entry.elements() * dtype.bytes()) {
              throw new IllegalStateException(
                  "tensor \"" + entry.name() + "\" gave " + bytes.remaining() + " bytes");
            }
            refuseNonFinite(entry.name(), dtype, bytes);
            put(channel, bytes);
          }
        });
  }

  private static byte[] header(Dtype dtype, Map<String, String> metadata, List<Entry> entries) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode about = root.putObject("__metadata__");
    metadata.forEach(about::put);
    long offset = 0;
    for (Entry entry : entries) {
      ObjectNode node = root.putObject(entry.name());
      node.put("dtype", dtype.name());
      entry.shape().forEach(node.putArray("shape")::add);
      long end = offset + entry.elements() * dtype.bytes();
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String json = root.toString();
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    int padding = (ALIGNMENT - (8 + bytes) % ALIGNMENT) % ALIGNMENT;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static void refuseNonFinite(String name, Dtype dtype, ByteBuffer bytes) {
    ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (little.hasRemaining()) {
      boolean finite =
          switch (dtype) {
            case F16 -> (little.getShort() & 0x7C00) != 0x7C00;
            case BF16 -> (little.getShort() & 0x7F80) != 0x7F80;
            case F32 -> Float.isFinite(little.getFloat());
            default -> throw new IllegalArgumentException("weights cannot be " + dtype);
          };
      if (!finite) {
        throw new IllegalStateException(
            "tensor \""
                + name
                + "\" has a value that "
                + dtype
                + " cannot hold; write it as F32, or find out why it grew");
      }
    }
  }

  private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
