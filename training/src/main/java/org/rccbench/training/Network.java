package org.rccbench.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * The shape of what is trained: a language model, or RCC.
 *
 * @param decoder the language model, or RCC's decoder
 * @param encoder RCC's encoder, empty for a language model
 * @param pairs whether a decoder level is the mean of two encoder levels (layers_Equal)
 */
public record Network(NeoxConfig decoder, Optional<NeoxConfig> encoder, boolean pairs) {

  /** Checks that the encoder has the levels and the width that the decoder needs. */
  public Network {
    Objects.requireNonNull(decoder, "decoder");
    if (encoder.isPresent()) {
      int e = encoder.get().layers();
      int d = decoder.layers();
      if (pairs ? e != 2 * d : e < d) {
        throw new IllegalArgumentException(
            "level rule \""
                + (pairs ? "pairs" : "first")
                + "\" cannot feed a decoder of "
                + d
                + " blocks from an encoder of "
                + e);
      }
      if (encoder.get().hidden() != decoder.hidden()) {
        throw new IllegalArgumentException(
            "encoder width "
                + encoder.get().hidden()
                + " and decoder width "
                + decoder.hidden()
                + " must be equal");
      }
    }
  }

  /** A language model. */
  public static Network language(NeoxConfig config) {
    return new Network(config, Optional.empty(), false);
  }

  /** RCC whose towers have one shape. */
  public static Network rcc(NeoxConfig config) {
    return new Network(config, Optional.of(config), false);
  }

  boolean isRcc() {
    return encoder.isPresent();
  }

  /** All tensors, in the order in which the step holds them. */
  List<Parameter> parameters() {
    return new Layout(this).parameters();
  }

  /** Which tensor stands where in train_step.py, and the names of all (official key layout). */
  static final class Layout {
    private static final String DECODER = "gpt_neox.";
    private static final String ENCODER = "gpt_neox.rcc_encoder.gpt_neox.";

    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Long> table = new ArrayList<>();
    private final int encoderStart;
    private final int projections;

    Layout(Network network) {
      tower(network.decoder, DECODER, Parameter.Use.DECODER);
      encoderStart = table.size();
      network.encoder.ifPresent(encoder -> tower(encoder, ENCODER, Parameter.Use.ENCODER));
      projections = table.size();
      if (network.isRcc()) {
        projections(network);
      }
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

    private void projections(Network network) {
      long d = network.decoder.hidden();
      role(add(DECODER + "rcc_encoder2gpt_embed.weight", Parameter.Use.DECODER, d, d));
      role(-1);
      for (int i = 0; i < network.decoder.layers(); i++) {
        String name = DECODER + "rcc_encoder2gpt_A_matrix." + i + ".weight";
        role(add(name, Parameter.Use.DECODER, d, d));
        role(-1);
      }
      long rows = network.decoder.vocabulary();
      add("gpt_neox.embed_out.weight", Parameter.Use.DEAD, rows, d);
      long inner = network.encoder.orElseThrow().vocabulary();
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
