package org.rccbench.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.BundledModels;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.NeoxConfig;
import org.rccbench.models.checkpoint.RccConfig;
import org.rccbench.models.checkpoint.StoredTensor;

/** The network that a recipe starts from, and its weights. */
final class InitialWeights implements Weights {
  /** transformers' initializer_range of Pythia. */
  private static final double STD = 0.02;

  /** How strongly positional heads look. */
  private static final double POSITIONAL = 4;

  private static final int POSITIONAL_PAIRS = 8;

  private final Recipe recipe;
  private final Optional<Checkpoint> checkpoint;
  private final Network network;

  InitialWeights(Recipe recipe) {
    this.recipe = recipe;
    Recipe.Start start = recipe.network();
    this.checkpoint =
        start.shape() == null
            ? Optional.of(Checkpoint.open(BundledModels.folder(start.from())))
            : Optional.empty();
    this.network = checkpoint.map(this::networkOf).orElseGet(() -> newNetwork(start));
  }

  private Network newNetwork(Recipe.Start start) {
    NeoxConfig config = start.shape().config();
    for (List<Integer> block : start.positionalHeads()) {
      if (start.positionalHeads().size() > config.layers() || block.size() != config.heads()) {
        throw new IllegalArgumentException(
            "positional_heads must be a list of at most "
                + config.layers()
                + " blocks with "
                + config.heads()
                + " offsets each, was "
                + start.positionalHeads());
      }
    }
    return start.compressor().isEmpty()
        ? Network.language(config)
        : new Network(config, Optional.of(newCompressor(config)));
  }

  private Network.Compressor newCompressor(NeoxConfig encoder) {
    Architecture architecture = recipe.network().compressor().orElseThrow();
    int tokens = architecture == Architecture.ICAE ? recipe.curriculum().mostSlotsOfAWindow() : 0;
    return new Network.Compressor(encoder, architecture, false, tokens);
  }

  private Network networkOf(Checkpoint folder) {
    if (!recipe.network().readsSlots()) {
      if (folder.isRcc()) {
        throw new IllegalArgumentException(
            "\"" + folder.name() + "\" has an encoder; architecture language-model needs none");
      }
      return Network.language(folder.config());
    }
    return new Network(
        folder.config(),
        Optional.of(folder.isRcc() ? compressorOf(folder) : newCompressor(folder.config())));
  }

  private Network.Compressor compressorOf(Checkpoint folder) {
    Architecture wanted = recipe.network().compressor().orElseThrow();
    RccConfig found = folder.rccConfig().orElse(RccConfig.OFFICIAL);
    if (found.architecture() != wanted) {
      throw new IllegalArgumentException(
          "\""
              + folder.name()
              + "\" has architecture "
              + found.architecture().label()
              + "; architecture "
              + wanted.label()
              + " starts from its own kind or from a language model");
    }
    int tokens = wanted == Architecture.ICAE ? memoryTokens(folder) : 0;
    return new Network.Compressor(folder.encoderConfig(), wanted, found.pairs(), tokens);
  }

  private int memoryTokens(Checkpoint folder) {
    StoredTensor memory = folder.tensors().get(Network.Layout.MEMORY);
    long there = memory == null ? 0 : memory.shape().get(0);
    int needed = recipe.curriculum().mostSlotsOfAWindow();
    if (there < needed) {
      throw new IllegalArgumentException(
          "\""
              + folder.name()
              + "\" has "
              + there
              + " learned tokens, the curriculum needs "
              + needed
              + "; leave its lowest rates out, or start from a language model");
    }
    return Math.toIntExact(there);
  }

  Network network() {
    return network;
  }

  /**
   * Checks that the recipe's tokenizer speaks of the tokens that the network knows.
   *
   * @param size one more than its highest id
   * @throws IllegalArgumentException if it does not
   */
  void checkTokenizer(int size) {
    TokenizerMatch tokenizer = new TokenizerMatch(recipe.data().tokenizer());
    tokenizer.check(size, network);
    checkpoint.ifPresent(tokenizer::check);
  }

