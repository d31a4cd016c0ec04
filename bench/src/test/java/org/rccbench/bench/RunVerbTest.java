package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run says what it does, can be gone on with, and ends with a status that a script can rely on.
 */
class RunVerbTest {
  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @Test
  void aRefusedModelIsTheUsersMistakeAndSaysWhatToDo() throws IOException {
    assertThat(terminal.execute("run", suite("refused"), "--out", run())).isEqualTo(2);
    assertThat(terminal.err()).contains("try fake:good");
  }

  @Test
  void aRunWritesItsFolderAndItsTables() throws IOException {
    assertThat(terminal.execute("run", suite("good"), "--out", run(), "--json")).isZero();

    JsonNode overview = new ObjectMapper().readTree(terminal.out());
    assertThat(overview.path("scored").asInt()).isEqualTo(2);
    assertThat(overview.path("rows").path(0).path("trained").asBoolean()).isFalse();
    // the task's headline; "passkey-infinitebench" comes first by its letters
    assertThat(overview.path("rows").path(0).path("profile").asText())
        .isEqualTo("passkey-landmark");
    assertThat(folder.resolve("run/tables/passkey.csv")).content().contains("untrained");
  }

  @Test
  void aRunSaysAtItsStartWhereItGoesAndHowToGoOn() throws IOException {
    String suite = suite("good");
    terminal.execute("run", suite, "--set", "tasks.0.depths=[0, 50]", "--out", run());

    assertThat(terminal.err().lines())
        .containsExactly(
            "run folder: " + run(),
            "if it is stopped, go on with: rcc-bench run "
                + suite
                + " --set 'tasks.0.depths=[0, 50]' --out "
                + run());
  }

  @Test
  void aRunThatIsDoneIsResumedWithoutWork() throws IOException {
    terminal.execute("run", suite("good"), "--out", run());
    assertThat(terminal.execute("run", suite("good"), "--out", run())).isZero();

    assertThat(terminal.out()).contains("0 scored, 0 failed, 0 skipped, 2 done before");
  }

  @Test
  void failedSamplesAreStatusThree() throws IOException {
    assertThat(terminal.execute("run", suite("broken"), "--out", run())).isEqualTo(3);
    assertThat(terminal.out()).contains("2 failed");
    assertThat(terminal.err()).contains("rcc-bench: 2 of 2 samples failed; samples.jsonl says why");
    assertThat(folder.resolve("run/tables/passkey.md")).content().contains("| – |");
  }

  @Test
  void overridesReachTheSuite() throws IOException {
    int status =
        terminal.execute(
            "run", suite("good"), "--out", run(), "--set", "tasks.0.samples=3", "--json");

    assertThat(status).isZero();
    assertThat(new ObjectMapper().readTree(terminal.out()).path("scored").asInt()).isEqualTo(6);
  }

  @Test
  void howARunGoesCanBeChosen() throws IOException {
    String[] run = {
      "run", suite("good"), "--out", run(), "--json", "--limit", "1", "--workers", "2"
    };
    assertThat(terminal.execute(run)).isZero();
    assertThat(new ObjectMapper().readTree(terminal.out()).path("scored").asInt()).isEqualTo(1);

    assertThat(terminal.execute("run", suite("good"), "--samples", "2", "--out", run()))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("--samples 2 --out").contains("another suite");
    assertThat(terminal.execute("run", suite("good"), "--workers", "0")).isEqualTo(2);
    assertThat(terminal.err()).contains("workers must be >= 1, was 0");
  }

  @Test
  void samplesOfEveryTaskCanBeSet() throws IOException {
    terminal.execute("run", suite("good"), "--samples", "3", "--out", run(), "--json");
    assertThat(new ObjectMapper().readTree(terminal.out()).path("scored").asInt()).isEqualTo(6);
  }

  @Test
  void runsOfOneSuiteAreMerged() throws IOException {
    String other = folder.resolve("other").toString();
    String all = folder.resolve("all").toString();
    terminal.execute("run", suite("good"), "--limit", "1", "--out", run());
    assertThat(terminal.execute("merge", run(), "--out", other)).isZero();
    assertThat(terminal.out()).contains("1 samples (0 failed) and 0 points of curves in " + other);
    assertThat(terminal.out()).contains("run the suite with --out " + other);

    terminal.execute("run", suite("good"), "--out", run());
    assertThat(terminal.execute("merge", other, run(), "--out", all)).isZero();
    assertThat(terminal.out()).contains("2 samples (0 failed) and 0 points of curves in " + all);
    assertThat(folder.resolve("all/tables/passkey.md")).exists();
    assertThat(terminal.execute("merge", other, run(), "--out", all)).isEqualTo(2);
    assertThat(terminal.err()).contains("already holds a run");
  }

  @Test
  void failuresInARowStopTheRunWithStatusThree() throws IOException {
    int status =
        terminal.execute(
            "run", suite("broken"), "--samples", "9", "--max-failures", "7", "--out", run());
    assertThat(status).isEqualTo(3);
    assertThat(terminal.err()).contains("stopped after 7 failures in a row");
    assertThat(Files.readAllLines(folder.resolve("run/samples.jsonl"))).hasSize(7);

    terminal.execute("run", suite("broken"), "--samples", "9", "--out", run(), "--retry", "0");
    assertThat(terminal.err()).contains("18 of 18 samples failed");
    assertThat(Files.readAllLines(folder.resolve("run/samples.jsonl"))).hasSize(18);
  }

  @Test
  void whatASuiteMayNameIsListed() throws IOException {
    assertThat(terminal.execute("run", "--list")).isZero();
    assertThat(terminal.out())
        .contains(
            "tasks:    needle, passkey, perplexity, question_answering, reconstruction, variable_tracking, word_counting")
        .containsPattern(
            "kinds: +blind, exec, fake, full, http, icae, last-layer, noisy, oracle, random, rcc, truncated")
        .containsPattern("readers: .*plain-text, pwc")
        .containsPattern("  passkey-landmark  .+");
    terminal.clear();
    terminal.execute("run", "--list", "--json");
    JsonNode catalogue = new ObjectMapper().readTree(terminal.out());
    assertThat(catalogue.path("profiles").size()).isGreaterThan(20);
    assertThat(terminal.execute("run")).isEqualTo(2);
    assertThat(terminal.err()).contains("which suite? Name its file, or give --list");
  }

  private String run() {
    return folder.resolve("run").toString();
  }

  private String suite(String behaviour) throws IOException {
    return FakeSuite.write(folder, behaviour).toString();
  }
}
