package org.rccbench.bench.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A HuggingFace folder of a GPT-NeoX with many blocks and almost no weights, in one safetensors
 * file or several, so that opening it is the work of its headers.
 *
 * @param folder a temporary folder of its own
 * @param headerBytes JSON bytes of all headers and of the index
 */
record GeneratedCheckpoint(Path folder, long headerBytes) implements AutoCloseable {
  private static final long WIDTH = 8;
  private static final int HEADS = 1;
  private static final long VOCABULARY = 16;
  private static final String INDEX = "model.safetensors.index.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A tensor of zeros. */
  private record Named(String name, List<Long> shape) {}

  /** Writes a folder whose tensors lie in {@code shards} files. */
  static GeneratedCheckpoint write(int blocks, int shards) {
    try {
      Path folder = Files.createTempDirectory("rcc-bench-checkpoint-");
      Files.write(folder.resolve("config.json"), JSON.writeValueAsBytes(config(blocks)));
      List<Named> tensors = tensors(blocks);
      long bytes = 0;
      Map<String, String> index = new LinkedHashMap<>();
      for (int shard = 0; shard < shards; shard++) {
        int from = tensors.size() * shard / shards;
        int to = tensors.size() * (shard + 1) / shards;
        String file = shards == 1 ? "model.safetensors" : "model-" + (shard + 1) + ".safetensors";
        bytes += safetensors(folder.resolve(file), tensors.subList(from, to));
        tensors.subList(from, to).forEach(tensor -> index.put(tensor.name(), file));
      }
      if (shards > 1) {
        byte[] json = JSON.writeValueAsBytes(Map.of("weight_map", index));
        Files.write(folder.resolve(INDEX), json);
        bytes += json.length;
      }
      return new GeneratedCheckpoint(folder, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a checkpoint cannot be written: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> config(int blocks) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("model_type", "gpt_neox");
    config.put("vocab_size", VOCABULARY);
    config.put("hidden_size", WIDTH);
    config.put("num_hidden_layers", blocks);
    config.put("num_attention_heads", HEADS);
    config.put("intermediate_size", 4 * WIDTH);
    config.put("max_position_embeddings", 64);
    return config;
  }

  private static List<Named> tensors(int blocks) {
    List<Named> all = new ArrayList<>();
    all.add(new Named("gpt_neox.embed_in.weight", List.of(VOCABULARY, WIDTH)));
    all.add(new Named("embed_out.weight", List.of(VOCABULARY, WIDTH)));
    linear(all, "gpt_neox.final_layer_norm", WIDTH);
    for (int i = 0; i < blocks; i++) {
      String block = "gpt_neox.layers." + i + ".";
      linear(all, block + "input_layernorm", WIDTH);
      linear(all, block + "post_attention_layernorm", WIDTH);
      linear(all, block + "attention.query_key_value", 3 * WIDTH, WIDTH);
      linear(all, block + "attention.dense", WIDTH, WIDTH);
      linear(all, block + "mlp.dense_h_to_4h", 4 * WIDTH, WIDTH);
      linear(all, block + "mlp.dense_4h_to_h", WIDTH, 4 * WIDTH);
    }
    return all;
  }

  private static void linear(List<Named> all, String name, Long... shape) {
    all.add(new Named(name + ".weight", List.of(shape)));
    all.add(new Named(name + ".bias", List.of(shape[0])));
  }

  /** Writes 8 bytes of length, the header, the data; returns the header's bytes. */
  private static long safetensors(Path file, List<Named> tensors) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    long end = 0;
    for (Named tensor : tensors) {
      long bytes = Float.BYTES;
      for (long size : tensor.shape()) {
        bytes *= size;
      }
      long[] offsets = {end, end + bytes};
      header.put(
          tensor.name(), Map.of("dtype", "F32", "shape", tensor.shape(), "data_offsets", offsets));
      end += bytes;
    }
    byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(8 + json.length + end));
    all.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    Files.write(file, all.array());
    return json.length;
  }

  /** Deletes the folder. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("\"" + folder + "\" cannot be deleted; delete it by hand", e);
    }
  }
}
