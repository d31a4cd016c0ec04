package org.rccbench.evaluators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.datasets.World;
import org.rccbench.evaluators.fake.FakeModel;
import org.rccbench.evaluators.fake.Texts;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.Tokenizer;

/** A task asks what its protocol says, token for token, and judges by its profiles alone. */
class TaskTest {
  private static Tokenizer tokenizer;
  @TempDir static Path folder;
  private static int[] book;

  @BeforeAll
  static void writeTexts() throws IOException {
    tokenizer = Tokenizer.load(FakeModel.tokenizerFolder());
    String text = Texts.words(400, 1);
    book = tokenizer.encode(text);
    Files.writeString(folder.resolve("a-book.txt"), text);
    Files.writeString(folder.resolve("b-note.txt"), "a short note");
  }

  @AfterAll
  static void closeTokenizer() {
    tokenizer.close();
  }

  @Test
  void longTextsAreCutIntoWholePiecesAndShortOnesUsedWhole() {
    assertThat(book.length).isGreaterThan(1500);
    List<Reading> readings = all(reconstruction(100, List.of(0)), compressed());
    int pieces = book.length / 500;
    assertThat(readings).hasSize(pieces + 1);
    for (int i = 0; i < pieces; i++) {
      assertThat(ids(readings.get(i).context()))
          .isEqualTo(Arrays.copyOfRange(book, i * 500, (i + 1) * 500));
    }
    assertThat(ids(readings.get(pieces).context())).isEqualTo(tokenizer.encode("a short note"));
    assertThat(all(reconstruction(2, List.of(0)), compressed())).hasSize(2);
  }

  @Test
  void generatedPassagesAreOfOneLengthAndFromDocumentsOfTheirOwn() {
    List<String> passages = contexts(generated("test", 1));
    assertThat(passages).doesNotHaveDuplicates().hasSize(6);
    assertThat(all(generated("test", 1), compressed()))
        .allSatisfy(reading -> assertThat(ids(reading.context())).hasSize(200));
    assertThat(contexts(generated("test", 1))).isEqualTo(passages);
    assertThat(contexts(generated("test", 2))).isNotEqualTo(passages);
    assertThat(contexts(generated("validation", 1))).isNotEqualTo(passages);
    assertThat(generated("test", 1).dataset()).isEmpty();
  }

  @Test
  void noGeneratedPassageIsOneThatTrainingMayHaveSeen() {
    assertThatThrownBy(() -> new GeneratedText("train"))
        .hasMessage("the world train is what models are trained on; take test or validation");
    assertThatThrownBy(() -> new GeneratedText("mars"))
        .hasMessage("unknown world \"mars\"; known: test, validation");
    assertThat(new GeneratedText(null).world()).isEqualTo("test");
  }

  private static List<String> contexts(Task task) {
    return all(task, compressed()).stream()
        .map(reading -> Arrays.toString(ids(reading.context())))
        .toList();
  }

  @Test
  void aPromptIsTheTokensAtItsPositionAndTheReferenceWhatFollows() {
    Request behindSlots =
        all(reconstruction(1, List.of(0, 300)), compressed()).get(0).requests().get(1);
    Request behindText =
        all(reconstruction(1, List.of(0, 300)), uncompressed()).get(0).requests().get(1);
    assertThat(behindSlots.prompt().ids()).isEqualTo(list(300, 310));
    assertThat(behindText.prompt().ids())
        .startsWith(boxed(tokenizer.encode("\n")))
        .endsWith(list(300, 310).toArray(Integer[]::new));
    assertThat(behindText.question()).isEqualTo(behindSlots.question());
    assertThat(behindSlots.reference().ids()).isEqualTo(list(310, 410));
    assertThat(behindSlots.cell()).isEqualTo(Map.of("position", "300", "length", "500"));
    assertThat(behindSlots.skip()).isEmpty();
  }

  @Test
  void lengthsThatDoNotFitAreLeftOutAndPositionsWithoutAnySkipped() {
    Task task = reconstruction(1, List.of(0, 440, 441, 900));
    List<Request> requests = all(task, compressed()).get(0).requests();
    // 500 tokens: 440 + 10 + 50 fits, 441 does not, 440 + 10 + 100 does not
    Request last = requests.get(1);
    assertThat(last.skip()).isEmpty();
    assertThat(requests.get(2).skip().orElseThrow()).contains("500 tokens").contains("501");
    assertThat(requests.get(3).skip().orElseThrow()).contains("position 900");
    assertThat(task.judge(last, last.reference(), compressed()).scores().keySet())
        .containsExactly(
            "bleu4-ids-nltk-method1@50",
            "bleu4-ids-sacrebleu-exp@50",
            "bleu4-text-sacrebleu-13a@50",
            "prefix-exact-match@50");
  }

