package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.Prompts;
import org.rccbench.models.Tokenizer;

/**
 * A context that is too long is cut as asked, what is asked stays the same, and each cut is told.
 */
class TruncationTest {
  private static Tokenizer tokenizer;
  @TempDir Path folder;

  @BeforeAll
  static void open() {
    tokenizer = Tokenizer.bytes();
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void theMiddleOrTheBeginningIsCut() {
    // 100 positions, 3 of the prompt and 7 to generate: 90 are left for 5,000 tokens
    Reading middle = cut(Truncation.Mode.MIDDLE, 5000, 100);
    assertThat(ids(middle.context()))
        .isEqualTo(IntStream.concat(IntStream.range(0, 45), IntStream.range(4955, 5000)).toArray());
    Reading left = cut(Truncation.Mode.LEFT, 5000, 100);
    assertThat(ids(left.context())).isEqualTo(IntStream.range(4910, 5000).toArray());
    assertThat(left.requests().get(0).remarks().details())
        .containsEntry("cut", 4910L)
        .containsEntry("truncation", "left");
    assertThat(left.requests().get(0).remarks().context())
        .hasValue(new TokenContext(IntStream.range(0, 5000).toArray()).sha256());
  }

  @Test
  void whatFitsIsLeftAlone() {
    Reading whole = reading(90);
    assertThat(truncation(Truncation.Mode.MIDDLE).applied(whole, subject(false, 100), false))
        .isSameAs(whole);
    Reading tooLong = reading(91);
    assertThat(truncation(Truncation.Mode.MIDDLE).applied(tooLong, subject(true, 100), false))
        .as("a model that compresses")
        .isSameAs(tooLong);
    assertThat(truncation(Truncation.Mode.MIDDLE).applied(tooLong, subject(false, 0), false))
        .as("a model whose positions are not known")
        .isSameAs(tooLong);
    Truncation own = new Truncation(Truncation.Mode.LEFT, Optional.of(50));
    assertThat(ids(own.applied(tooLong, subject(false, 0), false).context())).hasSize(40);
  }

  @Test
  void aContextMayBeSkippedOrRefused() {
    Reading skipped = cut(Truncation.Mode.SKIP, 91, 100);
    assertThat(skipped.requests().get(0).skip())
        .hasValue("the context has 91 tokens, and 90 decoder positions are left for it");
    Reading refused = cut(Truncation.Mode.REFUSE, 91, 100);
    assertThat(refused.requests().get(0).skip()).isEmpty();
    assertThat(refused.context().tokenCount(tokenizer)).isEqualTo(91);
    assertThatThrownBy(() -> refused.context().open(tokenizer))
        .hasMessageContaining("has 91 tokens, and 90 decoder positions are left for it; shorten");
  }

  @Test
  void everyCutStandsInTheLedgerAndTheSampleIsTheSame() throws IOException {
    List<SampleLine> whole = run("whole", "");
    List<SampleLine> cut = run("cut", ", truncation: middle, context_limit: 400");
    assertThat(cut)
        .extracting(SampleLine::sample)
        .containsExactlyElementsOf(whole.stream().map(SampleLine::sample).toList());
    assertThat(cut)
        .extracting(SampleLine::context)
        .containsExactlyElementsOf(whole.stream().map(SampleLine::context).toList());
    for (SampleLine line : cut) {
      assertThat(line.outcome()).isEqualTo(Outcome.SCORED);
      boolean shortened = line.model().equals("text");
      assertThat(line.flags().contains("cut")).isEqualTo(shortened);
      assertThat(line.ledger().get("given")).isEqualTo(600);
      // the prompt "\nWhat is the pass key? The pass key is" has 38 bytes, 10 are generated
      assertThat(line.ledger().get("dropped")).isEqualTo(shortened ? 600 - (400 - 38 - 10) : 0);
      boolean gone = shortened && line.cell().get("depth").equals("50");
      assertThat(line.scores().get("passkey-landmark")).isEqualTo(gone ? 0 : 1);
    }
    assertThat(run("skip", ", truncation: skip, context_limit: 400"))
        .extracting(SampleLine::outcome)
        .contains(Outcome.SKIPPED, Outcome.SCORED);
    assertThat(run("refuse", ", truncation: refuse, context_limit: 400"))
        .filteredOn(line -> line.model().equals("text"))
        .allSatisfy(line -> assertThat(line.outcome()).isEqualTo(Outcome.FAILED));
  }

  @Test
  void theEstimateKnowsWhatIsCut() {
    // each token read takes a second, all else nothing
    CostModel cost = new CostModel();
    cost.learn(new Work(1, 1, 0, 1, 0, 1, 0), new PhaseTimes(0, 1_000_000_000, 0, 0));
    String task = "{task: passkey, lengths: [600], depths: [50, 100], samples: 3";
    try (ContextModel model = ContextModels.open(ModelSpec.of("oracle", "bytes"))) {
      assertThat(seconds(task + "}", model, cost)).isEqualTo(6 * 600);
      // as above, 400 - 38 - 10 positions are left
      assertThat(seconds(task + ", truncation: left, context_limit: 400}", model, cost))
          .isEqualTo(6 * 352);
      assertThat(seconds(task + ", truncation: skip, context_limit: 400}", model, cost)).isZero();
    }
  }

  private static double seconds(String task, ContextModel model, CostModel cost) {
    Suite suite =
        Suite.parse(
            "name: t\nmodels: {m: {kind: oracle, source: bytes}}\ntasks: [" + task + "]", "t");
    TaskEntry entry = suite.tasks().get(0);
    return Estimate.of(entry, Opened.of(model), cost, RunOptions.DEFAULT).seconds().orElseThrow();
  }

  @Test
  void whatIsPredictedTakesPositionsToo() {
    // 3 of the prompt and 20 of the reference, which are more than the 7 to generate
    Reading whole = reading(5000, Passage.of(new int[20], "t".repeat(20)));
    Truncation left = truncation(Truncation.Mode.LEFT);
    assertThat(ids(left.applied(whole, subject(false, 100), true).context())).hasSize(77);
    assertThat(ids(left.applied(whole, subject(false, 100), false).context())).hasSize(90);
  }

  @Test
  void theSameQuestionsAreAskedInEveryWayOfCutting() throws IOException {
    String cut = ", context_limit: 400, truncation: ";
    String passkey = "}, {task: passkey, lengths: [600], depths: [50, 100], samples: 1";
    List<SampleLine> lines =
        run("ways", cut + "left" + passkey + cut + "middle" + passkey + passkey + cut + "left");
    assertThat(lines).extracting(SampleLine::key).doesNotHaveDuplicates();
    // left, middle and whole; the fourth entry asks nothing new
    assertThat(lines).filteredOn(line -> line.model().equals("text")).hasSize(3 * 2);
    assertThat(lines).filteredOn(line -> line.model().equals("slots")).hasSize(2);
    assertThat(lines)
        .extracting(SampleLine::sample)
        .containsOnly(lines.get(0).sample(), lines.get(1).sample());
  }

  @Test
  void aCutMakesNoNumberOfWhatIsNotReported() {
    SortedMap<String, Object> details = new TreeMap<>(Map.of(Truncation.CUT, 200L));
    Request request =
        new Request(
            new TreeMap<>(),
            1,
            "q",
            Passage.ofText("p"),
            List.of(Passage.ofText("a")),
            Decoding.greedy(7),
            Optional.empty(),
            new Request.Remarks(Optional.empty(), Optional.empty(), details));
    SortedMap<String, Object> ledger = new TreeMap<>(Map.of("given", 400L));
    ledger.put("dropped", null);
    Task passkey =
        new Passkey(
            new PasskeyOptions(null, null, null, null, null, null, null, null, null, null), 1);
    try (ContextModel model = ContextModels.open(ModelSpec.of("oracle", "bytes"))) {
      LineMaker lines = new LineMaker(passkey, "m", model.card());
      SampleLine line =
          lines.answered(
              new LineMaker.Asked(request, "c"),
              new LineMaker.Answer(Passage.ofText("a"), ledger, false, new TreeMap<>()),
              new Judgement(new TreeMap<>(Map.of("x", 1.0)), "a"));
      assertThat(line.ledger()).containsEntry("given", 600L).containsEntry("dropped", null);
    }
  }

  @Test
  void aLimitWithoutAModeAndAnUnknownModeAreRefused() {
    assertThatThrownBy(() -> run("x", ", context_limit: 400"))
        .hasMessageContaining("context_limit says where truncation begins: set truncation, too");
    assertThatThrownBy(() -> run("x", ", truncation: right"))
        .hasMessageContaining("unknown truncation \"right\"; known: middle, left, refuse, skip");
  }

  private List<SampleLine> run(String name, String more) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        "name: t\nmodels:\n  text: {kind: oracle, source: bytes}\n"
            + "  slots: {kind: oracle, source: bytes, rate: 4, window: 64}\n"
            + "tasks: [{task: passkey, lengths: [600], depths: [50, 100], samples: 1"
            + more
            + "}]\n");
    new Runner(Suite.load(file), folder.resolve(name), Progress.NONE).run();
    return Journal.read(folder.resolve(name));
  }

  private static Reading cut(Truncation.Mode mode, int tokens, int positions) {
    return truncation(mode).applied(reading(tokens), subject(false, positions), false);
  }

  private static Truncation truncation(Truncation.Mode mode) {
    return new Truncation(mode, Optional.empty());
  }

  private static Subject subject(boolean compressed, int positions) {
    return new Subject(tokenizer, compressed, Prompts.OFFICIAL, positions);
  }

  private static Reading reading(int tokens) {
    return reading(tokens, Passage.ofText("a"));
  }

  private static Reading reading(int tokens, Passage reference) {
    Request request =
        new Request(
            new TreeMap<>(),
            1,
            "q",
            Passage.of(new int[] {7, 8, 9}, "abc"),
            reference,
            Decoding.greedy(7),
            Optional.empty());
    return new Reading(new TokenContext(IntStream.range(0, tokens).toArray()), List.of(request));
  }

  private static int[] ids(Context context) {
    int[] ids = new int[10_000];
    try (TokenStream stream = context.open(tokenizer)) {
      return Arrays.copyOf(ids, stream.fill(ids));
    }
  }
}
