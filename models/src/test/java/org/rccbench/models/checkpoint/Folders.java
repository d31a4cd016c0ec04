package org.rccbench.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Copies of golden checkpoints that a test may damage, and safetensors files made by hand. */
public final class Folders {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/models");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Folders() {}

  /** The golden folder itself; not to be written to. */
  public static Path golden(String name) {
    return GOLDEN.resolve(name);
  }

  /** A copy without expected.json, in a folder of the same name under {@code parent}. */
  public static Path copy(String name, Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    List<Path> files;
    try (Stream<Path> list = Files.list(golden(name))) {
      files = list.filter(file -> !file.endsWith("expected.json")).toList();
    }
    for (Path file : files) {
      Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
    }
    return folder;
  }

  /** Sets a field of a JSON file to a value given as JSON, or removes it for null. */
  public static void set(Path file, String field, String json) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
    if (json == null) {
      root.remove(field);
    } else {
      JsonNode value = JSON.readTree(json);
      root.set(field, value);
    }
    Files.writeString(file, root.toPrettyString());
  }

  /** A safetensors file of a header as it stands and zeros as data. */
  static void write(Path file, String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    Files.write(file, bytes(json.length, json, new byte[dataBytes]));
  }

  static byte[] bytes(long length, byte[] json, byte[] data) {
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(json)
        .put(data)
        .array();
  }

  /** Changes the header's text; the data stay. */
  public static void edit(Path file, UnaryOperator<String> change) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int end = 8 + headerLength(all);
    String before = new String(Arrays.copyOfRange(all, 8, end), StandardCharsets.UTF_8);
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalArgumentException("the edit changes nothing in " + file);
    }
    byte[] json = after.getBytes(StandardCharsets.UTF_8);
    Files.write(file, bytes(json.length, json, Arrays.copyOfRange(all, end, all.length)));
  }

  static int headerLength(byte[] file) {
    return (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