  @Test
  void aPerfectOutputHasTheBestScoreAtEveryLength() {
    Task task = reconstruction(1, List.of(0));
    Request request = all(task, compressed()).get(0).requests().get(0);
    Judgement judgement = task.judge(request, request.reference(), compressed());
    assertThat(judgement.scores()).hasSize(8);
    task.scorers()
        .forEach(
            scorer -> {
              for (int length : List.of(50, 100)) {
                assertThat(judgement.scores().get(scorer.profile(length)))
                    .isEqualTo(scorer.best(), within(1e-9));
              }
            });
  }

  @Test
  void aTaskSaysWhichProfileStandsForIt() {
    assertThat(reconstruction(1, List.of(0)).headline()).isEqualTo("bleu4-ids-nltk-method1@100");
    assertThat(passkey(List.of(400L), List.of(0.0)).headline()).isEqualTo("passkey-landmark");
  }

  @Test
  void onlyTheFirstTokensCountAtEachLength() {
    Task task = reconstruction(1, List.of(0));
    Request request = all(task, compressed()).get(0).requests().get(0);
    int[] output = request.reference().ids().stream().mapToInt(i -> i).toArray();
    Arrays.fill(output, 50, 100, 7);
    Passage half = Passage.of(output, tokenizer.decode(output));
    Map<String, Double> scores = task.judge(request, half, compressed()).scores();
    assertThat(scores.get("prefix-exact-match@50")).isEqualTo(1);
    assertThat(scores.get("prefix-exact-match@100")).isEqualTo(0.5);
    assertThat(scores.get("bleu4-ids-nltk-method1@50")).isEqualTo(1, within(1e-12));
    assertThat(scores.get("bleu4-ids-nltk-method1@100")).isLessThan(0.6);
  }

  @Test
  void passKeysStandAtTheirCellWithTheQuestionBehindTheContext() {
    Task task = passkey(List.of(400L, 600L), List.of(0.0, 100.0));
    List<Reading> readings = all(task, compressed());
    assertThat(readings).hasSize(8);
    Reading first = readings.get(0);
    Request request = first.requests().get(0);
    assertThat(first.context().tokenCount(tokenizer)).isEqualTo(400);
    assertThat(request.cell())
        .isEqualTo(Map.of("length", "400", "depth", "0", "filler", "classic"));
    assertThat(request.prompt().text()).isEqualTo("What is the pass key? The pass key is");
    assertThat(tokenizer.decode(ids(first.context())))
        .contains("The pass key is " + request.reference().text() + ".");
    Request other = all(task, uncompressed()).get(0).requests().get(0);
    assertThat(other.prompt().text()).isEqualTo("\nWhat is the pass key? The pass key is");
    assertThat(other.question()).isEqualTo(request.question());
    assertThat(other.reference()).isEqualTo(request.reference());
  }

  @Test
  void everySampleHasAKeyAndAFillerOfItsOwn() {
    List<Reading> readings = all(passkey(List.of(400L, 600L), List.of(0.0, 50.0)), compressed());
    assertThat(readings.stream().map(r -> r.requests().get(0).reference().text()))
        .hasSize(8)
        .doesNotHaveDuplicates()
        .allSatisfy(key -> assertThat(World.of(key)).isEqualTo(World.TEST));
    assertThat(readings.stream().map(r -> r.context().sha256())).doesNotHaveDuplicates();
  }

  @Test
  void keysStandInEveryFillerAndAtEveryPlace() {
    Task task =
        new Passkey(
            new PasskeyOptions(
                List.of(1500L),
                null,
                List.of("inside-window", "window-boundary", "slot-edge"),
                256,
                32,
                List.of("classic", "prose", "classic-decoys", "prose-decoys"),
                "validation",
                2,
                10,
                null),
            1);
    List<Reading> readings = all(task, compressed());
    assertThat(readings).hasSize(4 * 3 * 2);
    for (Reading reading : readings) {
      Request request = reading.requests().get(0);
      assertThat(request.skip()).isEmpty();
      String text = tokenizer.decode(ids(reading.context()));
      String key = request.reference().text();
      assertThat(text).contains("The pass key is " + key + ".");
      assertThat(World.of(key)).isEqualTo(World.VALIDATION);
      boolean decoys = request.cell().get("filler").endsWith("decoys");
      assertThat(text.split(" Remember it", -1)).hasSize(decoys ? 6 : 2);
      long number = (Long) request.remarks().details().get("key-token");
      if (request.cell().get("depth").equals("inside-window")) {
        assertThat(number % 256).isLessThan(256 - 10);
      }
    }
  }

