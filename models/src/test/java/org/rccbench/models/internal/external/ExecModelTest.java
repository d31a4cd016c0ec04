package org.rccbench.models.internal.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.TokenContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryReport;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.TimeLimit;
import org.rccbench.models.UnsupportedRequestException;

/** Whatever a program does is an answer, a reason to skip, or the failure of one question. */
@Timeout(120)
class ExecModelTest {
  @TempDir private Path folder;

  private ModelSpec spec(String... arguments) {
    return ModelSpec.of(
        "exec",
        String.join(
            " ",
            "exec:'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            "\"" + System.getProperty("java.class.path") + "\"",
            FakeProgram.class.getName(),
            arguments[0],
            pids().toString(),
            arguments.length > 1 ? arguments[1] : ""));
  }

  private Path pids() {
    return folder.resolve("pids");
  }

  private ContextModel open(String input, String timeout) {
    return ContextModels.open(
        spec(input).withSettings(Map.of("tokenizer", "bytes", "timeout_s", timeout)));
  }

  private ProcessHandle[] running() throws IOException {
    return Arrays.stream(Files.readString(pids()).split(" "))
        .map(pid -> ProcessHandle.of(Long.parseLong(pid)))
        .flatMap(Optional::stream)
        .filter(ProcessHandle::isAlive)
        .toArray(ProcessHandle[]::new);
  }

  private static void assertEnded(ProcessHandle... handles) throws InterruptedException {
    long start = System.nanoTime();
    while (Arrays.stream(handles).anyMatch(ExecModelTest::isRunning)
        && System.nanoTime() - start < 10_000_000_000L) {
      Thread.sleep(20);
    }
    assertThat(handles).noneMatch(ExecModelTest::isRunning);
  }

  /**
   * What was killed stays in the list, with state Z, until its parent looks: often the system's
   * first process, which may take seconds.
   */
  private static boolean isRunning(ProcessHandle handle) {
    try {
      String stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return handle.isAlive();
    }
  }

  private static Generation ask(ContextModel model, Memory memory, String prompt) {
    return memory.generate(model.tokenizer().encode(prompt), Decoding.greedy(40, 0));
  }

  private static String said(ContextModel model, Memory memory, String prompt) {
    return model.tokenizer().decode(ask(model, memory, prompt).ids());
  }

  @Test
  void aProgramReadsTextAndAnswers() throws Exception {
    try (ContextModel model = open("text", "60")) {
      assertThat(model.card().source()).isEqualTo("fake");
      assertThat(model.card().weights()).isEqualTo("sha256:0");
      assertThat(model.card().trained()).isTrue();
      try (Memory memory = model.read(TextContext.of("Zwölf Boxkämpfer €\u0001"))) {
        assertThat(said(model, memory, "and?"))
            .isEqualTo("and?|Zwölf Boxkämpfer €\u0001|<|endoftext|>");
        Generation generation = ask(model, memory, "again");
        assertThat(generation.stoppedByEos()).isTrue();
        assertThat(generation.positions()).isEqualTo(9);
        assertThat(generation.times()).isEqualTo(new PhaseTimes(0, 0, 500_000_000, 125_000_000));
        assertThat(memory.readTimes()).isEqualTo(new PhaseTimes(0, 250_000_000, 0, 0));
        assertThat(memory.bytes()).isEqualTo(77);
        // the program's own tokens: characters
        assertThat(memory.ledger().given()).isEqualTo(19);
        assertThat(memory.ledger().dropped()).isEqualTo(1);
        assertThat(memory.ledger().rateReal()).isEqualTo(9);
        assertThat(memory.reports())
            .containsExactlyInAnyOrder(
                MemoryReport.TOKENS,
                MemoryReport.BYTES,
                MemoryReport.READ_TIMES,
                MemoryReport.ANSWER_TIMES);
      }
      assertThat(running()).hasSize(2);
    }
    assertEnded(running());
  }

