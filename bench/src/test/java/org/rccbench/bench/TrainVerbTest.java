package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code train} makes a folder that the other verbs open, and goes on with what it finds. */
class TrainVerbTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "Mira sells seven lamps in Orrel. ".repeat(200));
  }

  @Test
  void aTrainedFolderIsOpenedByInspect() throws IOException {
    assertThat(train(recipe(3))).as(err.toString()).isZero();
    assertThat(out.toString()).contains("3 steps, complete");
    Path model = folder.resolve("model");
    assertThat(
            run("inspect", "--model", model.toString(), "--tokens", "70,71,72", "--generate", "2"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("greedy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void anAblationIsOpenedAsWhatItsFolderSays(String kind) throws IOException {
    String recipe =
        recipe(2)
            .replace("architecture: language-model", "architecture: " + kind)
            .replace("language_model: 1, text: [32]", "reconstruction: 1, text: [0.5]")
            .replace(
                "precision:",
                "curriculum: {levels: [{window: 16, rate: 4}]}\nprompts: {separator: '#', reconstruction: '>'}\nprecision:");
    assertThat(train(recipe)).as(err.toString()).isZero();
    Path model = folder.resolve("model");
    int status =
        run(
            "inspect",
            "--model",
            model.toString(),
            "--context-text",
            "Mira sells",
            "--text",
            "lamps",
            "--json");
    assertThat(status).as(err.toString()).isZero();
    assertThat(out.toString()).contains("\"kind\":\"" + kind + "\"");
    status =
        run(
            "ask",
            "--model",
            model.toString(),
            "--context",
            folder.resolve("text.txt").toString(),
            "--question",
            "Who?",
            "--max-new",
            "2",
            "--json");
    assertThat(status).as(err.toString()).isZero();
    // One token a byte: the text, the separator "#" and the question.
    assertThat(out.toString())
        .contains("\"mode\":\"reconstruction\"")
        .contains("\"given\":" + (33 * 200 + 1 + 4));
  }

  @Test
  void aFinishedRunIsNotTrainedAgain() throws IOException {
    train(recipe(2));
    String log = Files.readString(folder.resolve("model/log.jsonl"));
    assertThat(train(recipe(2))).isZero();
    assertThat(Files.readString(folder.resolve("model/log.jsonl"))).isEqualTo(log);
  }

  @Test
  void aMisspeltFieldIsNamedWithItsLine() throws IOException {
    assertThat(train(recipe(2).replace("schedule:", "shedule:"))).isEqualTo(2);
    assertThat(err.toString()).contains("recipe.yaml:5").contains("shedule");
  }

  private int train(String recipe) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    return run(
        "train", file.toString(), "--out", folder.resolve("model").toString(), "--no-progress");
  }

  private int run(String... arguments) {
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  private String recipe(int steps) {
    return """
        name: tiny
        network: {architecture: language-model, from: random, shape: {vocabulary: 258, hidden: 16, layers: 2, heads: 2, max_positions: 64}}
        data: {text: "TEXT", tokenizer: bytes}
        objective: {language_model: 1, text: [32]}
        schedule: {steps: STEPS, learning_rate: 0.004, warmup: 1, save_every: 1}
        batch: {tokens: 128}
        precision: f32
        weights: f32
        seed: 7
        """
        .replace("TEXT", folder.resolve("text.txt").toString())
        .replace("STEPS", Integer.toString(steps));
  }
}