  /** What identifies a start that is not random. */
  Optional<RunState.Start> identity() {
    return checkpoint.map(folder -> new RunState.Start(folder.name(), folder.sha256()));
  }

  @Override
  public Values of(Parameter parameter) {
    if (checkpoint.isEmpty()) {
      return fresh(parameter);
    }
    Checkpoint folder = checkpoint.get();
    String name =
        folder.isRcc() ? parameter.name() : parameter.name().replace("gpt_neox.rcc_encoder.", "");
    if (folder.tensors().containsKey(name)) {
      return CheckpointWeights.read(folder, name, parameter);
    }
    boolean isNew = isProjection(parameter) || parameter.name().equals(Network.Layout.MEMORY);
    if (parameter.use() == Parameter.Use.DEAD || (isNew && !folder.isRcc())) {
      return fresh(parameter);
    }
    return CheckpointWeights.read(folder, name, parameter); // says what is missing
  }

  private static boolean isProjection(Parameter parameter) {
    return parameter.name().contains("rcc_encoder2gpt_");
  }

  private Values fresh(Parameter parameter) {
    int n = Math.toIntExact(parameter.elements());
    float[] values = new float[n];
    String name = parameter.name();
    if (parameter.use() == Parameter.Use.DEAD) {
      return values(values);
    } else if (isProjection(parameter) && recipe.network().projections().equals("identity")) {
      identity(values, parameter);
    } else if (parameter.shape().size() == 2) {
      normal(values, name);
    } else if (name.endsWith("norm.weight")) {
      java.util.Arrays.fill(values, 1);
    } else if (name.endsWith("query_key_value.bias")) {
      positional(values, name);
    }
    return values(values);
  }

  private static void identity(float[] values, Parameter parameter) {
    if (parameter.name().endsWith("embed.weight")) {
      int d = Math.toIntExact(parameter.shape().get(0));
      for (int i = 0; i < d; i++) {
        values[i * d + i] = 1;
      }
    }
  }

  /** Normal(0, .02); what is added to the residual stream is scaled by 1 / sqrt(2 L). */
  private void normal(float[] values, String name) {
    // Each tensor has its own stream, so that it does not depend on which others there are.
    Random random = new Random(recipe.seed() * 1_000_003L + name.hashCode());
    boolean added = name.endsWith("attention.dense.weight") || name.endsWith("4h_to_h.weight");
    NeoxConfig tower = tower(name);
    double std = added ? STD / Math.sqrt(2.0 * tower.layers()) : STD;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
  }

  private NeoxConfig tower(String name) {
    return name.startsWith("gpt_neox.rcc_encoder.")
        ? network.encoder().orElseThrow()
        : network.decoder();
  }

  /**
   * Heads that look back by an offset from the first step on: in the first turned pairs the query's
   * bias is (c, 0) and the key's is it turned by the offset.
   */
  private void positional(float[] values, String name) {
    String[] parts = name.split("\\.");
    int block = Integer.parseInt(parts[List.of(parts).indexOf("layers") + 1]);
    List<List<Integer>> offsets = recipe.network().positionalHeads();
    if (block >= offsets.size()) {
      return;
    }
    NeoxConfig config = tower(name);
    int pairs = config.rotaryDimensions() / 2;
    int size = config.headSize();
    for (int head = 0; head < config.heads(); head++) {
      int offset = offsets.get(block).get(head);
      int query = head * 3 * size;
      int key = query + size;
      for (int j = 0; j < Math.min(pairs, POSITIONAL_PAIRS) && offset != 0; j++) {
        double angle = offset * Math.pow(config.rotaryBase(), -2.0 * j / config.rotaryDimensions());
        values[query + j] = (float) POSITIONAL;
        values[key + j] = (float) (POSITIONAL * Math.cos(angle));
        values[key + j + pairs] = (float) (POSITIONAL * Math.sin(angle));
      }
    }
  }

  private static Values values(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new Values(Dtype.F32, bytes);
  }
}