  @Test
  void aProgramGetsNoVariableInWhichAnotherModelHasItsKey() {
    assertThat(System.getenv()).containsKey("PATH");
    ModelSpec program = spec("text").withSettings(Map.of("hide_env", "LANG, TERM"));
    ModelSpec server = ModelSpec.of("http", "http://h/v1").withSettings(Map.of("key_env", "PATH"));
    ModelSpec unknown = ModelSpec.of("of a third party", "x");
    Map<String, ModelSpec> suite =
        ContextModels.withoutForeignSecrets(
            Map.of("program", program, "server", server, "unknown", unknown));
    assertThat(suite)
        .containsEntry("server", server)
        .containsEntry("unknown", unknown)
        .containsEntry("program", program.withSettings(Map.of("hide_env", "LANG,PATH,TERM")));

    assertThat(variables(program)).contains("PATH").doesNotContain("LANG", "TERM");
    assertThat(variables(suite.get("program"))).doesNotContain("PATH", "LANG", "TERM");
  }

  private static List<String> variables(ModelSpec spec) {
    try (ContextModel model = ContextModels.open(spec);
        Memory memory = model.read(TextContext.of("x"))) {
      int[] said =
          memory.generate(model.tokenizer().encode("variables"), Decoding.greedy(1 << 14, 0)).ids();
      return List.of(model.tokenizer().decode(said).split(" "));
    }
  }

