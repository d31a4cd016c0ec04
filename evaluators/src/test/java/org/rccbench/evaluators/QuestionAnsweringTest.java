package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.World;
import org.rccbench.evaluators.fake.FakeModel;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.Prompts;
import org.rccbench.models.Tokenizer;

/**
 * Questions are asked in the forms in which models are trained, answers read out of them, and every
 * sample lies in a bucket of its length.
 */
class QuestionAnsweringTest {
  private static final String SYSTEM =
      "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n";
  private static final String TURN = "<|im_end|>\n<|im_start|>assistant\n";
  private static final List<String> ALL =
      List.of("reconstruction", "human", "compress", "context_only");
  private static Tokenizer tokenizer;
  @TempDir Path folder;

  @BeforeAll
  static void loadTokenizer() {
    tokenizer = Tokenizer.load(FakeModel.tokenizerFolder());
  }

  @AfterAll
  static void closeTokenizer() {
    tokenizer.close();
  }

  @Test
  void eachModeHasItsEncoderInputAndPrompt() throws IOException {
    List<Reading> readings = all(pwc(ALL), new Subject(tokenizer, true));
    // the first row: three modes read the question behind the context, one the context alone
    assertThat(readings).hasSize(4);
    assertThat(text(readings.get(0))).isEqualTo("Ann has a red box.\n\nWhich colour?");
    assertThat(text(readings.get(1))).isEqualTo("Ann has a red box.");
    assertThat(readings.get(0).requests())
        .extracting(request -> request.prompt().text())
        .containsExactly(SYSTEM, SYSTEM + "Which colour?", "\n Answer:");
    Request alone = readings.get(1).requests().get(0);
    assertThat(alone.prompt().text()).isEqualTo("\n\nWhich colour?");
    for (Reading reading : readings) {
      for (Request request : reading.requests()) {
        assertThat(request.prompt().ids())
            .isEqualTo(ids(request.prompt().text()))
            .as("of %s", request.remarks().mode())
            .isNotEmpty();
        assertThat(request.decoding().eosId()).hasValue(0);
      }
    }
  }

  @Test
  void whatAModeHasTheModelWriteFirstComesOnTopOfTheAnswer() throws IOException {
    List<Reading> readings = all(pwc(ALL), new Subject(tokenizer, true));
    List<Request> requests = readings.get(0).requests();
    assertThat(requests.get(0).decoding().eosId()).isEqualTo(tokenizer.endOfText()).hasValue(0);
    assertThat(requests.get(0).decoding().maxNewTokens())
        .isEqualTo(20 + ids("Which colour?" + TURN).size());
    assertThat(requests.get(1).decoding().maxNewTokens()).isEqualTo(20 + ids(TURN).size());
  }

  @Test
  void aModelWithoutSlotsReadsTheContextAloneWhateverTheModes() throws IOException {
    List<Reading> readings = all(pwc(ALL), new Subject(tokenizer, false));
    assertThat(readings).hasSize(2);
    assertThat(text(readings.get(0))).isEqualTo("Ann has a red box.");
    Request request = readings.get(0).requests().get(0);
    assertThat(request.prompt().text()).isEqualTo("\n\nWhich colour?");
    assertThat(request.remarks().mode()).hasValue("context-only");
  }

  @Test
  void aModelsOwnPromptsAreUsed() throws IOException {
    Prompts own =
        new Prompts("\n", "Q: ", "Q: {question}", "A:", "\nQ: {question}", "\nA: ", "A: ");
    Subject subject = new Subject(tokenizer, true, own, 0);
    List<Reading> readings = all(pwc(ALL), subject);
    assertThat(text(readings.get(0))).isEqualTo("Ann has a red box.\nWhich colour?");
    assertThat(readings.get(0).requests())
        .extracting(request -> request.prompt().text())
        .containsExactly("Q: ", "Q: Which colour?", "A:");
    Judgement judgement =
        pwc(ALL)
            .judge(
                readings.get(0).requests().get(0),
                Passage.ofText("Which colour?\nA: red"),
                subject);
    assertThat(judgement.extracted()).isEqualTo("red");
    assertThat(judgement.details()).containsEntry("question-copy", "exact");
  }

