package org.rccbench.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The shape of a GPT-NeoX tower, as config.json says it (transformers 4.40.2,
 * configuration_gpt_neox.py; missing keys get that file's defaults where golden checkpoints leave
 * them out).
 *
 * @param vocabulary rows of the embedding
 * @param hidden width d
 * @param layers number of blocks
 * @param heads attention heads; they divide d
 * @param intermediate width of the mlp
 * @param maxPositions positions seen in training
 * @param rotaryPct share of a head that is turned
 * @param rotaryBase base of the rotary angles
 * @param eps epsilon of the layer norms
 * @param activation {@code gelu}, {@code gelu_new} or {@code gelu_fast}
 * @param parallel whether attention and mlp read the same input
 * @param attentionBias whether query_key_value and dense have biases
 * @param tied whether the head is the embedding
 * @param eosId end of text
 */
public record NeoxConfig(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int maxPositions,
    double rotaryPct,
    double rotaryBase,
    double eps,
    String activation,
    boolean parallel,
    boolean attentionBias,
    boolean tied,
    int eosId) {

  private static final Set<String> ACTIVATIONS = Set.of("gelu", "gelu_new", "gelu_fast");

  /** Checks that the sizes make a network. */
  public NeoxConfig {
    positive("vocab_size", vocabulary);
    positive("hidden_size", hidden);
    positive("num_hidden_layers", layers);
    positive("num_attention_heads", heads);
    positive("intermediate_size", intermediate);
    positive("max_position_embeddings", maxPositions);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden_size " + hidden + " is no multiple of num_attention_heads " + heads);
    }
    if (!(rotaryPct > 0 && rotaryPct <= 1)) {
      throw new IllegalArgumentException("rotary_pct must be in (0, 1], was " + rotaryPct);
    }
    int head = hidden / heads;
    int turned = (int) (head * rotaryPct);
    if (turned < 2 || turned % 2 != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rotary_pct %s turns %d of %d dimensions of a head; it must be an even number, at least 2",
              rotaryPct,
              turned,
              head));
    }
    if (!(rotaryBase > 0) || !(eps > 0)) {
      throw new IllegalArgumentException(
          "rotary_emb_base and layer_norm_eps must be > 0, were " + rotaryBase + " and " + eps);
    }
    if (!ACTIVATIONS.contains(activation)) {
      throw new IllegalArgumentException(
          "hidden_act \"" + activation + "\" is not supported; known: gelu, gelu_new, gelu_fast");
    }
  }

  /** Width of a head. */
  public int headSize() {
    return hidden / heads;
  }

  /** Turned dimensions of a head. */
  public int rotaryDimensions() {
    return (int) (headSize() * rotaryPct);
  }

  /** Parameters of the tower, its head included where {@code withHead}. */
  public long parameters(boolean withHead) {
    long d = hidden;
    long block = 4 * d * d + 4 * d + 2 * d * intermediate + intermediate + d + 4 * d;
    if (!attentionBias) {
      block -= 4 * d;
    }
    return layers * block + vocabulary * d * (withHead && !tied ? 2 : 1) + 2 * d;
  }

  /** For example {@code d512 L6 H8}. */
  public String size() {
    return String.format(Locale.ROOT, "d%d L%d H%d", hidden, layers, heads);
  }

  static NeoxConfig read(Path file) {
    ConfigFile config = ConfigFile.read(file);
    config.require("model_type", "gpt_neox");
    config.refuseUnknown(KNOWN);
    refuseScaling(config);
    try {
      return new NeoxConfig(
          config.integer("vocab_size"),
          config.integer("hidden_size"),
          config.integer("num_hidden_layers"),
          config.integer("num_attention_heads"),
          config.integer("intermediate_size"),
          config.integer("max_position_embeddings"),
          config.number(
              0.25, "rotary_pct", "partial_rotary_factor", "rope_parameters.partial_rotary_factor"),
          config.number(10000, "rotary_emb_base", "rope_theta", "rope_parameters.rope_theta"),
          config.number("layer_norm_eps", 1e-5),
          config.text("hidden_act", "gelu"),
          config.flag("use_parallel_residual", true),
          config.flag("attention_bias", true),
          config.flag("tie_word_embeddings", false),
          (int) config.number("eos_token_id", 0));
    } catch (IllegalArgumentException e) {
      throw config.inThisFile(e);
    }
  }

  private static void refuseScaling(ConfigFile config) {
    JsonNode scaling = config.node("rope_scaling");
    String type = config.node("rope_parameters.rope_type").asText("default");
    if (!(scaling.isMissingNode() || scaling.isNull()) || !type.equals("default")) {
      throw new IllegalArgumentException(
          config.name()
              + ", field rope_scaling: scaled rotary angles are not supported, found "
              + scaling);
    }
  }

  /** Fields that are read, and fields that cannot change what the network computes at inference. */
  private static final Set<String> KNOWN =
      Set.of(
          "_attn_implementation",
          "_name_or_path",
          "architectures",
          "attention_bias",
          "attention_dropout",
          "auto_map",
          "bos_token_id",
          "classifier_dropout",
          "dtype",
          "eos_token_id",
          "hidden_act",
          "hidden_dropout",
          "hidden_size",
          "id2label",
          "initializer_range",
          "intermediate_size",
          "is_decoder",
          "label2id",
          "layer_norm_eps",
          "max_position_embeddings",
          "model_type",
          "num_attention_heads",
          "num_hidden_layers",
          "pad_token_id",
          "partial_rotary_factor",
          "rope_parameters",
          "rope_scaling",
          "rope_theta",
          "rotary_emb_base",
          "rotary_pct",
          "tie_word_embeddings",
          "torch_dtype",
          "transformers_version",
          "use_cache",
          "use_parallel_residual",
          "vocab_size");

  private static void positive(String field, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(field + " must be > 0, was " + value);
    }
  }

  /** Pythia's published shapes, for models with random weights (EleutherAI/pythia, README). */
  public static final Map<String, NeoxConfig> PYTHIA =
      Map.of(
          "pythia-14m", pythia(128, 6, 4),
          "pythia-70m", pythia(512, 6, 8),
          "pythia-160m", pythia(768, 12, 12),
          "pythia-410m", pythia(1024, 24, 16),
          "pythia-1b", pythia(2048, 16, 8),
          "pythia-1.4b", pythia(2048, 24, 16),
          "pythia-2.8b", pythia(2560, 32, 32));

  private static NeoxConfig pythia(int hidden, int layers, int heads) {
    return new NeoxConfig(
        50304,
        hidden,
        layers,
        heads,
        4 * hidden,
        2048,
        0.25,
        10000,
        1e-5,
        "gelu",
        true,
        true,
        false,
        0);
  }
}
