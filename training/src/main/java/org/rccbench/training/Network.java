package org.rccbench.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * The shape of what is trained: a language model, or one that reads slots.
 *
 * @param decoder the language model, or what reads the slots
 * @param compressor what makes the slots, empty for a language model
 */
public record Network(NeoxConfig decoder, Optional<Compressor> compressor) {

  /** Checks that the encoder has the levels and the width that the decoder needs. */
  public Network {
    Objects.requireNonNull(decoder, "decoder");
    compressor.ifPresent(c -> c.check(decoder));
  }

  /**
   * What makes slots.
   *
   * @param encoder its tower
   * @param architecture how the slots reach the decoder
   * @param pairs for RCC: whether a decoder level is the mean of two encoder levels (layers_Equal)
   * @param memoryTokens for ICAE: learned tokens, as many as a window has slots at most; else 0
   */
  public record Compressor(
      NeoxConfig encoder, Architecture architecture, boolean pairs, int memoryTokens) {

    /** Checks that what is given belongs to the architecture. */
    public Compressor {
      Objects.requireNonNull(encoder, "encoder");
      if (pairs && architecture != Architecture.RCC) {
        throw new IllegalArgumentException(
            "level rule \"pairs\" is for architecture rcc, not " + architecture.label());
      }
      if (memoryTokens < 0 || (memoryTokens > 0) != (architecture == Architecture.ICAE)) {
        throw new IllegalArgumentException(
            "architecture " + architecture.label() + " with " + memoryTokens + " learned tokens");
      }
    }

    private void check(NeoxConfig decoder) {
      int e = encoder.layers();
      int d = decoder.layers();
      if (pairs ? e != 2 * d : e < levelsPerBlock() * d) {
        throw new IllegalArgumentException(
            "level rule \""
                + (pairs ? "pairs" : "first")
                + "\" cannot feed a decoder of "
                + d
                + " blocks from an encoder of "
                + e);
      }
      if (encoder.hidden() != decoder.hidden()) {
        throw new IllegalArgumentException(
            "encoder width "
                + encoder.hidden()
                + " and decoder width "
                + decoder.hidden()
                + " must be equal");
      }
    }

    /** Encoder levels that a decoder block gets; 0 where the last level alone is its input. */
    int levelsPerBlock() {
      if (architecture != Architecture.RCC) {
        return 0;
      }
      return pairs ? 2 : 1;
    }
  }

  /** A language model. */
  public static Network language(NeoxConfig config) {
    return new Network(config, Optional.empty());
  }

  /** RCC whose towers have one shape. */
  public static Network rcc(NeoxConfig config) {
    return new Network(config, Optional.of(new Compressor(config, Architecture.RCC, false, 0)));
  }

  Optional<NeoxConfig> encoder() {
    return compressor.map(Compressor::encoder);
  }

  /** All tensors, in the order in which the step holds them. */
  List<Parameter> parameters() {
    return new Layout(this).parameters();
  }

  /** Which tensor stands where in train_step.py, and the names of all (official key layout). */
  static final class Layout {
    private static final String DECODER = "gpt_neox.";
    private static final String ENCODER = "gpt_neox.rcc_encoder.gpt_neox.";

    /** As models reads it. */
    static final String MEMORY = "gpt_neox.rcc_encoder.memory_token_embed.weight";

    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Long> table = new ArrayList<>();
    private final int encoderStart;
    private final int projections;
    private int memory = -1;

    Layout(Network network) {
      tower(network.decoder, DECODER, Parameter.Use.DECODER);
      encoderStart = table.size();
      network.encoder().ifPresent(encoder -> tower(encoder, ENCODER, Parameter.Use.ENCODER));
      projections = table.size();
      network.compressor.ifPresent(compressor -> compressor(compressor, network.decoder));
    }

    List<Parameter> parameters() {
      return parameters;
    }

    long[] table() {
      return table.stream().mapToLong(Long::longValue).toArray();
    }

    int encoderStart() {
      return encoderStart;
    }

    int projections() {
      return projections;
    }

    /** Number of the parameter with ICAE's learned tokens, -1 without them. */
    int memory() {
      return memory;
    }

    private void compressor(Compressor compressor, NeoxConfig decoder) {
      long d = decoder.hidden();
      role(add(DECODER + "rcc_encoder2gpt_embed.weight", Parameter.Use.DECODER, d, d));
      role(-1);
      switch (compressor.architecture()) {
        case RCC -> additions(compressor, decoder);
        case LAST_LAYER -> {}
        case ICAE ->
            memory =
                Math.toIntExact(add(MEMORY, Parameter.Use.ENCODER, compressor.memoryTokens(), d));
      }
    }

    private void tower(NeoxConfig config, String prefix, Parameter.Use use) {
      long d = config.hidden();
      long embedding = add(prefix + "embed_in.weight", use, config.vocabulary(), d);
      role(embedding);
      norm(prefix + "final_layer_norm", use, d);
      if (use == Parameter.Use.ENCODER) {
        role(-1);
      } else {
        role(config.tied() ? embedding : add("embed_out.weight", use, config.vocabulary(), d));
      }
      role(-1);
      for (int i = 0; i < config.layers(); i++) {
        block(config, prefix + "layers." + i + ".", use);
      }
    }

    private void block(NeoxConfig config, String prefix, Parameter.Use use) {
      long d = config.hidden();
      long f = config.intermediate();
      norm(prefix + "input_layernorm", use, d);
      norm(prefix + "post_attention_layernorm", use, d);
      linear(prefix + "attention.query_key_value", use, config.attentionBias(), 3 * d, d);
      linear(prefix + "attention.dense", use, config.attentionBias(), d, d);
      linear(prefix + "mlp.dense_h_to_4h", use, true, f, d);
      linear(prefix + "mlp.dense_4h_to_h", use, true, d, f);
    }

    /** The A_i, and two matrices that the official loader wants. */
    private void additions(Compressor compressor, NeoxConfig decoder) {
      long d = decoder.hidden();
      for (int i = 0; i < decoder.layers(); i++) {
        String name = DECODER + "rcc_encoder2gpt_A_matrix." + i + ".weight";
        role(add(name, Parameter.Use.DECODER, d, d));
        role(-1);
      }
      add("gpt_neox.embed_out.weight", Parameter.Use.DEAD, decoder.vocabulary(), d);
      long inner = compressor.encoder().vocabulary();
      add("gpt_neox.rcc_encoder.embed_out.weight", Parameter.Use.DEAD, inner, d);
    }

    private void norm(String name, Parameter.Use use, long d) {
      role(add(name + ".weight", use, d));
      role(add(name + ".bias", use, d));
    }

    private void linear(String name, Parameter.Use use, boolean bias, long rows, long columns) {
      role(add(name + ".weight", use, rows, columns));
      role(bias ? add(name + ".bias", use, rows) : -1);
    }

    private long add(String name, Parameter.Use use, long... shape) {
      List<Long> sizes = new ArrayList<>();
      for (long size : shape) {
        sizes.add(size);
      }
      parameters.add(new Parameter(name, sizes, use));
      return parameters.size() - 1L;
    }

    private void role(long parameter) {
      table.add(parameter);
    }
  }
}
