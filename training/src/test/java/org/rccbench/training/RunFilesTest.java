package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.Checkpoint;

/** A run's folder says what the run was: every step, its cost, what was measured, what it made. */
class RunFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path text;
  private Path out;

  @BeforeEach
  void write() {
    text = Recipes.text(folder);
    out = folder.resolve("run");
  }

  private JsonNode card() throws IOException {
    return JSON.readTree(out.resolve("card.json").toFile());
  }

  private static Trainer open(String recipe, Path out) {
    return Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), out);
  }

  private static String validated(String recipe) {
    return recipe
        .replace("save_every: 5", "save_every: 5, validate_every: 4")
        .replace("batch:", "validation: {tasks: [{task: reconstruction}]}\nbatch:");
  }

  @Test
  void everyStepHasItsLine() throws IOException {
    Recipes.train(Recipes.rcc(text, 6), out).close();
    List<ObjectNode> log = TrainingLog.read(out);
    assertThat(log).hasSize(6);
    double cores = 0;
    long tokens = 0;
    for (int i = 0; i < 6; i++) {
      ObjectNode line = log.get(i);
      assertThat(line.path("step").asInt()).isEqualTo(i + 1);
      assertThat(line.path("window").asInt()).isEqualTo(16);
      assertThat(line.path("rate").asInt()).isIn(2, 4);
      assertThat(line.path("loss").asDouble()).isBetween(1.0, 10.0);
      assertThat(line.path("accuracy").asDouble()).isBetween(0.0, 1.0);
      assertThat(line.path("gradient_norm").asDouble()).isPositive();
      assertThat(line.path("learning_rate").asDouble())
          .isCloseTo(0.004 * Math.min(1, (i + 1) / 5.0), within(0.003));
      JsonNode measured = line.path("measured");
      double seconds = measured.path("seconds").asDouble();
      assertThat(measured.path("tokens_per_second").asDouble() * seconds)
          .as("tokens of the step")
          .isCloseTo((double) (line.path("tokens").asLong() - tokens), within(1e-6));
      assertThat(measured.path("core_seconds").asDouble()).isGreaterThanOrEqualTo(cores);
      cores = measured.path("core_seconds").asDouble();
      tokens = line.path("tokens").asLong();
      assertThat(line.has("validation")).isFalse();
    }
    assertThat(cores).isPositive();
  }

  @Test
  void theTableHasTheValuesOfTheLog() throws IOException {
    try (Trainer trainer = open(validated(Recipes.rcc(text, 6)), out)) {
      trainer.run(progress -> {}, (model, step) -> Map.of("the \"best\"", step / 3.0));
    }
    List<String> rows = Files.readAllLines(out.resolve("log.csv"));
    List<String> names = List.of(rows.get(0).split(",", -1));
    assertThat(names)
        .startsWith("step", "tokens", "window", "rate", "loss", "accuracy")
        .contains("gradient_norm", "learning_rate", "measured.seconds")
        .doesNotHaveDuplicates();
    List<ObjectNode> log = TrainingLog.read(out);
    assertThat(rows).hasSize(7);
    for (int i = 0; i < 6; i++) {
      String[] cells = rows.get(i + 1).split(",", -1);
      assertThat(cells).hasSize(names.size());
      assertThat(cells[4]).isEqualTo(log.get(i).path("loss").asText());
      for (String task : List.of("reconstruction", "continuation")) {
        assertThat(cells[names.indexOf("tasks." + task + ".predicted")])
            .isEqualTo(log.get(i).path("tasks").path(task).path("predicted").asText());
      }
      assertThat(cells[names.indexOf("measured.core_seconds")])
          .isEqualTo(log.get(i).path("measured").path("core_seconds").asText());
      boolean measured = i == 3 || i == 5;
      assertThat(cells[names.indexOf("\"validation.the \"\"best\"\"\"")])
          .isEqualTo(measured ? Double.toString((i + 1) / 3.0) : "");
    }
  }

  @Test
  void validationSeesTheModelAsItIsAndChangesNothing() throws IOException {
    String recipe = validated(Recipes.rcc(text, 10));
    int[] context = new int[30];
    Arrays.setAll(context, i -> 2 + 7 * i);
    int[] words = {70, 71, 72, 73, 74};
    Batch batch =
        new Batch(
            java.util.Optional.of(new Level(24, 7)),
            new int[][] {context},
            new int[][] {words},
            new int[][] {words});
    List<Long> steps = new ArrayList<>();
    Path[] seen = new Path[1];
    try (Trainer trainer = open(recipe, out)) {
      Validation validation =
          (model, step) -> {
            steps.add(step);
            seen[0] = model;
            double[] expected = trainer.trained().logProbabilities(batch);
            double[] own;
            try (ContextModel opened = ContextModels.open(ModelSpec.of("rcc", model.toString()));
                Memory memory = opened.read(new TokenContext(context))) {
              own = memory.logProbabilities(new int[0], words);
            }
            for (int i = 0; i < own.length; i++) {
              assertThat(own[i]).isCloseTo(expected[i], within(2e-5));
            }
            return Map.of("first", expected[0]);
          };
      trainer.run(progress -> {}, validation);
    }
    assertThat(steps).containsExactly(4L, 8L, 10L);
    assertThat(seen[0]).doesNotExist();
    List<ObjectNode> log = TrainingLog.read(out);
    for (int i = 0; i < 10; i++) {
      boolean expected = i == 3 || i == 7 || i == 9;
      assertThat(log.get(i).path("validation").path("first").isDouble()).isEqualTo(expected);
    }
    assertThat(card().path("validation").path("step").asInt()).isEqualTo(10);
    assertThat(card().path("validation").path("figures")).isEqualTo(log.get(9).path("validation"));
    Path without = folder.resolve("without");
    Recipes.train(Recipes.rcc(text, 10), without).close();
    assertThat(out.resolve("model.safetensors"))
        .hasSameBinaryContentAs(without.resolve("model.safetensors"));
  }

  @Test
  void aFinishedRunIsMeasuredWhereItsRecipeIsGivenAValidationLater() throws IOException {
    Recipes.train(Recipes.rcc(text, 6), out).close();
    byte[] weights = Files.readAllBytes(out.resolve("model.safetensors"));
    double seconds = card().path("core_seconds").asDouble();
    List<Long> steps = new ArrayList<>();
    Validation validation =
        (model, step) -> {
          steps.add(step);
          return Map.of("bleu", 0.5);
        };
    for (int i = 0; i < 2; i++) {
      try (Trainer trainer = open(validated(Recipes.rcc(text, 6)), out)) {
        assertThat(trainer.run(progress -> {}, validation)).isTrue();
      }
    }
    assertThat(steps).as("once").containsExactly(6L);
    assertThat(Files.readAllBytes(out.resolve("model.safetensors"))).isEqualTo(weights);
    assertThat(card().path("core_seconds").asDouble()).isEqualTo(seconds);
    assertThat(card().path("validation").path("figures").path("bleu").asDouble()).isEqualTo(0.5);
    assertThat(Files.readString(out.resolve("log.csv"))).contains("validation.bleu");
    List<ObjectNode> log = TrainingLog.read(out);
    assertThat(log).hasSize(6);
    assertThat(log.get(5).path("loss").isDouble()).as("the step's own figures stay").isTrue();
  }

  @Test
  void validationThatFailsStopsTheRunWithTheStepSaved() throws IOException {
    String recipe = validated(Recipes.rcc(text, 6));
    try (Trainer trainer = open(recipe, out)) {
      assertThatThrownBy(
              () -> trainer.run(progress -> {}, (model, step) -> Map.of("bleu", Double.NaN)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the validation after step 4 failed; the step is saved, and the same command goes on behind it: figure bleu is NaN");
    }
    assertThat(out.resolve("validation")).doesNotExist();
    assertThat(RunState.read(out).step()).isEqualTo(4);
    try (Trainer trainer = open(recipe, out)) {
      assertThat(trainer.run(progress -> {}, (model, step) -> Map.of("bleu", 0.5))).isTrue();
    }
    List<ObjectNode> log = TrainingLog.read(out);
    assertThat(log).hasSize(6);
    assertThat(log.get(3).has("validation")).as("missing, not 0").isFalse();
    assertThat(log.get(5).path("validation").path("bleu").asDouble()).isEqualTo(0.5);
  }

  @Test
  void theCardSaysWhatTheModelIsAndWhatItCannotDo() throws IOException {
    Path language = folder.resolve("language");
    Recipes.train(Recipes.language(text, 2), language).close();
    String recipe =
        Recipes.rcc(text, 3)
            .replaceFirst("from: random, shape: \\{[^}]*\\}", "from: \"" + language + "\"")
            .replace("seed: 11", "card: Knows six letters.\nseed: 11");
    Recipes.train(recipe, out).close();
    JsonNode card = card();
    assertThat(card.path("name").asText()).isEqualTo("tiny-rcc");
    assertThat(card.path("architecture").asText()).isEqualTo("rcc");
    assertThat(card.path("weights_sha256").asText()).isEqualTo(Checkpoint.open(out).sha256());
    assertThat(card.path("start").path("folder").asText()).isEqualTo("language");
    assertThat(card.path("start").path("weights_sha256").asText())
        .isEqualTo(Checkpoint.open(language).sha256());
    assertThat(card.path("seed").asInt()).isEqualTo(11);
    assertThat(card.path("steps").asInt()).isEqualTo(3);
    assertThat(card.path("data").asText()).isEqualTo(RunState.read(out).data()).isNotEmpty();
    assertThat(card.path("core_seconds").asDouble()).isPositive();
    assertThat(card.path("limits").asText()).isEqualTo("Knows six letters.");
    assertThat(card.path("recipe").path("curriculum").path("min_steps").asInt()).isEqualTo(3);
    assertThat(card.has("validation")).as("nothing was measured").isFalse();
    String trainedOn = Files.readString(text);
    assertThat(card.path("tokens_per_word").asDouble())
        .isCloseTo(
            (trainedOn.getBytes(StandardCharsets.UTF_8).length + 1.0)
                / trainedOn.strip().split("\\s+").length,
            withinPercentage(3));
    // Two towers of 258 x 24 and 2 blocks, one head, three matrices of 24 x 24.
    long tower = 258 * 24 + 2 * 24 + 2 * (12 * 24 * 24 + 9 * 24 + 4 * 24);
    assertThat(card.path("parameters").asLong()).isEqualTo(2 * tower + 258 * 24 + 3 * 24 * 24);
    JsonNode plain = JSON.readTree(language.resolve("card.json").toFile());
    assertThat(plain.path("limits").asText()).isEqualTo("not stated");
    assertThat(plain.path("start").asText()).isEqualTo("random");
  }

  @Test
  void anotherCardIsNoOtherRecipe() throws IOException {
    Recipes.train(Recipes.language(text, 1), out).close();
    String recipe = Recipes.language(text, 1).replace("seed: 7", "card: Mended.\nseed: 7");
    Recipes.train(recipe, out).close();
    assertThat(card().path("limits").asText()).isEqualTo("Mended.");
  }

  @Test
  void processorTimeAddsUpOverResumes() throws IOException {
    String recipe = Recipes.language(text, 8);
    boolean[] stop = new boolean[1];
    try (Trainer trainer = open(recipe, out)) {
      trainer.run(
          new TrainingMonitor() {
            @Override
            public void passed(TrainingProgress progress) {
              stop[0] = progress.step() == 4;
            }

            @Override
            public boolean wantsToStop() {
              return stop[0];
            }
          });
    }
    double before = RunState.read(out).coreSeconds();
    assertThat(before).isPositive();
    Recipes.train(recipe, out).close();
    List<ObjectNode> log = TrainingLog.read(out);
    assertThat(log.get(3).path("measured").path("core_seconds").asDouble()).isEqualTo(before);
    for (int i = 4; i < 8; i++) {
      assertThat(log.get(i).path("measured").path("core_seconds").asDouble())
          .isGreaterThanOrEqualTo(before);
    }
    double all = log.get(7).path("measured").path("core_seconds").asDouble();
    assertThat(all).isGreaterThan(before);
    assertThat(card().path("core_seconds").asDouble()).isEqualTo(all);
    assertThat(RunState.read(out).coreSeconds()).isEqualTo(all);
  }

  /** Steps behind the last checkpoint are made again: their first making has cost time, too. */
  @Test
  void processorTimeOfStepsThatAKilledProcessLostCounts() throws IOException {
    String recipe = Recipes.language(text, 8);
    try (Trainer trainer = open(recipe, out)) {
      trainer.run(new StopAfter(4));
    }
    Files.writeString(
        out.resolve("log.jsonl"),
        "{\"step\":5,\"measured\":{\"core_seconds\":1000.0}}\n"
            + "{\"step\":6,\"measured\":{\"core_seconds\":2000.0}}\n{\"step\":7,\"mea",
        StandardOpenOption.APPEND);
    Recipes.train(recipe, out).close();
    assertThat(card().path("core_seconds").asDouble()).isBetween(2000.0, 2600.0);
    assertThat(TrainingLog.read(out)).hasSize(8);
  }

  /** Stops behind a step. */
  private static final class StopAfter implements TrainingMonitor {
    private final long last;
    private long seen;

    StopAfter(long last) {
      this.last = last;
    }

    @Override
    public void passed(TrainingProgress progress) {
      seen = progress.step();
    }

    @Override
    public boolean wantsToStop() {
      return seen == last;
    }
  }

  @Test
  void aFolderWithAModelAndNoRunIsLeftAlone() throws IOException {
    Path model = folder.resolve("model");
    Recipes.train(Recipes.language(text, 1), model).close();
    Files.delete(model.resolve("training.state"));
    byte[] weights = Files.readAllBytes(model.resolve("model.safetensors"));
    Recipe other = RecipeFile.parse(Recipes.rcc(text, 1), "recipe.yaml");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.open(other, model))
        .withMessage(
            "model holds a model and no training.state to go on with; name another folder");
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);
  }

  @Test
  void processorTimeIsThatOfTheWorkAndNotOfWaiting() throws InterruptedException {
    CoreSeconds seconds = new CoreSeconds(5);
    // 5 + t - t is not 5 to the last bit
    assertThat(seconds.total()).isBetween(5.0 - 1e-9, 6.0);
    // the compiler and the collector of this machine work while it sleeps, so the best of ten
    // counts
    double waited = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 10 && waited >= 0.25; i++) {
      double before = seconds.total();
      Thread.sleep(300);
      waited = Math.min(waited, seconds.total() - before);
    }
    assertThat(waited).isLessThan(0.25);
    double excluded = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 10 && excluded >= 0.15; i++) {
      double before = seconds.total();
      seconds.excluding(() -> assertThat(worked()).isNotZero());
      excluded = Math.min(excluded, seconds.total() - before);
    }
    assertThat(excluded).isLessThan(0.15);
    double before = seconds.total();
    assertThat(worked()).isNotZero();
    assertThat(seconds.total() - before).isGreaterThan(0.299);
  }

  /** Keeps a core busy for about 0.3 s of its own time. */
  private static long worked() {
    double until = CoreSeconds.now() + 0.3;
    long sum = 1;
    while (CoreSeconds.now() < until) {
      for (int i = 0; i < 100_000; i++) {
        sum = sum * 31 + i;
      }
    }
    return sum;
  }

  @Test
  void tryingARecipeOutWritesNothingAndForetellsTheFiles() throws IOException {
    String text = validated(Recipes.rcc(this.text, 12));
    DryRun dry = DryRun.of(RecipeFile.parse(text, "recipe.yaml"), "cpu");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(this.text);
    }
    assertThat(dry.timedSteps()).isEqualTo(10);
    assertThat(dry.secondsPerStep()).isBetween(1e-4, 10.0);
    assertThat(dry.slowestLevelSeconds()).isGreaterThanOrEqualTo(dry.secondsPerStep() * 0.999);
    assertThat(dry.hours()).isEqualTo(12 * dry.secondsPerStep() / 3600);
    assertThat(dry.coreSeconds()).isPositive();
    assertThat(dry.saves()).isEqualTo(3);
    assertThat(dry.validations()).isEqualTo(3);
    try (Trainer trainer = open(text, out)) {
      trainer.run(progress -> {}, (model, step) -> Map.of("one", 1.0));
    }
    // The rest are the files' headers.
    assertThat(Files.size(out.resolve("training.state")) - dry.stateBytes()).isBetween(1L, 30_000L);
    assertThat(Files.size(out.resolve("model.safetensors")) - dry.modelBytes())
        .isBetween(1L, 10_000L);
    assertThat(dry.bytesWritten()).isGreaterThan(3 * dry.stateBytes() + 4 * dry.modelBytes());
  }

  @Test
  void deviceThatIsNotThereIsSaid() {
    Recipe recipe = RecipeFile.parse(Recipes.language(text, 1), "recipe.yaml");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.open(recipe, out, "cuda:31"))
        .withMessageStartingWith("device cuda:31 cannot be used: ")
        .withMessageEndingWith("train on cpu, or with a libtorch and a driver that have it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.open(recipe, out, "tpu"))
        .withMessage("unknown device \"tpu\"; known: cpu, cuda, cuda:N");
  }
}
