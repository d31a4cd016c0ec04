package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb ends with the status and the words that a script and a person can rely on. */
class CommandLineTest {
  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reproduce",
        "run",
        "merge",
        "plan",
        "ask",
        "score",
        "rescore",
        "compare",
        "measure-import",
        "report",
        "gate",
        "doctor"
      })
  void everyVerbHasHelpWithAnExampleAndJson(String verb) {
    assertThat(terminal.execute(verb, "--help")).isZero();
    assertThat(terminal.out()).contains("Example: rcc-bench " + verb).contains("--json");
  }

  @Test
  void noVerbIsAUsageError() {
    assertThat(terminal.execute()).isEqualTo(2);
    assertThat(terminal.err()).startsWith("rcc-bench: which verb?");
  }

  @Test
  void anUnknownOptionIsNamedInOneLine() {
    assertThat(terminal.execute("run", "suite.yaml", "--fast")).isEqualTo(2);
    assertThat(terminal.err().lines())
        .containsExactly("rcc-bench: Unknown option: '--fast'", "Try: rcc-bench run --help");
  }

  @Test
  void aMissingSuiteIsTheUsersMistake() {
    Path missing = folder.resolve("none.yaml");

    assertThat(terminal.execute("run", missing.toString())).isEqualTo(2);
    assertThat(terminal.err().lines()).hasSize(1);
    assertThat(terminal.err()).startsWith("rcc-bench: ").contains("none.yaml");
  }

  @Test
  void onlyDebugShowsAStackTrace() {
    String missing = folder.resolve("none.yaml").toString();
    terminal.execute("run", missing);
    assertThat(terminal.err()).doesNotContain("\tat ");

    terminal.execute("run", missing, "--debug");
    assertThat(terminal.err()).contains("\tat ");
  }

  @Test
  void soDoesAReproductionBeforeItTouchesAnything() throws IOException {
    Path text = Files.writeString(folder.resolve("it's a book.txt"), "Once upon a time.");
    // another run's text lies there, so that nothing runs
    Path other = Files.createDirectories(Path.of(run()).resolve("inputs")).resolve("other.txt");
    Files.writeString(other, "Another time.");

    int status =
        terminal.execute(
            "reproduce", "--quick", "--workers", "2", "--text", text.toString(), "--out", run());

    assertThat(status).isEqualTo(2);
    assertThat(terminal.err().lines().toList())
        .startsWith(
            "run folder: " + run(),
            "if it is stopped, go on with: rcc-bench reproduce --scale quick --text '"
                + folder
                + "/it'\\''s a book.txt' --workers 2 --out "
                + run())
        .last()
        .asString()
        .isEqualTo(
            "rcc-bench: " + other + " belongs to another run; give another folder with --out");
    assertThat(Path.of(run(), "samples.jsonl")).doesNotExist();
  }

  @Test
  void aTextThatIsNotThereEndsAReproductionBeforeItTouchesAnything() {
    Path text = folder.resolve("none.txt");

    int status =
        terminal.execute("reproduce", "--quick", "--text", text.toString(), "--out", run());

    assertThat(status).isEqualTo(2);
    assertThat(terminal.err().lines()).containsExactly("rcc-bench: " + text + " does not exist");
    assertThat(Path.of(run())).doesNotExist();
  }

  @Test
  void withoutAnEstimateStepsAreTakenForAlike() {
    assertThat(TerminalProgress.evenly(Duration.ofSeconds(9), 0, 5)).isEmpty();
    assertThat(TerminalProgress.evenly(Duration.ofSeconds(9), 3, 5))
        .contains(Duration.ofSeconds(6));
    assertThat(TerminalProgress.evenly(Duration.ofSeconds(9), 5, 5)).contains(Duration.ZERO);
  }

  @Test
  void reportNeedsARunFolderWithSomethingInIt() {
    assertThat(terminal.execute("report", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("is no run folder");

    assertThat(terminal.execute("report", folder.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("nothing to report");
  }

  @ParameterizedTest
  @CsvSource({
    "full, --window, 512, window",
    "blind, --window, 512, window",
    "full, --compat, fixed, compat",
    "truncated, --level-rule, pairs, level_rule",
    "full, --rate, 16, rate",
    "blind, --window-batch, 2, window_batch"
  })
  void anOptionThatTheKindIgnoresIsRefused(String kind, String option, String value, String name) {
    String model = "shape:pythia-14m";

    assertThat(terminal.execute("inspect", "--model", model, "--kind", kind, option, value))
        .isEqualTo(2);
    assertThat(terminal.err())
        .contains("kind \"" + kind + "\" has no use for " + name + ", which is set to " + value)
        .contains("rcc");
  }

  private String run() {
    return folder.resolve("run").toString();
  }
}
