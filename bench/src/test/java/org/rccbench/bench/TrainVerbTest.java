package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train} makes a folder that the other verbs open, and goes on with what it finds. */
class TrainVerbTest {
  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "Mira sells seven lamps in Orrel. ".repeat(200));
  }

  @Test
  void aTrainedFolderIsOpenedByInspect() throws IOException {
    assertThat(train(recipe(3))).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("3 steps, complete");
    Path model = folder.resolve("model");
    assertThat(
            terminal.execute(
                "inspect", "--model", model.toString(), "--tokens", "70,71,72", "--generate", "2"))
        .as(terminal.err())
        .isZero();
    assertThat(terminal.out()).contains("greedy");
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
    assertThat(train(recipe)).as(terminal.err()).isZero();
    Path model = folder.resolve("model");
    int status =
        terminal.execute(
            "inspect",
            "--model",
            model.toString(),
            "--context-text",
            "Mira sells",
            "--text",
            "lamps",
            "--json");
    assertThat(status).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("\"kind\":\"" + kind + "\"");
    status =
        terminal.execute(
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
    assertThat(status).as(terminal.err()).isZero();
    // One token a byte: the text, the separator "#" and the question.
    assertThat(terminal.out())
        .contains("\"mode\":\"reconstruction\"")
        .contains("\"given\":" + (33 * 200 + 1 + 4));
  }

  @Test
  void askingAtARateThatWasNotTrainedIsWarnedOf() throws IOException {
    String recipe =
        recipe(1)
            .replace("architecture: language-model", "architecture: rcc")
            .replace("language_model: 1, text: [32]", "reconstruction: 1, text: [0.5]")
            .replace(
                "precision:",
                "curriculum: {levels: [{window: 16, rate: 2, steps: 1}, {window: 16, rate: 4}]}\nprecision:");
    assertThat(train(recipe)).as(terminal.err()).isZero();
    String model = folder.resolve("model").toString();
    String text = folder.resolve("text.txt").toString();
    String[] ask = {
      "ask",
      "--model",
      model,
      "--context",
      text,
      "--question",
      "?",
      "--mode",
      "context-only",
      "--max-new",
      "1",
      "--rate"
    };
    for (int rate : new int[] {2, 4}) {
      assertThat(terminal.execute((Object[]) append(ask, rate))).as(terminal.err()).isZero();
      assertThat(terminal.err()).doesNotContain("warning");
    }
    assertThat(terminal.execute((Object[]) append(ask, 8))).isZero();
    assertThat(terminal.err())
        .contains("warning: " + model + " was trained at rate 2, 4, not at 8: the answer is not");
  }

  private static String[] append(String[] words, int last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = Integer.toString(last);
    return all;
  }

  @Test
  void aFinishedRunIsNotTrainedAgain() throws IOException {
    train(recipe(2));
    String log = Files.readString(folder.resolve("model/log.jsonl"));
    assertThat(train(recipe(2))).isZero();
    assertThat(Files.readString(folder.resolve("model/log.jsonl"))).isEqualTo(log);
  }

  @Test
  void tryingARecipeOutTellsItsCostAndWritesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe(30));
    assertThat(
            terminal.execute("train", file.toString(), "--dry-run", "--set", "schedule.steps=7200"))
        .as(terminal.err())
        .isZero();
    assertThat(terminal.out())
        .startsWith("tiny: 7200 steps of 0.")
        .containsPattern("\\ntime    [0-9.]+ hours; [0-9.]+ if all steps")
        .containsPattern("\\nmemory  [1-9][0-9]+ MiB resident at the peak")
        .contains("Nothing was written.");
    terminal.clear();
    assertThat(terminal.execute("train", file.toString(), "--dry-run", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(terminal.out());
    assertThat(json.path("dryRun").path("steps").asInt()).isEqualTo(30);
    assertThat(json.path("hours").asDouble())
        .isEqualTo(30 * json.path("dryRun").path("secondsPerStep").asDouble() / 3600);
    try (var files = Files.list(folder)) {
      assertThat(files.map(found -> found.getFileName().toString()))
          .containsExactlyInAnyOrder("recipe.yaml", "text.txt");
    }
    assertThat(terminal.execute("train", file.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("Missing required option: '--out=DIR'");
  }

  @Test
  void valuesThatAreSetAreThoseOfTheRun() throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe(30));
    Path model = folder.resolve("model");
    int status =
        terminal.execute(
            "train",
            file.toString(),
            "--out",
            model.toString(),
            "--set",
            "schedule.steps=2",
            "--set",
            "network.shape.hidden=24",
            "--set",
            "card=Knows little.");
    assertThat(status).as(terminal.err()).isZero();
    JsonNode card = new ObjectMapper().readTree(model.resolve("card.json").toFile());
    assertThat(card.path("steps").asInt()).isEqualTo(2);
    assertThat(card.path("limits").asText()).isEqualTo("Knows little.");
    assertThat(card.path("recipe").path("network").path("shape").path("hidden").asInt())
        .isEqualTo(24);
    assertThat(terminal.execute("train", file.toString(), "--dry-run", "--set", "schedule.stepz=2"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("schedule.stepz: unknown key");
  }

  @Test
  void aRunIsValidatedByTasksOfASuiteAndDrawn() throws IOException {
    Path held = Files.writeString(folder.resolve("held.txt"), "Orrel sells two maps. ".repeat(40));
    String validation =
        "validation: {profiles: [bleu4-ids-nltk], tasks: [{task: reconstruction, data: {path: \"HELD\"},"
            + " length: 20, samples: 3, prompt: 4, positions: [0, 5], generate: 6, score_lengths: [6]}]}\n";
    String recipe =
        recipe(5).replace("save_every: 1", "save_every: 1, validate_every: 2")
            + validation.replace("HELD", held.toString());
    assertThat(train(recipe)).as(terminal.err()).isZero();
    Path model = folder.resolve("model");
    List<String> log = Files.readAllLines(model.resolve("log.jsonl"));
    String profile = "reconstruction.bleu4-ids-nltk-method1@6";
    for (int i = 0; i < 5; i++) {
      JsonNode figures = new ObjectMapper().readTree(log.get(i)).path("validation");
      assertThat(figures.size()).as("line " + i).isEqualTo(i % 2 == 1 || i == 4 ? 1 : 0);
      if (!figures.isEmpty()) {
        assertThat(figures.path(profile).isDouble()).isTrue();
        assertThat(figures.path(profile).asDouble()).isBetween(0.0, 1.0);
      }
    }
    assertThat(model.resolve("validation")).doesNotExist();
    assertThat(Files.readString(model.resolve("loss.svg"))).contains("lines: loss</desc>");
    assertThat(Files.readString(model.resolve("validation.svg"))).contains("lines: " + profile);
    assertThat(Files.readString(model.resolve("card.json"))).contains(profile);

    // The figure is what a suite finds of the finished model.
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            "name: again\nmodels: {m: {kind: full, source: "
                + model
                + "}}\n"
                + validation
                    .replace("HELD", held.toString())
                    .replaceFirst(".*tasks", "tasks")
                    .replace("]}\n", "]\n"));
    terminal.clear();
    assertThat(
            terminal.execute(
                "run", suite.toString(), "--out", folder.resolve("results").toString(), "--json"))
        .as(terminal.err())
        .isZero();
    double last =
        new ObjectMapper().readTree(log.get(4)).path("validation").path(profile).asDouble();
    double again = 0;
    List<String> samples = Files.readAllLines(folder.resolve("results/samples.jsonl"));
    for (String sample : samples) {
      again +=
          new ObjectMapper()
              .readTree(sample)
              .path("scores")
              .path("bleu4-ids-nltk-method1@6")
              .asDouble();
    }
    assertThat(samples).hasSize(6);
    assertThat(again / samples.size()).isCloseTo(last, within(1e-12));
  }

  @Test
  void validationDataThatIsNotThereIsSaidBeforeTheTraining() throws IOException {
    String recipe =
        recipe(5) + "validation: {tasks: [{task: reconstruction, data: {path: no-such.txt}}]}\n";
    assertThat(train(recipe)).isEqualTo(2);
    assertThat(terminal.err()).contains("no-such.txt");
    assertThat(folder.resolve("model")).doesNotExist();
    assertThat(train(recipe.replace("data:", "date:"))).isEqualTo(2);
    assertThat(terminal.err()).contains("date");
  }

  /** Else it would be said after hours, when the first model is validated. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[bleu5] | \"bleu5\" begins no profile of its tasks; they have bleu4-ids-nltk-method1, ",
        "bleu4-ids | validation.profiles must be a list of texts, was \"bleu4-ids\""
      })
  void aProfileThatNoTaskHasIsSaidBeforeTheTraining(String profiles, String message)
      throws IOException {
    String recipe =
        recipe(1)
            + "validation: {profiles: "
            + profiles
            + ", tasks: [{task: reconstruction, data: {path: \""
            + folder.resolve("text.txt")
            + "\"}, length: 20, samples: 1}]}\n";
    assertThat(train(recipe)).isEqualTo(2);
    assertThat(terminal.err()).contains(message);
    assertThat(folder.resolve("model")).doesNotExist();
  }

  /** A suite's default is the test world, from which reported numbers come. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{task: passkey, world: test, lengths: [2048], depths: [0], samples: 1}",
        "{task: reconstruction, chronicle: {world: test}, length: 20, samples: 1}",
        "{task: question_answering, chronicle: {world: test}, samples: 1}",
        "{task: needle, lengths: [2048], samples: 1}",
        "{task: variable_tracking, lengths: [2048], samples: 1}"
      })
  void nothingIsValidatedOnTheTestWorld(String task) throws IOException {
    assertThat(train(recipe(1) + "validation: {tasks: [" + task + "]}\n")).isEqualTo(2);
    assertThat(terminal.err()).contains("validation.tasks[0]", "test world");
    assertThat(folder.resolve("model")).doesNotExist();
    terminal.clear();
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe(1));
    int status =
        terminal.execute(
            "train", file.toString(), "--dry-run", "--set", "validation.tasks=[" + task + "]");
    assertThat(status).isEqualTo(2);
    assertThat(terminal.err()).contains("validation.tasks[0]", "test world");
  }

  @Test
  void aMistakeOfTheFileHasItsOwnLineWhateverIsSet() throws IOException {
    String recipe = "# A comment.\n# Another.\n" + recipe(2).replace("tokens: 128", "tokens: many");
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    String[] words = {"train", file.toString(), "--dry-run", "--set", "schedule.steps=3"};
    assertThat(terminal.execute(words)).isEqualTo(2);
    assertThat(terminal.err()).contains("recipe.yaml:8:17: batch.tokens: ");
    terminal.clear();
    words[4] = "batch.tokens=128";
    assertThat(terminal.execute(words)).as(terminal.err()).isZero();
    terminal.clear();
    words[4] = "batch={tokens: few}";
    Files.writeString(file, recipe(2));
    assertThat(terminal.execute(words)).isEqualTo(2);
    assertThat(terminal.err())
        .contains("recipe.yaml with --set batch={tokens: few}")
        .contains("batch.tokens: ");
  }

  /** A signal saves; the same command then ends with what an undisturbed run ends with. */
  @Test
  void aTerminatedRunGoesOn() throws Exception {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe(120));
    Path model = folder.resolve("model");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                file.toString(),
                "--out",
                model.toString(),
                "--set",
                "schedule.save_every=100")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Path log = model.resolve("log.jsonl");
      while (child.isAlive() && (!Files.exists(log) || Files.readAllLines(log).size() < 5)) {
        Thread.sleep(5);
      }
      assertThat(child.isAlive()).as("stopped before its end").isTrue();
    } finally {
      child.destroy(); // SIGTERM
    }
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    int saved = Files.readAllLines(model.resolve("log.jsonl")).size();
    assertThat(model.resolve("training.state")).as("saved though no save was due").exists();
    assertThat(model.resolve("model.safetensors")).doesNotExist();
    assertThat(saved).isBetween(5, 119);
    String[] again = {"train", file.toString(), "--set", "schedule.save_every=100", "--out"};
    assertThat(terminal.execute(with(again, model))).as(terminal.err()).isZero();
    Path whole = folder.resolve("whole");
    assertThat(terminal.execute(with(again, whole))).isZero();
    assertThat(model.resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
  }

  private static String[] with(String[] words, Path last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last.toString();
    return all;
  }

  @Test
  void aDeviceThatIsNotThereIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe(3));
    assertThat(terminal.execute("train", file.toString(), "--dry-run", "--device", "cuda:31"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("device cuda:31 cannot be used: ").contains("train on cpu");
  }

  @Test
  void aMisspeltFieldIsNamedWithItsLine() throws IOException {
    assertThat(train(recipe(2).replace("schedule:", "shedule:"))).isEqualTo(2);
    assertThat(terminal.err()).contains("recipe.yaml:5").contains("shedule");
  }

  private int train(String recipe) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    return terminal.execute(
        "train", file.toString(), "--out", folder.resolve("model").toString(), "--no-progress");
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
