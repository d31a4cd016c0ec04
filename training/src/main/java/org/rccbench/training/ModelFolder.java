package org.rccbench.training;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rccbench.models.Prompts;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * A HuggingFace folder: config.json, model.safetensors, the tokenizer's files, and for what reads
 * slots rcc_config.json and the official key layout: for RCC with its dead matrices, for last-layer
 * and ICAE without what they do not compute, and with ICAE's learned tokens.
 */
final class ModelFolder {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonMapper PROMPTS =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final List<String> TOKENIZER_FILES =
      List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

  private final Path folder;

  ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes shapes and weights; the weights come last, so that a folder with weights is whole.
   *
   * @param rcc what rcc_config.json says; empty for a language model
   */
  void write(TrainStep step, Network network, Dtype dtype, Optional<RccAbout> rcc) {
    json("config.json", config(network.decoder(), dtype));
    network
        .encoder()
        .filter(encoder -> !encoder.equals(network.decoder()))
        .ifPresent(encoder -> json("encoder_config.json", config(encoder, dtype)));
    rcc.ifPresent(about -> json("rcc_config.json", about.json(network)));
    SafetensorsWriter.write(
        folder.resolve("model.safetensors"), dtype, Map.of("format", "pt"), entries(step, dtype));
  }

  /**
   * RCC's settings.
   *
   * @param level what holds where a user says nothing
   * @param trainedRates all rates that were trained
   * @param prompts what instruction training has used
   */
  record RccAbout(Level level, List<Integer> trainedRates, Prompts prompts) {
    private ObjectNode json(Network network) {
      ObjectNode json = JSON.createObjectNode();
      json.put("window", level.window());
      json.put("rate", level.rate());
      trainedRates.forEach(json.putArray("trained_rates")::add);
      Network.Compressor compressor = network.compressor().orElseThrow();
      json.put("level_rule", compressor.pairs() ? "pairs" : "first");
      json.put("compat", "fixed");
      json.put("architecture", compressor.architecture().label());
      json.set("prompts", PROMPTS.valueToTree(prompts));
      return json;
    }
  }

  private static List<SafetensorsWriter.Entry> entries(TrainStep step, Dtype dtype) {
    List<Parameter> parameters = step.parameters();
    return IntStream.range(0, parameters.size())
        .mapToObj(
            i ->
                new SafetensorsWriter.Entry(
                    parameters.get(i).name(),
                    parameters.get(i).shape(),
                    () -> step.take(i, TrainStep.Part.VALUE, dtype)))
        .toList();
  }

  private static ObjectNode config(NeoxConfig config, Dtype dtype) {
    ObjectNode json = JSON.createObjectNode();
    json.putArray("architectures").add("GPTNeoXForCausalLM");
    json.put("attention_bias", config.attentionBias());
    json.put("bos_token_id", config.eosId());
    json.put("eos_token_id", config.eosId());
    json.put("hidden_act", config.activation());
    json.put("hidden_size", config.hidden());
    json.put("initializer_range", 0.02);
    json.put("intermediate_size", config.intermediate());
    json.put("layer_norm_eps", config.eps());
    json.put("max_position_embeddings", config.maxPositions());
    json.put("model_type", "gpt_neox");
    json.put("num_attention_heads", config.heads());
    json.put("num_hidden_layers", config.layers());
    json.put("rotary_emb_base", config.rotaryBase());
    json.put("rotary_pct", config.rotaryPct());
    json.put("tie_word_embeddings", config.tied());
    json.put("torch_dtype", torchName(dtype));
    json.put("use_cache", true);
    json.put("use_parallel_residual", config.parallel());
    json.put("vocab_size", config.vocabulary());
    return json;
  }

  private static String torchName(Dtype dtype) {
    return switch (dtype) {
      case F16 -> "float16";
      case BF16 -> "bfloat16";
      case F32 -> "float32";
      default ->
          throw new IllegalArgumentException(
              "weights cannot be " + dtype.name().toLowerCase(Locale.ROOT));
    };
  }

  private void json(String name, ObjectNode json) {
    bytes(name, (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(String name, byte[] content) {
    AtomicFile.write(
        folder.resolve(name),
        channel -> {
          ByteBuffer bytes = ByteBuffer.wrap(content);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  /** Copies the tokenizer's files of another folder. */
  void tokenizer(Path from) {
    for (String name : TOKENIZER_FILES) {
      Path file = from.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          bytes(name, Files.readAllBytes(file));
        } catch (IOException e) {
          throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
        }
      }
    }
  }

  /** Writes the tokenizer of {@link Tokenizer#bytes()}. */
  void byteTokenizer() {
    try (InputStream in = Tokenizer.class.getResourceAsStream("byte-tokenizer.json")) {
      bytes("tokenizer.json", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
