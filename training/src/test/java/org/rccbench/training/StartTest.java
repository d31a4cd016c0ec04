package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run starts from what the recipe says, and keeps what it says must stay. */
class StartTest {
  @TempDir Path folder;

  private static float[] values(Map<String, FloatBuffer> tensors, String name) {
    FloatBuffer buffer = tensors.get(name);
    float[] values = new float[buffer.remaining()];
    buffer.duplicate().get(values);
    return values;
  }

  @Test
  void frozenEncoderStaysTheLanguageModelItCameFrom() {
    Path text = Recipes.text(folder);
    Path language = folder.resolve("language");
    Recipes.train(Recipes.language(text, 2), language).close();
    String recipe =
        Recipes.rcc(text, 3)
            .replaceFirst(
                "from: random, shape: \\{[^}]*\\}",
                "from: \"" + language + "\", freeze_encoder: true");
    Path out = folder.resolve("rcc");
    Recipes.train(recipe, out).close();
    Map<String, FloatBuffer> before = FinalFile.read(language.resolve("model.safetensors"));
    Map<String, FloatBuffer> after = FinalFile.read(out.resolve("model.safetensors"));
    for (String name : before.keySet()) {
      assertThat(values(after, "gpt_neox.rcc_encoder." + name))
          .as(name)
          .containsExactly(values(before, name));
    }
    String query = "gpt_neox.layers.0.attention.query_key_value.weight";
    assertThat(values(after, query)).isNotEqualTo(values(before, query));
    float[] projection = values(after, "gpt_neox.rcc_encoder2gpt_embed.weight");
    assertThat(projection[25]).as("near the identity").isCloseTo(1, within(0.02f));
    assertThat(projection[1]).isCloseTo(0, within(0.02f));
  }

  private String from(Path start, String architecture) {
    return Recipes.rcc(Recipes.text(folder), 2)
        .replaceFirst("from: random, shape: \\{[^}]*\\}", "from: \"" + start + "\"")
        .replace("architecture: rcc", "architecture: " + architecture);
  }

