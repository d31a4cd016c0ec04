package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.training.Recipe;
import org.rccbench.training.RecipeFile;

/**
 * The recipes of the folder recipes are read, say what they are, and train: each stage for two
 * steps at a tiny shape, from the stage before it.
 */
class RecipesTest {
  private static final Path RECIPES = Path.of("../recipes");
  private static final String SHAPE =
      "network.shape={vocabulary: 258, hidden: 16, layers: 2, heads: 2, max_positions: 64}";

  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @BeforeEach
  void writeData() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "Mira sells seven lamps in Orrel. ".repeat(200));
    String line =
        "{\"input\":\"Mira sells seven lamps in Orrel, by the sea.\",\"prompt\":\"Who sells?\","
            + "\"answer\":\"Mira\"}\n";
    Files.writeString(folder.resolve("pwc.jsonl"), line.repeat(4));
  }

  private int run(String recipe, String out, String... settings) {
    List<String> words = new ArrayList<>(List.of("train", RECIPES.resolve(recipe).toString()));
    words.add("--out=" + folder.resolve(out));
    words.add("--no-progress");
    for (String setting : settings) {
      words.add("--set=" + setting);
    }
    return terminal.execute(words.toArray());
  }

  private String text() {
    return "data.text=" + folder.resolve("text.txt");
  }

  private String from(String stage) {
    return "network.from=" + folder.resolve(stage);
  }

  private JsonNode card(String out) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(out + "/card.json").toFile());
  }

  @Test
  void everyRecipeIsReadAndNamedAsItsFile() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(RECIPES)) {
      files = found.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(9);
    for (Path file : files) {
      Recipe recipe = RecipeFile.read(file);
      assertThat(recipe.name() + ".yaml").isEqualTo(file.getFileName().toString());
      assertThat(recipe.card()).as("limits of " + recipe.name()).isNotBlank();
      if (recipe.name().startsWith("paper-")) {
        // Paper, sections 3.2 and 4: windows of 2048 tokens, learning rate 1e-4.
        assertThat(recipe.curriculum().levels()).hasSize(1);
        assertThat(recipe.curriculum().levels().get(0).window()).isEqualTo(2048);
        assertThat(recipe.schedule().learningRate()).isEqualTo(1e-4);
        assertThat(recipe.batch().parts()).isEqualTo(48);
      }
    }
  }

  @Test
  void reconstructionInTwoStages() throws IOException {
    String[] tiny = {
      "data.tokenizer=bytes",
      text(),
      "curriculum.levels=[{window: 32, rate: 4}]",
      "schedule.steps=2",
      "objective.text=[0.75]",
      "batch={tokens: 64, parts: 2}",
      SHAPE,
      "network.from=random"
    };
    assertThat(run("paper-reconstruction.yaml", "one", tiny)).as(terminal.err()).isZero();
    tiny[6] = "precision=f32";
    tiny[7] = from("one");
    assertThat(run("paper-reconstruction-2.yaml", "two", tiny)).as(terminal.err()).isZero();
    assertThat(card("two").path("start").path("weights_sha256"))
        .isEqualTo(card("one").path("weights_sha256"));
    assertThat(card("two").path("limits").asText()).contains("Not run by the project");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void theOtherCurvesOfFigure3(String architecture) throws IOException {
    int status =
        run(
            "paper-reconstruction.yaml",
            "one",
            "network.architecture=" + architecture,
            "data.tokenizer=bytes",
            text(),
            "curriculum.levels=[{window: 32, rate: 4}]",
            "schedule.steps=2",
            "objective.text=[0.75]",
            "batch={tokens: 64, parts: 2}",
            SHAPE,
            "network.from=random");
    assertThat(status).as(terminal.err()).isZero();
    assertThat(card("one").path("architecture").asText()).isEqualTo(architecture);
  }

  @Test
  void passKeysInThreeStages() throws IOException {
    String[] tiny = {
      "data.tokenizer=bytes",
      "curriculum.levels=[{window: 128, rate: 64}]",
      "schedule.steps=2",
      "batch={tokens: 1100, parts: 1}",
      SHAPE,
      "network.from=random",
      text()
    };
    assertThat(run("paper-passkey.yaml", "one", tiny)).as(terminal.err()).isZero();
    tiny[4] = "precision=f32";
    tiny[5] = from("one");
    tiny[6] = "objective.context_windows=[8, 8]";
    assertThat(run("paper-passkey-2.yaml", "two", tiny)).as(terminal.err()).isZero();
    tiny[5] = from("two");
    tiny[6] = "objective.context_windows=[16, 16]";
    assertThat(run("paper-passkey-3.yaml", "three", tiny)).as(terminal.err()).isZero();
    JsonNode recipe = card("three").path("recipe");
    assertThat(recipe.path("network").path("freeze_encoder").asBoolean()).isTrue();
    assertThat(recipe.path("objective").path("passkey").asDouble()).isEqualTo(1);
  }

  @Test
  void questionsInThreeStages() throws IOException {
    String[] tiny = {
      "data.tokenizer=bytes",
      "curriculum.levels=[{window: 64, rate: 8}]",
      "schedule.steps=2",
      "batch={tokens: 600, parts: 2}",
      SHAPE,
      "network.from=random",
      text()
    };
    assertThat(run("paper-qa.yaml", "one", tiny)).as(terminal.err()).isZero();
    tiny[4] = "precision=f32";
    tiny[5] = from("one");
    assertThat(run("paper-qa-2.yaml", "two", tiny)).as(terminal.err()).isZero();
    tiny[5] = from("two");
    tiny[6] = "data.questions.file=" + folder.resolve("pwc.jsonl");
    assertThat(run("paper-qa-3.yaml", "three", tiny)).as(terminal.err()).isZero();
    String log = Files.readString(folder.resolve("three/log.jsonl"));
    assertThat(log).contains("\"question-answering\":{\"loss\":");
    tiny[1] = "objective.modes={compress: 1}"; // as the recipe says
    assertThat(run("paper-qa-3.yaml", "compress", tiny)).as(terminal.err()).isZero();
  }

  @Test
  void theFirstRecipeNeedsNothingButItselfAndIsValidated() throws IOException {
    int status =
        run(
            "first.yaml",
            "one",
            "schedule.steps=2",
            "network.shape.hidden=32",
            "batch.tokens=300",
            "validation.chronicle.documents=3",
            "validation.tasks.0.samples=3");
    assertThat(status).as(terminal.err()).isZero();
    JsonNode figures = card("one").path("validation").path("figures");
    assertThat(figures.size()).isEqualTo(1);
    figures.forEach(figure -> assertThat(figure.asDouble()).isBetween(0.0, 1.0));
    assertThat(card("one").path("data").asText()).startsWith("chronicle");
  }

  @Test
  void aModelOfSeveralRatesIsValidatedAtEachOfThem() throws IOException {
    String[] tiny = {
      "data.tokenizer=bytes",
      SHAPE,
      "network.from=random",
      "curriculum={levels: [{window: 32, rate: 4, steps: 1}], then: [{window: 32, rate: 8}]}",
      "schedule={steps: 2, learning_rate: 1.0e-3, save_every: 2}",
      "batch={tokens: 64}",
      "validation.rates=[4, 8]",
      "validation.tasks=[{task: reconstruction, length: 600, samples: 1, prompt: 4, positions: [0],"
          + " generate: 4, score_lengths: [4], chronicle: {world: validation}}]"
    };
    assertThat(run("rcc-mini-twin-rcc.yaml", "one", tiny)).as(terminal.err()).isZero();
    List<String> names = new ArrayList<>();
    card("one").path("validation").path("figures").fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .contains(
            "rate-4.reconstruction.bleu4-ids-nltk-method1@4",
            "rate-8.reconstruction.bleu4-ids-nltk-method1@4");
  }

  @Test
  void textsToValidateWithAreCheckedBeforeTheTraining() throws IOException {
    assertThat(run("first.yaml", "one", "validation.chronicle.documents=0")).isEqualTo(2);
    assertThat(terminal.err()).contains("validation.chronicle needs documents > 0 and words >= 30");
    assertThat(folder.resolve("one")).doesNotExist();
    JsonNode plan = new ObjectMapper().readTree("{\"document\": 3}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValidationTexts.of(plan))
        .withMessage(
            "validation.chronicle.document is 3; known: whole numbers seed, documents, words");
  }
}