  /** Outputs with {@code @} for the turn; F1 worked out by hand from LongBench's rule. */
  @ParameterizedTest
  @CsvSource({
    "reconstruction, Which colour?@red, red, 1, 1, exact",
    "reconstruction, Which color?@red, red, 1, 1, changed",
    "reconstruction, Which colour? @red, red, 1, 1, changed",
    "reconstruction, '@ The red one.', The red one., 0.6666666666666666, 0, changed",
    "reconstruction, Which colour? red, Which colour? red, 0.5, 0, no-turn",
    "reconstruction, Which colour?@blue@red, red, 1, 1, exact",
    "reconstruction, Which colour?@, '', 0, 0, exact",
    "human, '@A red!', A red!, 1, 1,",
    "human, red, red, 1, 1,",
    "compress, ' red', red, 1, 1,",
    "context-only, '\nred\n', red, 1, 1,",
    "context-only, '\nred and blue', red and blue, 0.5, 0,",
  })
  void theAnswerIsReadOutOfTheOutput(
      String mode, String said, String answer, double f1, double exact, String copy)
      throws IOException {
    Task task = pwc(List.of(mode));
    Subject subject = new Subject(tokenizer, true);
    Request request = all(task, subject).get(0).requests().get(0);
    Judgement judgement = task.judge(request, Passage.ofText(said.replace("@", TURN)), subject);
    assertThat(judgement.extracted()).isEqualTo(answer);
    assertThat(judgement.scores().get("longbench-qa-f1")).isEqualTo(f1, within(1e-12));
    assertThat(judgement.scores()).containsEntry("squad-exact-match", exact).hasSize(2);
    assertThat(judgement.details().get("question-copy")).isEqualTo(copy);
  }

  @Test
  void theBestOfSeveralAnswersCounts() throws IOException {
    Task task = chronicle(List.of("count"), 300, 2);
    Subject subject = new Subject(tokenizer, true);
    Request request = all(task, subject).get(0).requests().get(0);
    assertThat(request.references()).hasSizeGreaterThan(1);
    for (Passage reference : request.references()) {
      Judgement judgement =
          task.judge(
              request, Passage.ofText(request.question() + TURN + reference.text()), subject);
      assertThat(judgement.scores().values()).containsOnly(1.0);
    }
  }

  @Test
  void generatedDocumentsAreOfTheTestWorldInTheLengthsAskedForAndNeverTheSame() {
    Task task = chronicle(null, 400, 3);
    List<Reading> readings = all(task, new Subject(tokenizer, false));
    assertThat(readings).hasSize(2 * 3);
    assertThat(readings.stream().map(Reading::context).map(c -> c.sha256()))
        .doesNotHaveDuplicates();
    for (Reading reading : readings) {
      long tokens = reading.context().tokenCount(tokenizer);
      int length = Integer.parseInt(reading.requests().get(0).cell().get("length"));
      assertThat(tokens).isBetween(length * 7L / 10, (long) length);
      assertThat(reading.requests()).hasSizeBetween(1, 2);
      for (Request request : reading.requests()) {
        assertThat(request.remarks().details()).containsEntry("tokens", tokens);
        assertThat(request.skip()).isEmpty();
      }
    }
    Set<World> worlds = new TreeSet<>();
    for (Reading reading : readings) {
      for (String word : text(reading).split("[^0-9]+", -1)) {
        if (word.length() == 5) {
          worlds.add(World.of(word));
        }
      }
    }
    assertThat(worlds).containsExactly(World.TEST);
    assertThat(all(task, new Subject(tokenizer, false)).stream().map(r -> r.context().sha256()))
        .containsExactlyElementsOf(readings.stream().map(r -> r.context().sha256()).toList());
  }

  @Test
  void onlyTheFormsAskedForAreAsked() {
    List<Reading> readings =
        all(chronicle(List.of("yes-no", "two-hop"), 300, 4), new Subject(tokenizer, true));
    Set<String> forms =
        readings.stream()
            .flatMap(reading -> reading.requests().stream())
            .map(request -> request.cell().get("form"))
            .collect(Collectors.toSet());
    assertThat(forms).containsExactlyInAnyOrder("yes-no", "two-hop");
  }

