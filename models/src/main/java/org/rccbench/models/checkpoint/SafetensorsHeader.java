package org.rccbench.models.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header of a safetensors file: 8 bytes little-endian length, then JSON, then the data without
 * holes. Lengths, offsets, shapes and types are all checked against the file's real size, so that a
 * damaged or hostile file can do no more than raise an {@link IllegalArgumentException}.
 *
 * @see <a href="https://github.com/huggingface/safetensors">format description</a>
 */
final class SafetensorsHeader {
  /** The limit of the reference implementation. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private SafetensorsHeader() {}

  static List<StoredTensor> read(Path file) {
    String name = String.valueOf(file.getFileName());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < 8) {
        throw bad(name, "has " + size + " bytes, a header needs at least 8");
      }
      long length = bytes(channel, 0, 8, name).getLong();
      if (length > LONGEST_HEADER && length <= size - 8) {
        throw bad(
            name,
            "says that its header has "
                + length
                + " bytes, the format allows "
                + LONGEST_HEADER
                + "; it is no safetensors file");
      }
      if (length < 2 || length > size - 8) {
        throw bad(
            name,
            String.format(
                Locale.ROOT,
                "says that its header has %s bytes, but the file has %d; it is cut short or no safetensors file",
                Long.toUnsignedString(length),
                size));
      }
      byte[] json = bytes(channel, 8, (int) length, name).array();
      return entries(file, parse(json, name), 8 + length, size - 8 - length);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long from, int count, String name)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw bad(name, "ends inside its header");
      }
    }
    return buffer.flip();
  }

  private static JsonNode parse(byte[] json, String name) {
    try {
      JsonNode root = JSON.readTree(json);
      if (root == null || !root.isObject()) {
        throw bad(name, "has a header that is no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw bad(name, "has a header that is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) { // not from a file: bytes that are no text
      throw bad(name, "has a header that is not valid JSON: " + e.getMessage());
    }
  }

  private static List<StoredTensor> entries(Path file, JsonNode root, long start, long dataBytes) {
    List<StoredTensor> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (!field.getKey().equals("__metadata__")) {
        tensors.add(entry(file, field.getKey(), field.getValue(), start, dataBytes));
      }
    }
    checkThatDataIsCoveredOnce(file, tensors, start, dataBytes);
    return tensors;
  }

  private static StoredTensor entry(
      Path file, String tensor, JsonNode node, long start, long dataBytes) {
    String where = file.getFileName() + ", tensor \"" + tensor + "\"";
    Dtype dtype = Dtype.named(node.path("dtype").asText(), where);
    List<Long> shape = longs(node.path("shape"), where + ", field shape");
    List<Long> offsets = longs(node.path("data_offsets"), where + ", field data_offsets");
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > dataBytes) {
      throw new IllegalArgumentException(
          where + ": data_offsets " + offsets + " do not fit into " + dataBytes + " bytes of data");
    }
    long needed = dtype.bytes();
    try {
      for (long s : shape) {
        needed = Math.multiplyExact(needed, s);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(where + ": shape " + shape + " is too large", e);
    }
    long bytes = offsets.get(1) - offsets.get(0);
    if (needed != bytes) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: shape %s of %s needs %d bytes, the offsets give %d",
              where,
              shape,
              dtype,
              needed,
              bytes));
    }
    return new StoredTensor(tensor, dtype, shape, file, start + offsets.get(0), bytes);
  }

  private static List<Long> longs(JsonNode node, String where) {
    if (!node.isArray()) {
      throw new IllegalArgumentException(
          where + " must be a list of numbers, was " + excerpt(node));
    }
    List<Long> values = new ArrayList<>();
    for (JsonNode value : node) {
      if (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < 0) {
        throw new IllegalArgumentException(
            where + " must hold whole numbers from 0, was " + excerpt(value));
      }
      values.add(value.asLong());
    }
    return values;
  }

  private static String excerpt(JsonNode node) {
    String text = node.isMissingNode() ? "missing" : node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private static void checkThatDataIsCoveredOnce(
      Path file, List<StoredTensor> tensors, long start, long dataBytes) {
    List<StoredTensor> sorted = new ArrayList<>(tensors);
    sorted.sort(Comparator.comparingLong(StoredTensor::offset).thenComparing(StoredTensor::bytes));
    long end = start;
    for (StoredTensor tensor : sorted) {
      if (tensor.offset() != end) {
        throw bad(
            String.valueOf(file.getFileName()),
            String.format(
                Locale.ROOT,
                "has tensor \"%s\" at byte %d, expected %d: tensors %s",
                tensor.name(),
                tensor.offset(),
                end,
                tensor.offset() < end ? "overlap" : "leave a hole"));
      }
      end = tensor.offset() + tensor.bytes();
    }
    if (end != start + dataBytes) {
      throw bad(
          String.valueOf(file.getFileName()),
          "has " + (start + dataBytes - end) + " bytes that belong to no tensor");
    }
  }

  private static IllegalArgumentException bad(String file, String what) {
    return new IllegalArgumentException(file + " " + what);
  }

  /** Whether a file looks like a Python pickle or a zip of one. */
  static boolean isPickle(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file)
        && (name.endsWith(".bin")
            || name.endsWith(".pt")
            || name.endsWith(".pth")
            || name.endsWith(".pkl"));
  }
}
