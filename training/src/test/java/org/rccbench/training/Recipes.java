package org.rccbench.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Small recipes and a text for tests. */
final class Recipes {
  private Recipes() {}

  /** Words of a few letters, always the same. */
  static Path text(Path folder) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 4000; word++) {
      for (int letters = 1 + random.nextInt(5); letters > 0; letters--) {
        text.append((char) ('a' + random.nextInt(6)));
      }
      text.append(random.nextInt(12) == 0 ? ".\n" : " ");
    }
    try {
      return Files.writeString(folder.resolve("text.txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String SHAPE =
      "{vocabulary: 258, hidden: 24, layers: 2, heads: 2, max_positions: 256, rotary_pct: 0.5}";

  static String language(Path text, int steps) {
    return """
        name: tiny-language
        network: {architecture: language-model, from: random, shape: SHAPE, positional_heads: [[1, 2], [1, 0]]}
        data: {text: TEXT, tokenizer: bytes}
        objective: {language_model: 1, text: [48]}
        schedule: {steps: STEPS, learning_rate: 0.004, warmup: 5, save_every: 5}
        batch: {tokens: 480}
        precision: f32
        weights: f32
        seed: 7
        """
        .replace("SHAPE", SHAPE)
        .replace("TEXT", "\"" + text + "\"")
        .replace("STEPS", "" + steps);
  }

  static String rcc(Path text, int steps) {
    return """
        name: tiny-rcc
        network: {architecture: rcc, from: random, shape: SHAPE}
        data: {text: TEXT, tokenizer: bytes}
        objective: {reconstruction: 0.7, continuation: 0.3, prompt: [0, 4], text: [0.25, 0.5], context_windows: [0.5, 2.2]}
        curriculum:
          levels: [{window: 16, rate: 2, steps: 4}, {window: 16, rate: 4}]
          gate: 0.05
          min_steps: 3
          revisit: 0.2
          then: [{window: 16, rate: 4}, {window: 24, rate: 7}]
        schedule: {steps: STEPS, learning_rate: 0.004, warmup: 5, shape: linear, flat: 0.6, floor: 0.05, save_every: 5}
        batch: {tokens: 300, parts: 2}
        precision: f32
        weights: f32
        seed: 11
        """
        .replace("SHAPE", SHAPE)
        .replace("TEXT", "\"" + text + "\"")
        .replace("STEPS", "" + steps);
  }

  /** Three tasks on generated text, with a frozen encoder or a trained one. */
  static String mixed(int steps, boolean frozen) {
    return """
        name: tiny-mixed
        network: {architecture: rcc, from: random, shape: SHAPE, freeze_encoder: FROZEN}
        data: {chronicle: {seed: 3, with_questions: 0.5}, tokenizer: bytes}
        objective:
          reconstruction: 1
          passkey: 1
          question_answering: 1
          text: [0.5]
          context_windows: [1, 3]
          spread: log
          modes: {reconstruction: 1, human: 1, compress: 1, context_only: 1}
          questions: [1, 3]
        curriculum:
          levels: [{window: 64, rate: 8, steps: 4}, {window: 96, rate: 96}]
        schedule: {steps: STEPS, learning_rate: 0.004, warmup: 5, save_every: 5}
        batch: {tokens: 600, parts: 2}
        precision: f32
        weights: f32
        seed: 5
        """
        .replace("SHAPE", SHAPE)
        .replace("FROZEN", "" + frozen)
        .replace("STEPS", "" + steps);
  }

  static Trainer train(String recipe, Path folder) {
    Trainer trainer = Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), folder);
    try {
      trainer.run(progress -> {});
      return trainer;
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }
}
