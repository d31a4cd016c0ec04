package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is lost: an interrupted run ends with the very bytes of an uninterrupted one, but for
 * what clocks say.
 */
class ResumeTest {
  @TempDir Path folder;

  /** Trains in a process of its own, to be killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      String recipe = Files.readString(Path.of(args[0]));
      Recipes.train(recipe, Path.of(args[1])).close();
    }
  }

  private static List<String> logWithoutTimes(Path run) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("log.jsonl"))) {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(line);
      json.remove("measured");
      lines.add(json.toString());
    }
    return lines;
  }

  private static void assertSame(Path run, Path other) throws IOException {
    assertThat(run.resolve("model.safetensors"))
        .hasSameBinaryContentAs(other.resolve("model.safetensors"));
    assertThat(withoutTime(RunState.read(run))).isEqualTo(withoutTime(RunState.read(other)));
    assertThat(tensorBytes(run)).isEqualTo(tensorBytes(other));
    assertThat(logWithoutTimes(run)).isEqualTo(logWithoutTimes(other));
  }

  private static RunState withoutTime(RunState state) {
    assertThat(state.coreSeconds()).isPositive();
    return new RunState(
        state.step(),
        state.tokens(),
        state.curriculum(),
        0,
        state.recipe(),
        state.data(),
        state.start());
  }

  private static byte[] tensorBytes(Path run) throws IOException {
    byte[] all = Files.readAllBytes(run.resolve("training.state"));
    long header = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(all, Math.toIntExact(8 + header), all.length);
  }

  @Test
  void runThatWasKilledAndResumedGivesTheSameBytes() throws Exception {
    String recipe = Recipes.rcc(Recipes.text(folder), 160);
    Path killed = folder.resolve("killed");
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    Process child = child(file, killed);
    try {
      Path log = killed.resolve("log.jsonl");
      while (child.isAlive() && (!Files.exists(log) || Files.readAllLines(log).size() < 28)) {
        Thread.sleep(5);
      }
      assertThat(child.isAlive()).as("killed before its end").isTrue();
    } finally {
      child.destroyForcibly().waitFor(); // SIGKILL
    }
    assertThat(killed.resolve("training.state")).exists();
    assertThat(killed.resolve("model.safetensors")).doesNotExist();

    try (Trainer trainer = Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), killed)) {
      assertThat(trainer.stepsDone()).isBetween(20L, 159L);
      assertThat(trainer.run(progress -> {})).isTrue();
    }
    Path whole = folder.resolve("whole");
    Recipes.train(recipe, whole).close();
    assertSame(killed, whole);
  }

  private static Process child(Path recipe, Path run) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            recipe.toString(),
            run.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void stoppedRunResumesInTheMiddleOfItsCheckpoints() throws IOException {
    String recipe = Recipes.language(Recipes.text(folder), 13);
    Path stopped = folder.resolve("stopped");
    try (Trainer trainer = Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), stopped)) {
      assertThat(trainer.run(new StopAt(8))).isFalse();
      assertThat(trainer.stepsDone()).isEqualTo(8);
    }
    Recipes.train(recipe, stopped).close();
    Path whole = folder.resolve("whole");
    Recipes.train(recipe, whole).close();
    assertSame(stopped, whole);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mixedTasksOnGeneratedTextResumeToTheSameBytes(boolean frozen) throws IOException {
    String recipe = Recipes.mixed(13, frozen);
    Path stopped = folder.resolve("stopped");
    try (Trainer trainer = Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), stopped)) {
      assertThat(trainer.run(new StopAt(7))).isFalse();
    }
    Recipes.train(recipe, stopped).close();
    Path whole = folder.resolve("whole");
    Recipes.train(recipe, whole).close();
    assertSame(stopped, whole);
    String log = Files.readString(whole.resolve("log.jsonl"));
    assertThat(log)
        .contains("\"passkey\":{\"loss\":", "\"question-answering\":{", "\"reconstruction\":{");
  }

  /** A monitor that stops after a step. */
  private static final class StopAt implements TrainingMonitor {
    private final long step;
    private long seen;

    StopAt(long step) {
      this.step = step;
    }

    @Override
    public void passed(TrainingProgress progress) {
      seen = progress.step();
    }

    @Override
    public boolean wantsToStop() {
      return seen == step;
    }
  }

  @Test
  void diskThatIsFullLeavesTheLastCheckpoint() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here");
    String recipe = Recipes.language(Recipes.text(folder), 13);
    Path run = folder.resolve("run");
    Path part = run.resolve("training.state.part");
    try (Trainer trainer = Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), run)) {
      TrainingMonitor fillsTheDisk =
          progress -> {
            if (progress.step() == 7) {
              link(part, full); // all that is written there finds no space left
            }
          };
      assertThatThrownBy(() -> trainer.run(fillsTheDisk))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("training.state cannot be written; the old one is kept: No space");
    }
    assertThat(RunState.read(run).step()).isEqualTo(5);
    assertThat(part).doesNotExist();
    Files.writeString(run.resolve("log.jsonl"), "{\"step\":11,\"lo", StandardOpenOption.APPEND);
    Recipes.train(recipe, run).close();
    Path whole = folder.resolve("whole");
    Recipes.train(recipe, whole).close();
    assertSame(run, whole);
  }

  private static void link(Path from, Path to) {
    try {
      Files.createSymbolicLink(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two that write one folder would leave it with neither's state. */
  @Test
  void aFolderIsTrainedInByOneProcessAtATime() {
    Recipe recipe = RecipeFile.parse(Recipes.language(Recipes.text(folder), 2), "recipe.yaml");
    Path run = folder.resolve("run");
    try (Trainer first = Trainer.open(recipe, run)) {
      assertThatThrownBy(() -> Trainer.open(recipe, run))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("run is being trained in by another process; wait, or name another folder");
      assertThat(first.run(progress -> {})).isTrue();
    }
    try (Trainer later = Trainer.open(recipe, run)) {
      assertThat(later.stepsDone()).isEqualTo(2);
    }
  }

  @Test
  void foldersOfAnotherRecipeAreRefused() {
    Path text = Recipes.text(folder);
    Path run = folder.resolve("run");
    Recipes.train(Recipes.language(text, 1), run).close();
    Recipe other = RecipeFile.parse(Recipes.language(text, 2), "recipe.yaml");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.open(other, run))
        .withMessageContaining("another recipe");
  }

  @Test
  void lossThatIsNoNumberStopsTheRunAndKeepsTheLastCheckpoint() throws Exception {
    String recipe =
        Recipes.language(Recipes.text(folder), 40)
            .replace("learning_rate: 0.004, warmup: 5", "learning_rate: 1.0e+18, warmup: 0");
    Path run = folder.resolve("run");
    try (Trainer trainer = Trainer.open(RecipeFile.parse(recipe, "recipe.yaml"), run)) {
      assertThatThrownBy(() -> trainer.run(progress -> {}))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining(" at step ")
          .hasMessageContaining("with seed 7");
    }
    assertThat(run.resolve("model.safetensors")).doesNotExist();
  }
}
