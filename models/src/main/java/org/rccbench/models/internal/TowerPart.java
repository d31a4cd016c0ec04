package org.rccbench.models.internal;

import java.util.ArrayList;
import java.util.List;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * Which tensors of a checkpoint make a tower (official RCC key layout: RCC_Transformer,
 * model/modeling_mcp2.py).
 *
 * @param prefix before {@code embed_in}, {@code layers} and {@code final_layer_norm}
 * @param head whether logits are needed
 * @param projections whether RCC's W_e and A_i belong to it
 */
record TowerPart(String prefix, boolean head, boolean projections) {
  static final TowerPart PLAIN = new TowerPart("gpt_neox.", true, false);
  static final TowerPart RCC_DECODER = new TowerPart("gpt_neox.", true, true);
  static final TowerPart RCC_ENCODER =
      new TowerPart("gpt_neox.rcc_encoder.gpt_neox.", false, false);

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
    if (projections) {
      all.add(new MatrixRef(prefix + "rcc_encoder2gpt_embed.weight", null, d, d));
      for (int i = 0; i < config.layers(); i++) {
        all.add(new MatrixRef(prefix + "rcc_encoder2gpt_A_matrix." + i + ".weight", null, d, d));
      }
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
    return (head ? 1 : 0) + (projections ? config.layers() + 1 : 0);
  }

  long parameters(NeoxConfig config) {
    long d = config.hidden();
    return config.parameters(head) + (projections ? (config.layers() + 1) * d * d : 0);
  }

  private String block(int i) {
    return prefix + "layers." + i + ".";
  }

  private static MatrixRef linear(String name, boolean bias, long rows, long columns) {
    return new MatrixRef(name + ".weight", bias ? name + ".bias" : null, rows, columns);
  }
}
