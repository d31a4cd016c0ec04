package org.rccbench.models.internal.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.rccbench.models.UnsupportedRequestException;

/** Whatever a program does is an answer, a reason to skip, or the failure of one question. */
@Timeout(120)
class ExecModelTest {
  @TempDir private Path folder;

  @Test
  void aProgramReadsTextAndAnswers() throws Exception {
    try (ContextModel model = program().open("text", "60")) {
      assertThat(model.card().source()).isEqualTo("fake");
      assertThat(model.card().weights()).isEqualTo("sha256:0");
      assertThat(model.card().trained()).isTrue();
      try (Memory memory = model.read(TextContext.of("Zwölf Boxkämpfer €\u0001"))) {
        assertThat(TestProgram.said(model, memory, "and?"))
            .isEqualTo("and?|Zwölf Boxkämpfer €\u0001|<|endoftext|>");
        Generation generation = TestProgram.ask(model, memory, "again");
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
      assertThat(program().running()).hasSize(2);
    }
    TestProgram.assertEnded(program().running());
  }

  @Test
  void aProgramGetsNoVariableInWhichAnotherModelHasItsKey() {
    assertThat(System.getenv()).containsKey("PATH");
    ModelSpec program = program().spec("text").withSettings(Map.of("hide_env", "LANG, TERM"));
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
    ModelSpec spec = program().spec("text").withSettings(Map.of("hide_env", "A,sk-0123"));
    assertThatThrownBy(() -> ContextModels.refuseIgnored(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hide_env must be names of environment variables, separated by commas");
  }

  @Test
  void aProgramReadsIdsInPiecesAndScores() {
    int[] ids = IntStream.range(0, 50_000).map(i -> i % 251).toArray();
    try (ContextModel model = program().open("ids", "60")) {
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
    try (ContextModel model = program().open("text", "60");
        Memory memory = model.read(TextContext.of(text))) {
      assertThat(TestProgram.said(model, memory, "and?"))
          .isEqualTo("and?|" + text + "|<|endoftext|>");
    }
  }

  @Test
  void aReadingThatBreaksOffLeavesNothingToTheNext() {
    String text = "x".repeat(60_000);
    try (ContextModel model = program().open("text", "60")) {
      assertThatThrownBy(() -> model.read(new Breaking(TextContext.of(text))))
          .hasMessage("the disk is gone");
      try (Memory memory = model.read(TextContext.of("here"))) {
        assertThat(TestProgram.said(model, memory, "next")).startsWith("next|here|");
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
    ModelSpec spec =
        program().spec("ids", "scores-only").withSettings(Map.of("tokenizer", "bytes"));
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
    try (ContextModel model = ContextModels.open(program().spec("text", "rate-8"));
        Memory memory = model.read(TextContext.of("here"))) {
      assertThat(memory.ledger().rateAsked()).isEqualTo(8);
    }
  }

  @Test
  void aMemoryThatAnotherContextReplacedSaysSo() {
    try (ContextModel model = program().open("text", "60");
        Memory first = model.read(TextContext.of("here"));
        Memory second = model.read(TextContext.of("there"))) {
      assertThat(TestProgram.said(model, second, "next")).startsWith("next|there|");
      assertThatThrownBy(() -> TestProgram.ask(model, first, "next"))
          .hasMessage("the program keeps one context, and has read another since");
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
    ModelSpec spec = program().spec("text", how);
    assertThatThrownBy(() -> ContextModels.open(spec)).hasMessageStartingWith(message);
    TestProgram.assertEnded(program().running());
  }

  @Test
  void idsNeedATokenizer() throws Exception {
    ModelSpec spec = program().spec("ids");
    assertThatThrownBy(() -> ContextModels.open(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs the setting tokenizer");
    TestProgram.assertEnded(program().running());
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

  private TestProgram program() {
    return new TestProgram(folder);
  }
}