  @Test
  void anExcerptShowsTheKeyLineAndIsShort() {
    for (Reading reading :
        all(passkey(List.of(200L, 3000L), List.of(0.0, 50.0, 100.0)), compressed())) {
      Request request = reading.requests().get(0);
      String excerpt = (String) request.remarks().details().get(Excerpt.DETAIL);
      assertThat(excerpt).contains("The pass key is " + request.reference().text() + ". Remember");
      assertThat(excerpt.length()).isLessThanOrEqualTo(300);
      String inner = excerpt.replaceAll("^…|…$", "");
      assertThat(tokenizer.decode(ids(reading.context()))).contains(inner);
    }
  }

  @Test
  void anExcerptShowsWhereAReconstructionBegins() {
    Request request = all(reconstruction(1, List.of(300)), compressed()).get(0).requests().get(0);
    String excerpt = (String) request.remarks().details().get(Excerpt.DETAIL);
    assertThat(excerpt)
        .contains(request.question() + request.reference().text().substring(0, 40))
        .startsWith("…")
        .endsWith("…");
    assertThat(excerpt.length()).isLessThanOrEqualTo(300);
  }

  @Test
  void anExcerptIsBoundedAndHalvesNoCharacter() {
    String pairs = "\ud83d\ude00".repeat(400);
    for (int shift = 0; shift < 4; shift++) {
      TreeMap<String, Object> details = new TreeMap<>();
      String text = "x".repeat(shift) + pairs + " red " + pairs;
      Excerpt.put(details, TextContext.of(text), List.of("", "blue", "red"));
      String excerpt = (String) details.get(Excerpt.DETAIL);
      assertThat(excerpt).startsWith("…").endsWith("…").contains(" red ");
      assertThat(excerpt.length()).isBetween(298, 300);
      // UTF-8 has no bytes for half a pair, and writes a question mark
      assertThat(new String(excerpt.getBytes(UTF_8), UTF_8)).isEqualTo(excerpt);
    }
    TreeMap<String, Object> none = new TreeMap<>();
    Excerpt.put(none, TextContext.of("reddish"), List.of("red"));
    assertThat(none).as("a part of a longer word is no answer").isEmpty();
  }

  @Test
  void aPassKeyIsRightOrWrongAndReadFromTheFirstDigits() {
    Task task = passkey(List.of(400L), List.of(50.0));
    Request request = all(task, compressed()).get(0).requests().get(0);
    String key = request.reference().text();
    Judgement right = task.judge(request, Passage.ofText(" " + key + ". R"), compressed());
    assertThat(right.scores())
        .isEqualTo(Map.of("passkey-landmark", 1.0, "passkey-infinitebench", 1.0));
    assertThat(right.extracted()).isEqualTo(key);
    Judgement wrong = task.judge(request, Passage.ofText(" no idea"), compressed());
    assertThat(wrong.scores())
        .isEqualTo(Map.of("passkey-landmark", 0.0, "passkey-infinitebench", 0.0));
    assertThat(wrong.extracted()).isNull();
  }

  @Test
  void aLengthThatCannotBeMetIsSkippedWithTheReason() {
    Request request =
        all(passkey(List.of(5L), List.of(50.0)), compressed()).get(0).requests().get(0);
    assertThat(request.skip().orElseThrow()).contains("5 tokens are too few");
  }

  private static Task reconstruction(int samples, List<Integer> positions) {
    return new Reconstruction(
        new ReconstructionOptions(
            new DataSource(null, folder),
            null,
            500,
            samples,
            10,
            positions,
            100,
            List.of(50, 100),
            null),
        Path.of(""),
        1);
  }

  private static Task generated(String world, long seed) {
    return new Reconstruction(
        new ReconstructionOptions(
            null, new GeneratedText(world), 200, 6, 10, List.of(0), 100, List.of(100), null),
        Path.of(""),
        seed);
  }

  private static Task passkey(List<Long> lengths, List<Double> depths) {
    return new Passkey(
        new PasskeyOptions(lengths, depths, null, null, null, null, null, 2, 10, null), 1);
  }

  private static Subject compressed() {
    return new Subject(tokenizer, true);
  }

  private static Subject uncompressed() {
    return new Subject(tokenizer, false);
  }

  private static List<Reading> all(Task task, Subject subject) {
    try (Stream<Reading> readings = task.readings(subject)) {
      return readings.toList();
    }
  }

  private static int[] ids(Context context) {
    int[] ids = new int[Math.toIntExact(context.tokenCount(tokenizer))];
    try (TokenStream stream = context.open(tokenizer)) {
      assertThat(stream.fill(ids)).isEqualTo(ids.length);
    }
    return ids;
  }

  private static List<Integer> list(int from, int to) {
    return Arrays.stream(book, from, to).boxed().toList();
  }

  private static Integer[] boxed(int[] ids) {
    return Arrays.stream(ids).boxed().toArray(Integer[]::new);
  }
}
