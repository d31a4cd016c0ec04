package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every verb ends with the status and the words that a script and a person can rely on. */
class CommandLineTest {
  private static final String SUITE =
      """
      name: demo
      models:
        one: {kind: fake, source: "fake:%s"}
      tasks:
        - {task: passkey, lengths: [2048], depths: [0, 100], samples: 1}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private CommandLine line;

  @BeforeEach
  void freshCommandLine() {
    line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
  }

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
        "report",
        "gate",
        "doctor"
      })
  void everyVerbHasHelpWithAnExampleAndJson(String verb) {
    assertThat(line.execute(verb, "--help")).isZero();
    assertThat(out.toString()).contains("Example: rcc-bench " + verb).contains("--json");
  }

  @Test
  void noVerbIsAUsageError() {
    assertThat(line.execute()).isEqualTo(2);
    assertThat(err.toString()).startsWith("rcc-bench: which verb?");
  }

  @Test
  void anUnknownOptionIsNamedInOneLine() {
    assertThat(line.execute("run", "suite.yaml", "--fast")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("rcc-bench: Unknown option: '--fast'", "Try: rcc-bench run --help");
  }

  @Test
  void aMissingSuiteIsTheUsersMistake() {
    Path missing = folder.resolve("none.yaml");

    assertThat(line.execute("run", missing.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("rcc-bench: ").contains("none.yaml");
  }

  @Test
  void onlyDebugShowsAStackTrace() {
    String missing = folder.resolve("none.yaml").toString();
    line.execute("run", missing);
    assertThat(err.toString()).doesNotContain("\tat ");

    line.execute("run", missing, "--debug");
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void aRefusedModelIsTheUsersMistakeAndSaysWhatToDo() throws IOException {
    assertThat(line.execute("run", suite("refused"), "--out", run())).isEqualTo(2);
    assertThat(err.toString()).contains("try fake:good");
  }

  @Test
  void anUnknownKindListsTheKnownOnes() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "some text");

    int status =
        line.execute(
            "ask",
            "--model",
            "x",
            "--kind",
            "nosuch",
            "--context",
            text.toString(),
            "--question",
            "?");

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("unknown model kind \"nosuch\"").contains("fake");
  }

  @Test
  void aKindThatIsNotObviousIsAskedFor() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "some text");

    int status =
        line.execute(
            "ask", "--model", folder.toString(), "--context", text.toString(), "--question", "?");

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("Give --kind, one of: ");
  }

  @Test
  void askAnswersOnStdoutAndSaysOnStderrThatWeightsAreRandom() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "some text");

    int status =
        line.execute(
            "ask",
            "--model",
            "fake:good",
            "--kind",
            "fake",
            "--context",
            text.toString(),
            "--question",
            "?",
            "--max-new",
            "5");

    assertThat(status).isZero();
    assertThat(out.toString()).isEqualTo("12345" + System.lineSeparator());
    assertThat(err.toString()).contains("untrained").contains("9 of 9 tokens read");
  }

  @Test
  void theOfficialChatPutsTheQuestionAfterTheContext() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "some text");
    String[] ask = {
      "ask",
      "--model",
      "fake:good",
      "--kind",
      "fake",
      "--context",
      text.toString(),
      "--question",
      "why?",
      "--max-new",
      "5",
      "--mode"
    };

    assertThat(line.execute(with(ask, "human"))).isZero();
    assertThat(err.toString()).contains("mode human; 15 of 15 tokens read");
    assertThat(line.execute(with(ask, "loud"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("unknown mode \"loud\"; known: reconstruction, human, compress, context-only");
  }

  private static String[] with(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  @Test
  void aRunWritesItsFolderAndItsTables() throws IOException {
    assertThat(line.execute("run", suite("good"), "--out", run(), "--json")).isZero();

    JsonNode overview = new ObjectMapper().readTree(out.toString());
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
    line.execute("run", suite, "--set", "tasks.0.depths=[0, 50]", "--out", run());

    assertThat(err.toString().lines())
        .containsExactly(
            "run folder: " + run(),
            "if it is stopped, go on with: rcc-bench run "
                + suite
                + " --set 'tasks.0.depths=[0, 50]' --out "
                + run());
  }

  @Test
  void soDoesAReproductionBeforeItTouchesAnything() throws IOException {
    Path text = Files.writeString(folder.resolve("it's a book.txt"), "Once upon a time.");
    // another run's text lies there, so that nothing runs
    Path other = Files.createDirectories(Path.of(run()).resolve("inputs")).resolve("other.txt");
    Files.writeString(other, "Another time.");

    int status = line.execute("reproduce", "--quick", "--text", text.toString(), "--out", run());

    assertThat(status).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .startsWith(
            "run folder: " + run(),
            "if it is stopped, go on with: rcc-bench reproduce --scale quick --text '"
                + folder
                + "/it'\\''s a book.txt' --out "
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

    int status = line.execute("reproduce", "--quick", "--text", text.toString(), "--out", run());

    assertThat(status).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("rcc-bench: " + text + " does not exist");
    assertThat(Path.of(run())).doesNotExist();
  }

  @Test
  void aRunThatIsDoneIsResumedWithoutWork() throws IOException {
    line.execute("run", suite("good"), "--out", run());
    assertThat(line.execute("run", suite("good"), "--out", run())).isZero();

    assertThat(out.toString()).contains("0 scored, 0 failed, 0 skipped, 2 done before");
  }

  @Test
  void failedSamplesAreStatusThree() throws IOException {
    assertThat(line.execute("run", suite("broken"), "--out", run())).isEqualTo(3);
    assertThat(out.toString()).contains("2 failed");
    assertThat(err.toString()).contains("rcc-bench: 2 of 2 samples failed; samples.jsonl says why");
    assertThat(folder.resolve("run/tables/passkey.md")).content().contains("| – |");
  }

  @Test
  void overridesReachTheSuite() throws IOException {
    int status =
        line.execute("run", suite("good"), "--out", run(), "--set", "tasks.0.samples=3", "--json");

    assertThat(status).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("scored").asInt()).isEqualTo(6);
  }

  @Test
  void howARunGoesCanBeChosen() throws IOException {
    String[] run = {
      "run", suite("good"), "--out", run(), "--json", "--limit", "1", "--workers", "2"
    };
    assertThat(line.execute(run)).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("scored").asInt()).isEqualTo(1);

    assertThat(line.execute("run", suite("good"), "--samples", "2", "--out", run())).isEqualTo(2);
    assertThat(err.toString()).contains("--samples 2 --out").contains("another suite");
    assertThat(line.execute("run", suite("good"), "--workers", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("workers must be >= 1, was 0");
  }

  @Test
  void samplesOfEveryTaskCanBeSet() throws IOException {
    line.execute("run", suite("good"), "--samples", "3", "--out", run(), "--json");
    assertThat(new ObjectMapper().readTree(out.toString()).path("scored").asInt()).isEqualTo(6);
  }

  @Test
  void runsOfOneSuiteAreMerged() throws IOException {
    String other = folder.resolve("other").toString();
    String all = folder.resolve("all").toString();
    line.execute("run", suite("good"), "--limit", "1", "--out", run());
    assertThat(line.execute("merge", run(), "--out", other)).isZero();
    assertThat(out.toString()).contains("1 samples (0 failed) and 0 points of curves in " + other);
    assertThat(out.toString()).contains("run the suite with --out " + other);

    line.execute("run", suite("good"), "--out", run());
    assertThat(line.execute("merge", other, run(), "--out", all)).isZero();
    assertThat(out.toString()).contains("2 samples (0 failed) and 0 points of curves in " + all);
    assertThat(folder.resolve("all/tables/passkey.md")).exists();
    assertThat(line.execute("merge", other, run(), "--out", all)).isEqualTo(2);
    assertThat(err.toString()).contains("already holds a run");
  }

  @Test
  void failuresInARowStopTheRunWithStatusThree() throws IOException {
    int status =
        line.execute(
            "run", suite("broken"), "--samples", "9", "--max-failures", "7", "--out", run());
    assertThat(status).isEqualTo(3);
    assertThat(err.toString()).contains("stopped after 7 failures in a row");
    assertThat(Files.readAllLines(folder.resolve("run/samples.jsonl"))).hasSize(7);

    line.execute("run", suite("broken"), "--samples", "9", "--out", run(), "--retry", "0");
    assertThat(err.toString()).contains("18 of 18 samples failed");
    assertThat(Files.readAllLines(folder.resolve("run/samples.jsonl"))).hasSize(18);
  }

  @Test
  void whatASuiteMayNameIsListed() throws IOException {
    assertThat(line.execute("run", "--list")).isZero();
    assertThat(out.toString())
        .contains(
            "tasks:    needle, passkey, perplexity, question_answering, reconstruction, variable_tracking, word_counting")
        .containsPattern(
            "kinds: +blind, exec, fake, full, http, icae, last-layer, noisy, oracle, random, rcc, truncated")
        .containsPattern("readers: .*plain-text, pwc")
        .containsPattern("  passkey-landmark  .+");
    StringWriter json = new StringWriter();
    Main.commandLine().setOut(new PrintWriter(json, true)).execute("run", "--list", "--json");
    JsonNode catalogue = new ObjectMapper().readTree(json.toString());
    assertThat(catalogue.path("profiles").size()).isGreaterThan(20);
    assertThat(line.execute("run")).isEqualTo(2);
    assertThat(err.toString()).contains("which suite? Name its file, or give --list");
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
    assertThat(line.execute("report", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is no run folder");

    assertThat(line.execute("report", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nothing to report");
  }

  @Test
  void planCountsWhatARunWouldRead() throws IOException {
    assertThat(line.execute("plan", suite("good"), "--json")).isZero();

    JsonNode row = new ObjectMapper().readTree(out.toString()).path(0);
    assertThat(row.path("contexts").asInt()).isEqualTo(2);
    assertThat(row.path("tokensToRead").asInt()).isEqualTo(2 * 2048);
    assertThat(row.path("tokensToDecode").asInt()).isEqualTo(2 * 10);
    // the fake model: 1 microsecond a token read, 4 microseconds for 16 steps of decoding, 3
    // nanoseconds for 4 tokens of a prompt; a line feed and the question have 38 bytes
    double nanos = 4096 * 1000 + 2 * 9 * 250 + 2 * 38 * 0.75;
    assertThat(row.path("seconds").asDouble()).isCloseTo(nanos / 1e9, within(1e-12));
    assertThat(row.path("floorBytes").asLong()).isEqualTo(5000 + (2048 + 38 + 9) * 1000);
  }

  @Test
  void planKnowsThatAttentionGrowsWithTheSquare() throws IOException {
    line.execute("plan", suite("square"), "--json", "--set", "tasks.0.lengths=[30000]");

    JsonNode row = new ObjectMapper().readTree(out.toString()).path(0);
    assertThat(row.path("tokensToRead").asInt()).isEqualTo(2 * 30_000);
    double nanos = 2 * (30_000 * 1000 + 9e8) + 2 * 9 * 250 + 2 * 38 * 0.75;
    assertThat(row.path("seconds").asDouble()).isCloseTo(nanos / 1e9, within(1e-6));
  }

  @Test
  void aKindThatDoesNotForecastHasNoFloor() throws IOException {
    assertThat(line.execute("plan", suite("silent"))).isZero();
    assertThat(out.toString()).containsPattern("one +passkey .* 20 +- +0[.]0");

    line.execute("plan", suite("silent"), "--json");
    assertThat(out.toString()).contains("\"floorBytes\":null");
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

    assertThat(line.execute("inspect", "--model", model, "--kind", kind, option, value))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("kind \"" + kind + "\" has no use for " + name + ", which is set to " + value)
        .contains("rcc");
  }

  @Test
  void planWithoutATryHasNoTime() throws IOException {
    assertThat(line.execute("plan", suite("good"), "--no-calibrate", "--json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path(0).path("seconds").isNull())
        .isTrue();
  }

  private String run() {
    return folder.resolve("run").toString();
  }

  private String suite(String behaviour) throws IOException {
    String yaml = SUITE.replace("%s", behaviour);
    return Files.writeString(folder.resolve("suite.yaml"), yaml).toString();
  }
}