  @Test
  void whatIsHiddenMustBeNamesAndIsNotSaid() {
    ModelSpec spec = spec("text").withSettings(Map.of("hide_env", "A,sk-0123"));
    assertThatThrownBy(() -> ContextModels.refuseIgnored(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hide_env must be names of environment variables, separated by commas");
  }

  @Test
  void aProgramReadsIdsInPiecesAndScores() {
    int[] ids = IntStream.range(0, 50_000).map(i -> i % 251).toArray();
    try (ContextModel model = open("ids", "60")) {
      try (Memory memory = model.read(new TokenContext(ids))) {
        assertThat(memory.ledger().given()).isEqualTo(50_000);
        assertThat(memory.generate(new int[0], Decoding.greedy(300)).ids())
            .isEqualTo(Arrays.copyOf(ids, 300));
        assertThat(memory.logProbabilities(new int[] {1}, new int[] {5, 7, 0}))
            .containsExactly(-0.5, -0.7, 0);
        assertThatThrownBy(() -> memory.generate(new int[] {4}, Decoding.greedy(3)))
            .hasMessage(
                "the program gave a wrong answer to generate: it has 4 ids, 3 were asked for");
      }
      assertThatThrownBy(() -> model.read(new TokenContext(new int[100_001])))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessage("the context has 100001 tokens, the program reads at most 100000");
    }
  }

  @Test
  void aLongTextIsReadWholeWhereverAPieceEnds() {
    // 40,001 bytes in lines of 16,384: the first line ends inside a character
    String text = "a" + "é".repeat(20_000);
    try (ContextModel model = open("text", "60");
        Memory memory = model.read(TextContext.of(text))) {
      assertThat(said(model, memory, "and?")).isEqualTo("and?|" + text + "|<|endoftext|>");
    }
  }

  @Test
  void aReadingThatBreaksOffLeavesNothingToTheNext() {
    String text = "x".repeat(60_000);
    try (ContextModel model = open("text", "60")) {
      assertThatThrownBy(() -> model.read(new Breaking(TextContext.of(text))))
          .hasMessage("the disk is gone");
      try (Memory memory = model.read(TextContext.of("here"))) {
        assertThat(said(model, memory, "next")).startsWith("next|here|");
      }
    }
  }

  /** A context that breaks off in its third piece, when the program has got the first. */
  private record Breaking(Context context) implements Context {
    @Override
    public TokenStream open(TextEncoder encoder) {
      TokenStream whole = context.open(encoder);
      return new TokenStream() {
        private int read;

        @Override
        public int read(int[] into, int offset, int length) {
          if (read >= 33_000) {
            throw new IllegalStateException("the disk is gone");
          }
          int n = whole.read(into, offset, length);
          read += n;
          return n;
        }

        @Override
        public void close() {
          whole.close();
        }
      };
    }

    @Override
    public long tokenCount(TextEncoder encoder) {
      return context.tokenCount(encoder);
    }

    @Override
    public String sha256() {
      return context.sha256();
    }
  }

  @Test
  void aProgramThatOnlyScoresIsAskedForNoTokens() {
    ModelSpec spec = spec("ids", "scores-only").withSettings(Map.of("tokenizer", "bytes"));
    try (ContextModel model = ContextModels.open(spec);
        Memory memory = model.read(new TokenContext(new int[] {1, 2}))) {
      assertThat(memory.generate(new int[] {1}, Decoding.greedy(0)).ids()).isEmpty();
      assertThat(memory.logProbabilities(new int[] {1}, new int[] {5})).containsExactly(-0.5);
      assertThatThrownBy(() -> memory.generate(new int[] {1}, Decoding.greedy(1)))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessage("the program does not generate");
    }
  }

  @Test
  void aRateThatAReadingDoesNotTellIsTheCards() {
    try (ContextModel model = ContextModels.open(spec("text", "rate-8"));
        Memory memory = model.read(TextContext.of("here"))) {
      assertThat(memory.ledger().rateAsked()).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "die|the program was asked to generate: it ended with status 7",
        "nonsense|the program gave a wrong answer to generate: no JSON: Loading model ...",
        "other id|the program gave a wrong answer to generate: id must be 3, was 1",
        "no text|the program gave a wrong answer to generate: unknown field \"txt\"; known:"
            + " positions, seconds, stopped, text",
        "number|the program gave a wrong answer to generate: text must be a value of type string,"
            + " was 5",
        "no utf-8|the program was asked to generate: the line is no UTF-8",
        "endless|the program was asked to generate: the line is longer than 16777216 bytes",
        "error|the program failed to generate: no memory [31m"
      })
  void aFailureIsThatOfOneQuestion(String prompt, String message) throws Exception {
    try (ContextModel model = open("text", "60");
        Memory memory = model.read(TextContext.of("here"))) {
      ProcessHandle[] first = running();
      assertThatThrownBy(() -> ask(model, memory, prompt))
          .isInstanceOf(IllegalStateException.class)
          .satisfies(e -> assertThat(e.getMessage().lines().findFirst()).contains(message));
      if (!prompt.equals("error")) {
        assertEnded(first);
      }
      // started again, it is made to read again
      assertThat(said(model, memory, "next")).startsWith("next|here|");
    }
    assertEnded(running());
  }

  @Test
  void itsLastWordsFollowTheReason() {
    try (ContextModel model = open("text", "60");
        Memory memory = model.read(TextContext.of("here"))) {
      assertThatThrownBy(() -> ask(model, memory, "die"))
          .hasMessageEndingWith("\nits error output ends with:\nsomething broke here\n");
    }
  }

  @Test
  void whatItCannotIsAReasonToSkip() throws Exception {
    try (ContextModel model = open("text", "60");
        Memory memory = model.read(TextContext.of("here"))) {
      ProcessHandle[] first = running();
      assertThatThrownBy(() -> ask(model, memory, "cannot"))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessage("the program cannot: speak");
      assertThatThrownBy(() -> memory.logProbabilities(new int[] {1}, new int[] {2}))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessage("the program does not score");
      assertThat(first).hasSize(2).allMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void whatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
    try (ContextModel model = open("text", "6");
        Memory memory = model.read(TextContext.of("here"))) {
      ProcessHandle[] first = running();
      assertThatThrownBy(() -> ask(model, memory, "hang"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the program was asked to generate: it took more than 6 s");
      assertThat(first).hasSize(2);
      assertEnded(first);
      assertThatThrownBy(
              () -> TimeLimit.within(Duration.ofSeconds(1), () -> ask(model, memory, "hang")))
          .isInstanceOf(TimeLimit.PassedException.class);
      assertThat(said(model, memory, "next")).startsWith("next|here|");
    }
  }

  @Test
  void anInterruptDoesNotCutTheQuestionAtHand() {
    try (ContextModel model = open("text", "60");
        Memory memory = model.read(TextContext.of("here"))) {
      Thread.currentThread().interrupt();
      assertThat(said(model, memory, "next")).startsWith("next|here|");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aMemoryThatAnotherContextReplacedSaysSo() {
    try (ContextModel model = open("text", "60");
        Memory first = model.read(TextContext.of("here"));
        Memory second = model.read(TextContext.of("there"))) {
      assertThat(said(model, second, "next")).startsWith("next|there|");
      assertThatThrownBy(() -> ask(model, first, "next"))
          .hasMessage("the program keeps one context, and has read another since");
    }
  }

  @Test
  void aProgramThatIsAnotherOneAfterItsStartIsNotAskedOn() {
    try (ContextModel model = ContextModels.open(spec("text", "other-card"));
        Memory memory = model.read(TextContext.of("here"))) {
      assertThatThrownBy(() -> ask(model, memory, "die"));
      assertThatThrownBy(() -> ask(model, memory, "next"))
          .hasMessage("the program shows another card than at its first start");
    }
  }

  @Test
  void aProgramThatShowsNoCardAfterItsStartIsNotAskedOn() {
    try (ContextModel model = ContextModels.open(spec("text", "error-again"));
        Memory memory = model.read(TextContext.of("here"))) {
      assertThatThrownBy(() -> ask(model, memory, "die"));
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> ask(model, memory, "next"))
            .hasMessage("the program failed to card: no card today");
      }
    }
  }

  @Test
  void aSlowStartMayTakeMoreThanASampleAndIsNotBrokenOff() throws Exception {
    try (ContextModel model = ContextModels.open(spec("text", "slow-again"));
        Memory memory = model.read(TextContext.of("here"))) {
      assertThatThrownBy(() -> ask(model, memory, "die"));
      assertThatThrownBy(
              () -> TimeLimit.within(Duration.ofSeconds(2), () -> ask(model, memory, "next")))
          .isInstanceOf(TimeLimit.PassedException.class);
      ProcessHandle[] again = running();
      assertThat(again).hasSize(2);
      assertThatThrownBy(() -> TimeLimit.within(Duration.ZERO, () -> ask(model, memory, "next")))
          .as("no time left before anything is sent")
          .isInstanceOf(TimeLimit.PassedException.class);
      assertThat(said(model, memory, "next")).startsWith("next|here|");
      assertThat(running()).containsExactly(again);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "misspelt|the program's card is wrong: unknown field \"wieghts\"; known: can, description,",
        "flies|the program's card is wrong: can holds \"fly\"; known: generate, score",
        "pictures|the program's card is wrong: input must be one of text, ids, was \"pictures\""
      })
  void aWrongCardIsSaid(String how, String message) throws Exception {
    ModelSpec spec = spec("text", how);
    assertThatThrownBy(() -> ContextModels.open(spec)).hasMessageStartingWith(message);
    assertEnded(running());
  }

  @Test
  void aProgramThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> ContextModels.open(ModelSpec.of("exec", "no-such-program --x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the program \"no-such-program\" cannot be started: ");
  }

  @Test
  void idsNeedATokenizer() throws Exception {
    ModelSpec spec = spec("ids");
    assertThatThrownBy(() -> ContextModels.open(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs the setting tokenizer");
    assertEnded(running());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "python3 'x", "exec:"})
  void aCommandHasWords(String command) {
    assertThatThrownBy(() -> ContextModels.open(ModelSpec.of("exec", command)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quotesKeepSpaces() {
    assertThat(Words.of("  python3 -c 'print(\"a b\")'  \"x y\"z \"\" "))
        .containsExactly("python3", "-c", "print(\"a b\")", "x yz", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout_s|0|timeout_s must be a number of seconds above 0, a week at most, was \"0\"",
        "timeout_s|soon|timeout_s must be a number of seconds above 0, a week at most, was"
            + " \"soon\"",
        "api_key|sk-secret|kind \"exec\" has no setting \"api_key\"; known: folder, hide_env,"
            + " timeout_s, tokenizer"
      })
  void aSettingIsChecked(String name, String value, String message) {
    ModelSpec spec = ModelSpec.of("exec", "true").withSettings(Map.of(name, value));
    assertThatThrownBy(() -> ContextModels.refuseIgnored(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
