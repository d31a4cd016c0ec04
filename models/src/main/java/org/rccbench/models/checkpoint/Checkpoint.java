package org.rccbench.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A HuggingFace folder: config.json and one or many safetensors files, GPT-NeoX or RCC in the
 * official key layout. Opening reads headers alone; no weight is touched.
 */
public final class Checkpoint {
  private static final String INDEX = "model.safetensors.index.json";

  private static final List<String> SETTINGS =
      List.of("config.json", "encoder_config.json", "rcc_config.json", "tokenizer.json");

  private final Path folder;
  private final NeoxConfig config;
  private final SortedMap<String, StoredTensor> tensors;

  private Checkpoint(Path folder, NeoxConfig config, SortedMap<String, StoredTensor> tensors) {
    this.folder = folder;
    this.config = config;
    this.tensors = tensors;
  }

  /**
   * Reads configuration and headers.
   *
   * @throws IllegalArgumentException if the folder is no checkpoint, or anything in it is not what
   *     it must be; the message names file and field
   */
  public static Checkpoint open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "\""
              + folder
              + "\" is no folder and no bundled model; --model wants a HuggingFace folder with config.json and safetensors files, a bundled name"
              + (BundledModels.names().isEmpty()
                  ? ""
                  : " (" + String.join(", ", BundledModels.names()) + ")")
              + ", or shape:pythia-14m");
    }
    Path file = folder.resolve("config.json");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("\"" + folder + "\" has no config.json");
    }
    SortedMap<String, StoredTensor> tensors = tensors(folder, shards(folder));
    Checkpoint checkpoint = new Checkpoint(folder, NeoxConfig.read(file), tensors);
    checkpoint.checkDepth("config.json", checkpoint.config);
    return checkpoint;
  }

  /** Refuses a number of blocks that cannot be, before lists of that length are made. */
  private void checkDepth(String file, NeoxConfig shape) {
    if (shape.layers() > tensors.size()) {
      throw new IllegalArgumentException(
          file
              + ", field num_hidden_layers is "
              + shape.layers()
              + ", but \""
              + name()
              + "\" has "
              + tensors.size()
              + " tensors in all");
    }
  }

  private static SortedSet<Path> shards(Path folder) {
    if (Files.isRegularFile(folder.resolve(INDEX))) {
      return indexed(folder);
    }
    SortedSet<Path> found = new TreeSet<>();
    boolean pickled = false;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        pickled |= SafetensorsHeader.isPickle(file);
        if (String.valueOf(file.getFileName()).endsWith(".safetensors")) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("\"" + folder + "\" cannot be listed: " + e.getMessage(), e);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + folder + "\" has no safetensors file" + (pickled ? PICKLED : ""));
    }
    return found;
  }

  private static final String PICKLED =
      ", only pickled weights, which can run code and are never loaded; convert them once in Python:"
          + " AutoModelForCausalLM.from_pretrained(DIR).save_pretrained(DIR, safe_serialization=True)";

  private static SortedSet<Path> indexed(Path folder) {
    JsonNode map = ConfigFile.read(folder.resolve(INDEX)).node("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw new IllegalArgumentException(INDEX + ", field weight_map is missing or empty");
    }
    SortedSet<Path> files = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String name = entry.getValue().asText();
      if (!name.matches("[A-Za-z0-9._-]+\\.safetensors") || name.startsWith(".")) {
        throw new IllegalArgumentException(
            INDEX
                + ", tensor \""
                + entry.getKey()
                + "\": \""
                + name
                + "\" is no plain name of a safetensors file in this folder");
      }
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            INDEX + " names " + name + ", which is not in the folder");
      }
      files.add(file);
    }
    return files;
  }

  private static SortedMap<String, StoredTensor> tensors(Path folder, SortedSet<Path> files) {
    SortedMap<String, StoredTensor> all = new TreeMap<>();
    for (Path file : files) {
      for (StoredTensor tensor : SafetensorsHeader.read(file)) {
        StoredTensor other = all.put(tensor.name(), tensor);
        if (other != null) {
          throw new IllegalArgumentException(
              "tensor \""
                  + tensor.name()
                  + "\" is in "
                  + other.file().getFileName()
                  + " and in "
                  + file.getFileName()
                  + " of \""
                  + folder.getFileName()
                  + "\"; keep one");
        }
      }
    }
    return all;
  }

  /** The folder's name. */
  public String name() {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "checkpoint" : name.toString();
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** The decoder's shape, for a checkpoint that is no RCC the only one. */
  public NeoxConfig config() {
    return config;
  }

  /** Whether the weights have RCC's encoder. */
  public boolean isRcc() {
    return tensors.keySet().stream().anyMatch(name -> name.startsWith("gpt_neox.rcc_encoder."));
  }

  /** The encoder's shape: encoder_config.json, or the decoder's. */
  public NeoxConfig encoderConfig() {
    Path file = folder.resolve("encoder_config.json");
    if (!Files.isRegularFile(file)) {
      return config;
    }
    NeoxConfig shape = NeoxConfig.read(file);
    checkDepth("encoder_config.json", shape);
    return shape;
  }

  /** rcc_config.json, or empty where the checkpoint has none and the official settings hold. */
  public Optional<RccConfig> rccConfig() {
    Path file = folder.resolve("rcc_config.json");
    return Files.isRegularFile(file) ? Optional.of(RccConfig.read(file)) : Optional.empty();
  }

  /** All tensors by name. */
  public SortedMap<String, StoredTensor> tensors() {
    return java.util.Collections.unmodifiableSortedMap(tensors);
  }

  /**
   * The tensor of a name and shape.
   *
   * @throws IllegalArgumentException if it is missing, or has another shape or no floating type
   */
  public StoredTensor tensor(String name, List<Long> shape) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "\""
              + name()
              + "\" lacks tensor \""
              + name
              + "\"; it is no "
              + (isRcc() ? "RCC" : "GPT-NeoX")
              + " checkpoint of the shape in its config.json");
    }
    if (!tensor.shape().equals(shape)) {
      throw new IllegalArgumentException(
          tensor.file().getFileName()
              + ", tensor \""
              + name
              + "\" has shape "
              + tensor.shape()
              + ", config.json says "
              + shape);
    }
    if (!tensor.dtype().isWeight()) {
      throw new IllegalArgumentException(
          tensor.file().getFileName()
              + ", tensor \""
              + name
              + "\" has dtype "
              + tensor.dtype()
              + "; weights must be F32, F16 or BF16");
    }
    return tensor;
  }

  /** sha256 over the weight files, in the order of their names: name, zero byte, content. */
  public String sha256() {
    SortedSet<Path> files = new TreeSet<>();
    tensors.values().forEach(tensor -> files.add(tensor.file()));
    return sha256(files);
  }

  /**
   * sha256 over configurations and tokenizer, as far as the folder has them: the same weights can
   * be another model.
   */
  public String settingsSha256() {
    SortedSet<Path> files = new TreeSet<>();
    for (String name : SETTINGS) {
      if (Files.isRegularFile(folder.resolve(name))) {
        files.add(folder.resolve(name));
      }
    }
    return sha256(files);
  }

  private String sha256(SortedSet<Path> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 20];
      for (Path file : files) {
        digest.update((file.getFileName() + "\0").getBytes(StandardCharsets.UTF_8));
        try (InputStream in = Files.newInputStream(file)) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "weights of \"" + name() + "\" cannot be read: " + e.getMessage(), e);
    }
  }
}
