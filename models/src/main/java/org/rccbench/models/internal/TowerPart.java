package org.rccbench.models.internal;

import java.util.ArrayList;
import java.util.List;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * Which tensors of a checkpoint make a tower (official RCC key layout: RCC_Transformer,
 * model/modeling_mcp2.py; ICAE's learned tokens under a name of this project).
 *
 * @param prefix before {@code embed_in}, {@code layers} and {@code final_layer_norm}
 * @param head whether logits are needed
 * @param levels the encoder levels that it gives, or takes through projections
 * @param memoryTokens ICAE's learned tokens, 0 for none
 */
record TowerPart(String prefix, boolean head, Levels levels, int memoryTokens) {
  private static final String DECODER = "gpt_neox.";
  private static final String ENCODER = "gpt_neox.rcc_encoder.gpt_neox.";

  static final TowerPart PLAIN = new TowerPart(DECODER, true, Levels.NONE, 0);
  static final TowerPart RCC_DECODER = decoder(Architecture.RCC);
  static final TowerPart RCC_ENCODER = encoder(Architecture.RCC, 0);

  /** ICAE's learned tokens, [tokens, d]. */
  static final String MEMORY = "gpt_neox.rcc_encoder.memory_token_embed.weight";

  /** Encoder levels that pass between the towers. */
  enum Levels {
    /** There is one tower. */
    NONE,
    /** The last one alone, into the decoder's input: W_e. */
    TOP,
    /** All of them: W_e and A_i. */
    ALL
  }

  static TowerPart decoder(Architecture architecture) {
    return new TowerPart(DECODER, true, levels(architecture), 0);
  }

  static TowerPart encoder(Architecture architecture, int memoryTokens) {
    return new TowerPart(ENCODER, false, levels(architecture), memoryTokens);
  }

  private static Levels levels(Architecture architecture) {
    return architecture == Architecture.RCC ? Levels.ALL : Levels.TOP;
  }

  boolean isEncoder() {
    return !head;
  }

  boolean takesSlots() {
    return head && levels != Levels.NONE;
  }

  /** How many A_i it has. */
  private int additions(NeoxConfig config) {
    return takesSlots() && levels == Levels.ALL ? config.layers() : 0;
  }

  String embedding() {
    return prefix + "embed_in.weight";
  }

  /** Names without {@code .weight} and {@code .bias}, in the order of gpt_neox.py. */
  List<String> norms(NeoxConfig config) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < config.layers(); i++) {
      names.add(block(i) + "input_layernorm");
      names.add(block(i) + "post_attention_layernorm");
    }
    names.add(prefix + "final_layer_norm");
    return names;
  }

  /** All matrices in the order of gpt_neox.py. */
  List<MatrixRef> matrices(NeoxConfig config) {
    long d = config.hidden();
    long f = config.intermediate();
    boolean bias = config.attentionBias();
    List<MatrixRef> all = new ArrayList<>();
    if (head) {
      String name = config.tied() ? embedding() : "embed_out.weight";
      all.add(new MatrixRef(name, null, config.vocabulary(), d));
    }
    if (takesSlots()) {
      all.add(new MatrixRef(prefix + "rcc_encoder2gpt_embed.weight", null, d, d));
    }
    for (int i = 0; i < additions(config); i++) {
      all.add(new MatrixRef(prefix + "rcc_encoder2gpt_A_matrix." + i + ".weight", null, d, d));
    }
    for (int i = 0; i < config.layers(); i++) {
      all.add(linear(block(i) + "attention.query_key_value", bias, 3 * d, d));
      all.add(linear(block(i) + "attention.dense", bias, d, d));
      all.add(linear(block(i) + "mlp.dense_h_to_4h", true, f, d));
      all.add(linear(block(i) + "mlp.dense_4h_to_h", true, d, f));
    }
    return all;
  }

  /** How many matrices stand before those of the blocks. */
  int first(NeoxConfig config) {
    return (head ? 1 : 0) + (takesSlots() ? 1 : 0) + additions(config);
  }

  long parameters(NeoxConfig config) {
    long d = config.hidden();
    long projections = additions(config) + (takesSlots() ? 1L : 0L);
    return config.parameters(head) + projections * d * d + memoryTokens * d;
  }

  private String block(int i) {
    return prefix + "layers." + i + ".";
  }

  private static MatrixRef linear(String name, boolean bias, long rows, long columns) {
    return new MatrixRef(name + ".weight", bias ? name + ".bias" : null, rows, columns);
  }
}