  @Test
  void otherQuestionsAreShownInThePromptOrInWhatIsRead() {
    for (String place : List.of("prompt", "encoder")) {
      ChronicleSource source = new ChronicleSource(null, List.of(500), null, null, null);
      Task task =
          new QuestionAnswering(
              new QuestionAnsweringOptions(null, source, ALL, 1, 2, 20, null, 2, place, null),
              Path.of(""),
              1);
      Task without =
          new QuestionAnswering(
              new QuestionAnsweringOptions(null, source, ALL, 1, 4, 20, null, null, null, null),
              Path.of(""),
              1);
      List<Reading> plain = all(without, new Subject(tokenizer, false));
      List<Request> questions = plain.get(0).requests();
      assertThat(questions).hasSize(4);
      StringBuilder shots = new StringBuilder();
      for (Request shot : questions.subList(2, 4)) {
        shots.append("\n\n").append(shot.question()).append('\n');
        shots.append(shot.reference().text());
      }
      List<Reading> shown = all(task, new Subject(tokenizer, true));
      // two questions behind the context, and both about the context alone
      assertThat(shown).hasSize(3);
      boolean inPrompt = place.equals("prompt");
      String context = text(plain.get(0)) + (inPrompt ? "" : shots);
      assertThat(text(shown.get(2))).isEqualTo(context);
      assertThat(text(shown.get(0))).isEqualTo(context + "\n\n" + questions.get(0).question());
      assertThat(shown.get(0).requests().get(2).prompt().text())
          .isEqualTo((inPrompt ? shots : "") + "\n Answer:");
      assertThat(shown.get(2).requests())
          .hasSize(2)
          .allSatisfy(
              request -> assertThat(request.cell()).containsEntry("shots", "2 in " + place));
    }
  }

  @Test
  void aContextWithoutOtherQuestionsHasNoShots() throws IOException {
    pwc(ALL);
    DataSource data = new DataSource("pwc", folder.resolve("pwc.jsonl"));
    Task task =
        new QuestionAnswering(
            new QuestionAnsweringOptions(data, null, ALL, 10, null, 20, null, 1, null, null),
            Path.of(""),
            1);
    assertThat(all(task, new Subject(tokenizer, true)).get(0).requests().get(0).skip())
        .hasValue("there are 0 other questions about this context to show, and shots is 1");
  }

