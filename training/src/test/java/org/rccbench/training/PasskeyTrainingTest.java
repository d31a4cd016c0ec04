package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.Example;
import org.rccbench.datasets.PasskeyCell;
import org.rccbench.datasets.PasskeyFiller;
import org.rccbench.datasets.PasskeyGenerator;
import org.rccbench.datasets.PublishedPasskey;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.World;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PromptForm;
import org.rccbench.training.tokenizer.TokenizerTrainer;

/**
 * The whole way in seconds: a tokenizer is learnt, a tiny RCC is trained, and the written model
 * finds keys that no training could have seen, asked as evaluation asks.
 */
class PasskeyTrainingTest {
  private static final int ASKED = 30;

  private static final String RECIPE =
      """
      name: tiny-passkey
      network: {architecture: rcc, from: random,
        shape: {vocabulary: 380, hidden: 48, layers: 2, heads: 4, max_positions: 256},
        positional_heads: [[1, 2, 3, 4], [1, 0, 0, 0]]}
      data: {tokenizer: "TOKENIZER"}
      objective: {passkey: 1}
      curriculum: {levels: [{window: 64, rate: 1}]}
      schedule: {steps: 450, learning_rate: 0.006, warmup: 20, shape: linear, flat: 0.6}
      batch: {tokens: 1200}
      precision: f32
      weights: f32
      seed: 3
      """;

  @TempDir Path folder;

  private Path tokenizer() {
    Path learnt = folder.resolve("tokenizer");
    try (TokenizerTrainer trainer = new TokenizerTrainer()) {
      for (int key = 10_000; key < 10_100; key++) {
        trainer.read(TextContext.of(new PublishedPasskey(88, 88, key).text() + " " + key));
      }
      trainer.write(380, learnt);
    }
    return learnt;
  }

  private static double accuracy(List<ObjectNode> log, int from, int to) {
    return log.subList(from, to).stream()
        .mapToDouble(line -> line.path("tasks").path("passkey").path("accuracy").asDouble())
        .average()
        .orElseThrow();
  }

  /** Digits that stand where those of the key stand. */
  private static int rightDigits(ContextModel model, Example example) {
    String prompt = PromptForm.behind(true, example.question());
    try (Memory memory = model.read(example.context())) {
      Generation answer = memory.generate(model.tokenizer().encode(prompt), Decoding.greedy(10, 0));
      assertThat(answer.stoppedByEos()).as("the answer ends").isTrue();
      String text = model.tokenizer().decode(answer.ids());
      String key = " " + example.answers().get(0);
      int right = 0;
      for (int i = 1; i < Math.min(key.length(), text.length()); i++) {
        right += key.charAt(i) == text.charAt(i) ? 1 : 0;
      }
      return right;
    }
  }

  @Test
  void accuracyRisesAndTheWrittenModelFindsKeys() {
    String recipe = RECIPE.replace("TOKENIZER", tokenizer().toString());
    Path out = folder.resolve("model");
    Recipes.train(recipe, out).close();
    List<ObjectNode> log = TrainingLog.read(out);
    // The space, the end and a guessed digit are right in 2.5 of 7 places.
    assertThat(accuracy(log, 0, 50)).isLessThan(0.45);
    assertThat(accuracy(log, 400, 450)).isGreaterThan(0.7);
    try (ContextModel model = ContextModels.open(ModelSpec.of("rcc", out.toString()))) {
      int right = 0;
      for (int sample = 0; sample < ASKED; sample++) {
        PasskeyCell cell = new PasskeyCell(64, 50.0 * (sample % 3), sample);
        right +=
            rightDigits(
                model,
                PasskeyGenerator.sample(
                    model.tokenizer(), cell, PasskeyFiller.CLASSIC, World.TEST));
      }
      assertThat(right / (5.0 * ASKED)).as("share of right digits").isGreaterThan(0.6);
    }
  }
}
