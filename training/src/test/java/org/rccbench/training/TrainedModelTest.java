package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.Prompts;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * A trained folder is a model of the suite: what models computes from the written files equals what
 * the trainer computes from its own weights.
 */
class TrainedModelTest {
  @TempDir Path folder;

  private static int[] ids(int length, int from) {
    int[] ids = new int[length];
    Arrays.setAll(ids, i -> 2 + (from + i * i * 7 + i) % 250);
    return ids;
  }

  private static int[][] ignoring(int[] text, int given) {
    int[] labels = text.clone();
    Arrays.fill(labels, 0, given, Batch.IGNORED);
    return new int[][] {labels};
  }

  private static double[] of(ContextModel model, int[] context, int[] text, int given) {
    try (Memory memory = model.read(new TokenContext(context))) {
      return memory.logProbabilities(
          Arrays.copyOf(text, given), Arrays.copyOfRange(text, given, text.length));
    }
  }

  private static void equal(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("log-probability " + i).isCloseTo(expected[i], within(2e-5));
    }
  }

  @Test
  void languageModelAfterTwoSteps() {
    Path out = folder.resolve("language");
    try (Trainer trainer = Recipes.train(Recipes.language(Recipes.text(folder), 2), out);
        ContextModel model = ContextModels.open(ModelSpec.of("full", out.toString()))) {
      int[] text = ids(40, 1);
      Batch batch =
          new Batch(Optional.empty(), new int[0][], new int[][] {text}, ignoring(text, 10));
      double[] rest = of(model, Arrays.copyOf(text, 10), Arrays.copyOfRange(text, 10, 40), 0);
      equal(rest, trainer.trained().logProbabilities(batch));
      assertThat(model.tokenizer().encode("ab")).containsExactly(2 + 'a', 2 + 'b');
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 24, 48, 55})
  void rccAfterTwoStepsAtAnyContextLength(int length) {
    Path out = folder.resolve("rcc");
    try (Trainer trainer = Recipes.train(Recipes.rcc(Recipes.text(folder), 2), out);
        ContextModel model = ContextModels.open(ModelSpec.of("rcc", out.toString()))) {
      for (int given : new int[] {0, 6}) {
        int[] context = ids(length, 5);
        int[] text = ids(20, 9);
        Batch batch =
            new Batch(
                Optional.of(new Level(24, 7)),
                new int[][] {context},
                new int[][] {text},
                ignoring(text, given));
        equal(of(model, context, text, given), trainer.trained().logProbabilities(batch));
      }
    }
  }

  @Test
  void towersOfOtherShapesAndTheRuleOfPairs() {
    NeoxConfig decoder =
        new NeoxConfig(90, 16, 2, 2, 40, 99, 0.5, 500, 1e-3, "gelu", false, false, true, 0);
    NeoxConfig encoder =
        new NeoxConfig(90, 16, 4, 4, 32, 99, 1, 10000, 1e-5, "gelu_fast", true, true, false, 0);
    Network network = paired(decoder, encoder);
    try (TrainStep step = new TrainStep(network, Dtype.F32, true, new Wide())) {
      new ModelFolder(folder)
          .write(
              step,
              network,
              Dtype.F32,
              Optional.of(new ModelFolder.RccAbout(new Level(8, 3), List.of(3), Prompts.OFFICIAL)));
      int[] context = Arrays.stream(ids(21, 3)).map(id -> id % 90).toArray();
      int[] text = Arrays.stream(ids(9, 4)).map(id -> id % 90).toArray();
      Batch batch =
          new Batch(
              Optional.of(new Level(8, 3)),
              new int[][] {context},
              new int[][] {text},
              ignoring(text, 0));
      try (ContextModel model = ContextModels.open(ModelSpec.of("rcc", folder.toString()))) {
        equal(of(model, context, text, 0), step.logProbabilities(batch));
      }
    }
  }

  private static Network paired(NeoxConfig decoder, NeoxConfig encoder) {
    return new Network(
        decoder, Optional.of(new Network.Compressor(encoder, Architecture.RCC, true, 0)));
  }

  @ParameterizedTest
  @CsvSource({"last-layer, 0", "last-layer, 2", "icae, 0", "icae, 2"})
  void ablationsWithAnEncoderOfAnotherDepth(String kind, int given) {
    NeoxConfig decoder =
        new NeoxConfig(90, 16, 2, 2, 40, 99, 0.5, 500, 1e-3, "gelu", false, false, true, 0);
    NeoxConfig encoder =
        new NeoxConfig(90, 16, 1, 4, 32, 99, 1, 10000, 1e-5, "gelu_fast", true, true, false, 0);
    Architecture architecture = Architecture.named(kind);
    int tokens = architecture == Architecture.ICAE ? 5 : 0; // more than a window needs
    Network network =
        new Network(
            decoder, Optional.of(new Network.Compressor(encoder, architecture, false, tokens)));
    Level level = new Level(8, 3);
    try (TrainStep step = new TrainStep(network, Dtype.F32, false, new Wide())) {
      new ModelFolder(folder)
          .write(
              step,
              network,
              Dtype.F32,
              Optional.of(new ModelFolder.RccAbout(level, List.of(3), Prompts.OFFICIAL)));
      for (int length : new int[] {1, 8, 13, 16}) {
        int[] context = Arrays.stream(ids(length, 3)).map(id -> id % 90).toArray();
        int[] text = Arrays.stream(ids(9, 4)).map(id -> id % 90).toArray();
        Batch batch =
            new Batch(
                Optional.of(level),
                new int[][] {context},
                new int[][] {text},
                ignoring(text, given));
        try (ContextModel model = ContextModels.open(ModelSpec.of(kind, folder.toString()))) {
          equal(of(model, context, text, given), step.logProbabilities(batch));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void ablationsAfterTwoSteps(String kind) throws IOException {
    Path out = folder.resolve(kind);
    String recipe =
        Recipes.rcc(Recipes.text(folder), 2).replace("architecture: rcc", "architecture: " + kind);
    try (Trainer trainer = Recipes.train(recipe, out);
        ContextModel model = ContextModels.open(ModelSpec.of(kind, out.toString()))) {
      for (int length : new int[] {5, 24, 48, 55}) {
        int[] context = ids(length, 5);
        int[] text = ids(20, 9);
        Batch batch =
            new Batch(
                Optional.of(new Level(24, 7)),
                new int[][] {context},
                new int[][] {text},
                ignoring(text, 0));
        equal(of(model, context, text, 0), trainer.trained().logProbabilities(batch));
      }
    }
    JsonNode rcc = new ObjectMapper().readTree(out.resolve("rcc_config.json").toFile());
    assertThat(rcc.path("architecture").asText()).isEqualTo(kind);
    Set<String> names = Checkpoint.open(out).tensors().keySet();
    assertThat(names)
        .contains("gpt_neox.rcc_encoder2gpt_embed.weight")
        .noneMatch(name -> name.contains("A_matrix"))
        .doesNotContain("gpt_neox.embed_out.weight", "gpt_neox.rcc_encoder.embed_out.weight");
    assertThat(names.contains("gpt_neox.rcc_encoder.memory_token_embed.weight"))
        .isEqualTo(kind.equals("icae"));
    if (kind.equals("icae")) {
      // Levels 16:2, 16:4, 24:7: a window has at most 8 slots.
      assertThat(
              Checkpoint.open(out)
                  .tensors()
                  .get("gpt_neox.rcc_encoder.memory_token_embed.weight")
                  .shape())
          .containsExactly(8L, 24L);
    }
  }

  @Test
  void filesSayWhatWasTrained() throws IOException {
    Path out = folder.resolve("rcc");
    Recipes.train(Recipes.rcc(Recipes.text(folder), 2), out).close();
    JsonNode rcc = new ObjectMapper().readTree(out.resolve("rcc_config.json").toFile());
    assertThat(rcc.toString())
        .isEqualTo(
            "{\"window\":24,\"rate\":7,\"trained_rates\":[2,4,7],\"level_rule\":\"first\","
                + "\"compat\":\"fixed\",\"architecture\":\"rcc\",\"prompts\":"
                + rcc.path("prompts")
                + "}");
    assertThat(Checkpoint.open(out).rccConfig().orElseThrow().prompts())
        .isEqualTo(Prompts.OFFICIAL);
    assertThat(rcc.path("prompts").path("context_only").asText()).isEqualTo("\n\n{question}");
    assertThat(Checkpoint.open(out).tensors().keySet())
        .contains(
            "gpt_neox.embed_out.weight",
            "gpt_neox.rcc_encoder.embed_out.weight",
            "gpt_neox.rcc_encoder2gpt_A_matrix.1.weight");
    List<String> log = Files.readAllLines(out.resolve("log.jsonl"));
    assertThat(log).hasSize(2);
    JsonNode line = new ObjectMapper().readTree(log.get(1));
    assertThat(line.path("step").asInt()).isEqualTo(2);
    assertThat(line.path("loss").asDouble()).isCloseTo(Math.log(258), within(0.5));
  }

  @Test
  void sixteenBitWeightsAreTheNearestOnes() {
    Path wide = folder.resolve("f32");
    String recipe = Recipes.language(Recipes.text(folder), 1);
    Recipes.train(recipe, wide).close();
    for (String type : List.of("f16", "bf16")) {
      Path narrow = folder.resolve(type);
      Recipes.train(recipe.replace("weights: f32", "weights: " + type), narrow).close();
      double bits = type.equals("f16") ? 11 : 8;
      ShortValues.forEach(
          narrow.resolve("model.safetensors"),
          type,
          (name, values) -> {
            float[] exact = ShortValues.floats(wide.resolve("model.safetensors"), name);
            for (int i = 0; i < exact.length; i++) {
              assertThat((double) values[i])
                  .as(type + " " + name + "[" + i + "]")
                  .isCloseTo(exact[i], within(Math.abs(exact[i]) * Math.pow(2, -bits) + 3e-8));
            }
          });
    }
  }

  /** Random values wide enough that every mistake shows. */
  private static final class Wide implements Weights {
    private final java.util.Random random = new java.util.Random(5);

    @Override
    public Values of(Parameter parameter) {
      java.nio.ByteBuffer bytes =
          java.nio.ByteBuffer.allocateDirect(Math.toIntExact(parameter.elements() * 4))
              .order(java.nio.ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        bytes.putFloat((float) (random.nextGaussian() * 0.3));
      }
      return new Values(Dtype.F32, bytes.flip());
    }
  }
}