  @Test
  void theLastContextKeepsItsShotsWhereTheSamplesEnd() throws IOException {
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      questions.add(
          """
          {"question": "Which %d?", "question_id": "q%d", "answers": [{"answer":
            {"unanswerable": false, "extractive_spans": ["red"], "free_form_answer": "",
             "yes_no": null}}]}
          """
              .replace("%d", Integer.toString(i)));
    }
    Path file = folder.resolve("qasper.json");
    Files.writeString(
        file,
        "{\"p\": {\"full_text\": [{\"section_name\": \"S\", \"paragraphs\": [\"Ann has a red"
            + " box.\"]}], \"qas\": ["
            + String.join(",", questions)
            + "]}}");
    DataSource data = new DataSource("qasper", file);
    Task task =
        new QuestionAnswering(
            new QuestionAnsweringOptions(data, null, ALL, 1, null, 20, null, 2, "prompt", null),
            Path.of(""),
            1);
    List<Reading> readings = all(task, new Subject(tokenizer, false));
    assertThat(readings).hasSize(1);
    assertThat(readings.get(0).requests())
        .singleElement()
        .satisfies(request -> assertThat(request.skip()).isEmpty())
        .satisfies(request -> assertThat(request.question()).isEqualTo("Which 0?"))
        .satisfies(
            request ->
                assertThat(request.prompt().text())
                    .containsSubsequence("Which 2?", "red", "Which 3?", "red", "Which 0?"));
  }

  @Test
  void modesShareTheSampleAndTheContextAndDifferInTheirKey() throws IOException {
    pwc(ALL);
    Path file = folder.resolve("suite.yaml");
    Files.writeString(
        file,
        """
        name: test
        models:
          rcc: {kind: echo, source: x, rate: 4}
          full: {kind: echo, source: x}
        tasks:
          - task: question_answering
            data: {reader: pwc, path: pwc.jsonl}
            modes: [reconstruction, human, compress, context-only]
        """);
    new Runner(Suite.load(file), folder.resolve("run"), Progress.NONE).run();
    List<SampleLine> lines = Journal.read(folder.resolve("run"));
    assertThat(lines).hasSize(2 * 4 + 2);
    assertThat(lines).extracting(SampleLine::key).doesNotHaveDuplicates();
    assertThat(lines)
        .extracting(SampleLine::sample)
        .containsOnly(lines.get(0).sample(), lines.get(9).sample());
    String ann = TextContext.of("Ann has a red box.").sha256();
    assertThat(lines.stream().filter(line -> line.context().equals(ann)))
        .extracting(line -> line.model() + " " + line.mode())
        .containsExactlyInAnyOrder(
            "rcc reconstruction",
            "rcc human",
            "rcc compress",
            "rcc context-only",
            "full context-only");
    // three modes share an encoder input, which is read once
    assertThat(
            lines.stream().filter(line -> Boolean.TRUE.equals(line.measured().get("sharedRead"))))
        .hasSize(2 * 2);
  }

  @Test
  void anExcerptHasTheEvidenceOrTheAnswersPlace() throws IOException {
    Request red = all(pwc(ALL), new Subject(tokenizer, true)).get(0).requests().get(0);
    assertThat(red.remarks().details()).containsEntry("excerpt", "Ann has a red box.");
    Request seven =
        all(pwc(ALL), new Subject(tokenizer, true)).stream()
            .flatMap(reading -> reading.requests().stream())
            .filter(request -> request.question().equals("How old?"))
            .findFirst()
            .orElseThrow();
    assertThat(seven.remarks().details())
        .as("the answer stands nowhere")
        .doesNotContainKey("excerpt");

    for (Reading reading : all(chronicle(null, 400, 3), new Subject(tokenizer, false))) {
      for (Request request : reading.requests()) {
        String excerpt = (String) request.remarks().details().get("excerpt");
        assertThat(excerpt.length()).isLessThanOrEqualTo(300);
        for (String sentence : excerpt.split(" … ", -1)) {
          assertThat(text(reading)).contains(sentence.replaceAll("…$", ""));
        }
      }
    }
  }

  @Test
  void aLengthHasItsBucketInWordsAndInTokens() throws IOException {
    Request request = all(pwc(ALL), new Subject(tokenizer, true)).get(0).requests().get(0);
    int tokens = ids("Ann has a red box.").size();
    assertThat(request.remarks().details())
        .containsEntry("words", 5L)
        .containsEntry("bucket-words", "4-8")
        .containsEntry("tokens", (long) tokens)
        .containsEntry("bucket-tokens", tokens < 8 ? "4-8" : "8+");
  }

  @ParameterizedTest
  @CsvSource({"0, 0-2k", "1999, 0-2k", "2000, 2-4k", "7999, 4-8k", "8000, 8k+", "90000, 8k+"})
  void theBucketsOfThePaper(long length, String bucket) {
    assertThat(LengthBuckets.PAPER.of(length)).isEqualTo(bucket);
  }

  @Test
  void otherEdgesHaveOtherBuckets() {
    LengthBuckets small = new LengthBuckets(List.of(256, 512));
    assertThat(Stream.of(255L, 256L, 511L, 512L).map(small::of))
        .containsExactly("0-256", "256-512", "256-512", "512+");
    assertThatThrownBy(() -> new LengthBuckets(List.of(512, 256)))
        .hasMessage("buckets must be rising edges of length, each above 0, was [512, 256]");
    assertThatThrownBy(() -> new LengthBuckets(List.of(512, 512))).hasMessageContaining("buckets");
  }

  @Test
  void filesOfEverySchemaAreAsked() throws IOException {
    String longBench =
        "{\"input\": \"Who?\", \"context\": \"It was Ann.\", \"answers\": [\"Ann\", \"Ann B.\"],"
            + " \"length\": 4321, \"dataset\": \"hotpotqa\", \"language\": \"en\","
            + " \"all_classes\": null, \"_id\": \"x\"}\n";
    Request ofE = only("longbench-e", longBench);
    assertThat(ofE.cell()).isEqualTo(Map.of("dataset", "hotpotqa"));
    assertThat(ofE.references()).extracting(Passage::text).containsExactly("Ann", "Ann B.");
    assertThat(ofE.remarks().details())
        .containsEntry("words", 4321L)
        .containsEntry("bucket-words", "8+")
        .containsEntry("bucket-longbench-e", "4-8k")
        .containsEntry("id", "x");
    assertThat(only("longbench", longBench).remarks().details())
        .doesNotContainKey("bucket-longbench-e");
    Request hotpot =
        only(
            "hotpotqa",
            "[{\"_id\": \"h\", \"question\": \"Who?\", \"answer\": \"Ann\", \"supporting_facts\":"
                + " [], \"context\": [[\"A\", [\"It was Ann.\"]]], \"type\": \"bridge\", \"level\":"
                + " \"easy\"}]");
    assertThat(hotpot.remarks().details()).containsEntry("type", "bridge");
    Request qasper =
        only(
            "qasper",
            "{\"p\": {\"full_text\": [{\"section_name\": \"A\", \"paragraphs\": [\"It was"
                + " Ann.\"]}], \"qas\": [{\"question\": \"Who?\", \"question_id\": \"q\","
                + " \"answers\": [{\"answer\": {\"unanswerable\": false, \"extractive_spans\":"
                + " [\"Ann\"], \"yes_no\": null, \"free_form_answer\": \"\"}}]}]}}");
    assertThat(qasper.reference().text()).isEqualTo("Ann");
    assertThat(qasper.question()).isEqualTo("Who?");
  }

  @Test
  void whatHasNoQuestionOrNoAnswerIsSkippedWithTheReason() throws IOException {
    String row =
        "{\"input\": \"\", \"context\": \"It was Ann.\", \"answers\": [\"Ann\"], \"length\": 9,"
            + " \"dataset\": \"gov_report\", \"language\": \"en\", \"all_classes\": null,"
            + " \"_id\": \"x\"}\n";
    assertThat(only("longbench", row).skip()).hasValue("the data set asks no question here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|question_answering needs a source",
        "data: {reader: pwc, path: x}, chronicle: {}|question_answering needs a source",
        "chronicle: {world: train}|the world train is what models are trained on",
        "chronicle: {world: tset}|unknown world \"tset\"; known: test, validation",
        "chronicle: {forms: [hop]}|unknown form \"hop\"; known: one-hop, two-hop, count, yes-no",
        "chronicle: {}, modes: [compressed]|unknown mode \"compressed\"; known: reconstruction,"
            + " human, compress, context-only",
        "chronicle: {}, modes: [context_only, context-only]|modes must be a list of one or more",
        "chronicle: {}, buckets: [0]|buckets must be rising edges of length",
        "chronicle: {}, prompts: x.json|prompts are LongBench's own: they need data of the reader",
        "chronicle: {lenghts: [3]}|unknown key \"lenghts\"; known: facts, forms, lengths,",
      })
  void optionsThatCannotBeMeantAreRefused(String options, String message) {
    String yaml =
        "name: t\nmodels: {e: {kind: echo, source: x}}\ntasks: [{task: question_answering"
            + (options == null ? "" : ", " + options)
            + "}]\n";
    assertThatThrownBy(() -> Suite.parse(yaml, "s.yaml")).hasMessageContaining(message);
  }

  private Request only(String reader, String content) throws IOException {
    Path file = folder.resolve(reader + ".json");
    Files.writeString(file, content);
    Task task = task(new DataSource(reader, file), ALL, List.of(4, 8));
    return all(task, new Subject(tokenizer, false)).get(0).requests().get(0);
  }

  private static Task chronicle(List<String> forms, int length, int samples) {
    ChronicleSource source =
        new ChronicleSource(null, List.of(length, length + 100), forms, null, null);
    return new QuestionAnswering(
        new QuestionAnsweringOptions(null, source, null, samples, 2, 20, null, null, null, null),
        Path.of(""),
        1);
  }

  private Task pwc(List<String> modes) throws IOException {
    Files.writeString(
        folder.resolve("pwc.jsonl"),
        """
        {"input": "Ann has a red box.", "prompt": "Which colour?", "answer": "red"}
        {"input": "Bob is 7.", "prompt": "How old?", "answer": "seven"}
        """);
    return task(new DataSource("pwc", folder.resolve("pwc.jsonl")), modes, List.of(4, 8));
  }

  private static Task task(DataSource data, List<String> modes, List<Integer> buckets) {
    return new QuestionAnswering(
        new QuestionAnsweringOptions(data, null, modes, 10, null, 20, buckets, null, null, null),
        Path.of(""),
        1);
  }

  private static List<Reading> all(Task task, Subject subject) {
    try (Stream<Reading> readings = task.readings(subject)) {
      return readings.toList();
    }
  }

  private static String text(Reading reading) {
    return ((TextContext) reading.context()).text();
  }

  private static List<Integer> ids(String text) {
    List<Integer> ids = new ArrayList<>();
    for (int id : tokenizer.encode(text)) {
      ids.add(id);
    }
    return ids;
  }
}