  @Test
  void learnedTokensStartRandomAndAreTrainedUnlessTheEncoderIsFrozen() {
    Path language = folder.resolve("language");
    Recipes.train(Recipes.language(Recipes.text(folder), 1), language).close();
    String memory = Network.Layout.MEMORY;
    Recipe recipe = RecipeFile.parse(from(language, "icae"), "recipe.yaml");
    InitialWeights start = new InitialWeights(recipe);
    Parameter parameter =
        start.network().parameters().stream()
            .filter(p -> p.name().equals(memory))
            .findFirst()
            .orElseThrow();
    FloatBuffer fresh = start.of(parameter).bytes().asFloatBuffer();
    float[] before = new float[fresh.remaining()];
    fresh.get(before);
    Path out = folder.resolve("icae");
    Recipes.train(from(language, "icae"), out).close();
    float[] after = values(FinalFile.read(out.resolve("model.safetensors")), memory);
    double largest = 0;
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).as("every token has a gradient").isNotEqualTo(before[i]);
      largest = Math.max(largest, Math.abs(after[i] - before[i]));
    }
    assertThat(largest).as("at most the first two steps of a warm-up").isLessThan(0.003);
    String frozen = from(out, "icae").replace("from: ", "freeze_encoder: true, from: ");
    Path later = folder.resolve("later");
    Recipes.train(frozen, later).close();
    assertThat(values(FinalFile.read(later.resolve("model.safetensors")), memory))
        .containsExactly(after);
  }

  @Test
  void architecturesStartFromTheirOwnKind() {
    Path rcc = folder.resolve("rcc");
    Recipes.train(Recipes.rcc(Recipes.text(folder), 1), rcc).close();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.train(from(rcc, "icae"), folder.resolve("run")))
        .withMessage(
            "\"rcc\" has architecture rcc; architecture icae starts from its own kind or from a language model");
    Path icae = folder.resolve("icae");
    String recipe = Recipes.rcc(Recipes.text(folder), 1).replace("rcc, from", "icae, from");
    Recipes.train(recipe, icae).close();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Recipes.train(
                    from(icae, "icae").replace("rate: 2,", "rate: 1,"), folder.resolve("run")))
        .withMessageContaining("\"icae\" has 8 learned tokens, the curriculum needs 16");
  }

  /** Every id would be within the vocabulary, and mean something else. */
  @Test
  void anotherTokenizerThanThatOfTheStartIsRefused() throws IOException {
    Path language = folder.resolve("language");
    Recipes.train(Recipes.language(Recipes.text(folder), 1), language).close();
    Path file = language.resolve("tokenizer.json");
    String own = Files.readString(file);
    Path other = Files.createDirectories(folder.resolve("other"));
    String swapped =
        own.replaceFirst("\"a\" *: *99\\b", "\"a\": 100")
            .replaceFirst("\"b\" *: *100", "\"b\": 99");
    assertThat(swapped).isNotEqualTo(own);
    Files.writeString(other.resolve("tokenizer.json"), swapped);
    String recipe =
        from(language, "rcc").replace("tokenizer: bytes", "tokenizer: \"" + other + "\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.train(recipe, folder.resolve("run")))
        .withMessageContaining("\"language\"")
        .withMessageContaining("id 99 is \"b\" in one and \"a\" in the other");
    assertThat(folder.resolve("run/config.json")).doesNotExist();
    Files.delete(file);
    Recipes.train(recipe, folder.resolve("run")).close();
  }

  @Test
  void aTokenizerWithMoreTokensThanTheNetworkIsRefusedBeforeTheFirstStep() {
    String recipe =
        Recipes.language(Recipes.text(folder), 1).replace("vocabulary: 258", "vocabulary: 250");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), folder.resolve("run")))
        .withMessage(
            "tokenizer \"bytes\" has ids up to 257, the network a vocabulary of 250; take the"
                + " tokenizer that belongs to it, or a larger vocabulary");
  }

  @Test
  void randomWeightsHaveTheirSpreadAndHeadsLookBack() {
    Recipe recipe = RecipeFile.parse(Recipes.language(Path.of("text.txt"), 1), "recipe.yaml");
    InitialWeights weights = new InitialWeights(recipe);
    for (Parameter parameter : weights.network().parameters()) {
      FloatBuffer values = weights.of(parameter).bytes().asFloatBuffer();
      double square = 0;
      for (int i = 0; i < values.limit(); i++) {
        square += values.get(i) * values.get(i);
      }
      double spread = Math.sqrt(square / values.limit());
      String name = parameter.name();
      if (name.endsWith("attention.dense.weight") || name.endsWith("4h_to_h.weight")) {
        assertThat(spread).as(name).isCloseTo(0.02 / Math.sqrt(4), within(1e-3));
      } else if (parameter.shape().size() == 2) {
        assertThat(spread).as(name).isCloseTo(0.02, within(2e-3));
      } else if (name.endsWith("norm.weight")) {
        assertThat(spread).as(name).isEqualTo(1);
      } else if (!name.endsWith("query_key_value.bias")) {
        assertThat(spread).as(name).isZero();
      }
    }
    // Heads of 12, 6 of them turned in 3 pairs; offsets 1 and 2 in block 0, 1 and none in block 1.
    assertThat(looksBack(weights, 0, 0)).isEqualTo(1);
    assertThat(looksBack(weights, 0, 1)).isEqualTo(2);
    assertThat(looksBack(weights, 1, 0)).isEqualTo(1);
    assertThat(looksBack(weights, 1, 1)).isEqualTo(-1);
  }

  /** How far back the biases alone score highest, -1 where all distances score alike. */
  private static int looksBack(InitialWeights weights, int block, int head) {
    String name = "gpt_neox.layers." + block + ".attention.query_key_value.bias";
    Parameter bias =
        weights.network().parameters().stream()
            .filter(parameter -> parameter.name().equals(name))
            .findFirst()
            .orElseThrow();
    FloatBuffer values = weights.of(bias).bytes().asFloatBuffer();
    int best = -1;
    double highest = 0;
    for (int distance = 0; distance < 8; distance++) {
      double score = 0;
      for (int j = 0; j < 3; j++) {
        // The query turned by its position, the key by one that is `distance` smaller.
        double angle = distance * Math.pow(10000, -2.0 * j / 6);
        int q = head * 36 + j;
        double real = values.get(q + 12) * Math.cos(-angle) - values.get(q + 15) * Math.sin(-angle);
        double turned =
            values.get(q + 15) * Math.cos(-angle) + values.get(q + 12) * Math.sin(-angle);
        score += values.get(q) * real + values.get(q + 3) * turned;
      }
      if (score > highest + 1e-6) {
        highest = score;
        best = distance;
      }
    }
    return best;
  }

  @Test
  void writeThatFailsLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      throw new IOException("No space left on device");
                    }))
        .hasMessageContaining("the old one is kept: No space left on device");
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void valuesThatHalfPrecisionCannotHoldAreRefused() {
    String recipe =
        Recipes.language(Recipes.text(folder), 1)
            .replace("weights: f32", "weights: f16")
            .replace("learning_rate: 0.004, warmup: 5", "learning_rate: 100000.0, warmup: 0");
    assertThatThrownBy(() -> Recipes.train(recipe, folder.resolve("run")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has a value that F16 cannot hold");
    assertThat(folder.resolve("run/training.state")).exists();
    assertThat(folder.resolve("run/model.safetensors")).doesNotExist();
    // What the message advises must be possible without training again.
    try (Trainer trainer =
        Trainer.open(
            RecipeFile.parse(recipe.replace("weights: f16", "weights: f32"), "recipe.yaml"),
            folder.resolve("run"))) {
      assertThat(trainer.stepsDone()).isEqualTo(1);
      assertThat(trainer.run(progress -> {})).isTrue();
    }
    assertThat(folder.resolve("run/model.safetensors")).exists();
  }

  @Test
  void textsThatAreTooShortAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("short.txt"), "too short");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.train(Recipes.language(text, 1), folder.resolve("run")))
        .withMessageContaining("the training text has 10 tokens, a passage needs 49");
  }
}
