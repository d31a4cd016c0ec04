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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.datasets.TextContext;
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
    List<Reading> readings =
        QuestionTasks.all(pwc(QuestionTasks.MODES), new Subject(tokenizer, true));
    // the first row: three modes read the question behind the context, one the context alone
    assertThat(readings).hasSize(4);
    assertThat(QuestionTasks.text(readings.get(0)))
        .isEqualTo("Ann has a red box.\n\nWhich colour?");
    assertThat(QuestionTasks.text(readings.get(1))).isEqualTo("Ann has a red box.");
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
    List<Reading> readings =
        QuestionTasks.all(pwc(QuestionTasks.MODES), new Subject(tokenizer, true));
    List<Request> requests = readings.get(0).requests();
    assertThat(requests.get(0).decoding().eosId()).isEqualTo(tokenizer.endOfText()).hasValue(0);
    assertThat(requests.get(0).decoding().maxNewTokens())
        .isEqualTo(20 + ids("Which colour?" + TURN).size());
    assertThat(requests.get(1).decoding().maxNewTokens()).isEqualTo(20 + ids(TURN).size());
  }

  @Test
  void aModelWithoutSlotsReadsTheContextAloneWhateverTheModes() throws IOException {
    List<Reading> readings =
        QuestionTasks.all(pwc(QuestionTasks.MODES), new Subject(tokenizer, false));
    assertThat(readings).hasSize(2);
    assertThat(QuestionTasks.text(readings.get(0))).isEqualTo("Ann has a red box.");
    Request request = readings.get(0).requests().get(0);
    assertThat(request.prompt().text()).isEqualTo("\n\nWhich colour?");
    assertThat(request.remarks().mode()).hasValue("context-only");
  }

  @Test
  void aModelsOwnPromptsAreUsed() throws IOException {
    Prompts own =
        new Prompts("\n", "Q: ", "Q: {question}", "A:", "\nQ: {question}", "\nA: ", "A: ");
    Subject subject = new Subject(tokenizer, true, own, 0);
    List<Reading> readings = QuestionTasks.all(pwc(QuestionTasks.MODES), subject);
    assertThat(QuestionTasks.text(readings.get(0))).isEqualTo("Ann has a red box.\nWhich colour?");
    assertThat(readings.get(0).requests())
        .extracting(request -> request.prompt().text())
        .containsExactly("Q: ", "Q: Which colour?", "A:");
    Judgement judgement =
        pwc(QuestionTasks.MODES)
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
    Request request = QuestionTasks.all(task, subject).get(0).requests().get(0);
    Judgement judgement = task.judge(request, Passage.ofText(said.replace("@", TURN)), subject);
    assertThat(judgement.extracted()).isEqualTo(answer);
    assertThat(judgement.scores().get("longbench-qa-f1")).isEqualTo(f1, within(1e-12));
    assertThat(judgement.scores()).containsEntry("squad-exact-match", exact).hasSize(2);
    assertThat(judgement.details().get("question-copy")).isEqualTo(copy);
  }

  @Test
  void modesShareTheSampleAndTheContextAndDifferInTheirKey() throws IOException {
    QuestionTasks.pwc(folder);
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
  void anExcerptIsAroundTheAnswersPlace() throws IOException {
    Request red =
        QuestionTasks.all(pwc(QuestionTasks.MODES), new Subject(tokenizer, true))
            .get(0)
            .requests()
            .get(0);
    assertThat(red.remarks().details()).containsEntry("excerpt", "Ann has a red box.");
    Request seven =
        QuestionTasks.all(pwc(QuestionTasks.MODES), new Subject(tokenizer, true)).stream()
            .flatMap(reading -> reading.requests().stream())
            .filter(request -> request.question().equals("How old?"))
            .findFirst()
            .orElseThrow();
    assertThat(seven.remarks().details())
        .as("the answer stands nowhere")
        .doesNotContainKey("excerpt");
  }

  @Test
  void aLengthHasItsBucketInWordsAndInTokens() throws IOException {
    Request request =
        QuestionTasks.all(pwc(QuestionTasks.MODES), new Subject(tokenizer, true))
            .get(0)
            .requests()
            .get(0);
    int tokens = ids("Ann has a red box.").size();
    assertThat(request.remarks().details())
        .containsEntry("words", 5L)
        .containsEntry("bucket-words", "4-8")
        .containsEntry("tokens", (long) tokens)
        .containsEntry("bucket-tokens", tokens < 8 ? "4-8" : "8+");
  }

  @Test
  void edgesInTokensMayBeOthersAndAGroupNamesItsQuestions() throws IOException {
    Task task =
        QuestionTasks.task(
            new QuestionAnsweringOptions(
                QuestionTasks.pwc(folder),
                null,
                QuestionTasks.MODES,
                10,
                null,
                20,
                List.of(4, 8),
                List.of(1, 100),
                "two-hop",
                null,
                null,
                null));

    Request request =
        QuestionTasks.all(task, new Subject(tokenizer, true)).get(0).requests().get(0);

    assertThat(request.remarks().details())
        .containsEntry("bucket-words", "4-8")
        .containsEntry("bucket-tokens", "1-100");
    assertThat(request.cell()).containsEntry("group", "two-hop");
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
        "chronicle: {}, token_buckets: [8, 4]|buckets must be rising edges of length",
        "chronicle: {}, group: Two hops|group must be a name of a-z, 0-9 and -, was \"Two hops\"",
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
    Task task = task(new DataSource(reader, file), QuestionTasks.MODES, List.of(4, 8));
    return QuestionTasks.all(task, new Subject(tokenizer, false)).get(0).requests().get(0);
  }

  private Task pwc(List<String> modes) throws IOException {
    return task(QuestionTasks.pwc(folder), modes, List.of(4, 8));
  }

  private static Task task(DataSource data, List<String> modes, List<Integer> buckets) {
    return QuestionTasks.task(
        new QuestionAnsweringOptions(
            data, null, modes, 10, null, 20, buckets, null, null, null, null, null));
  }

  private static List<Integer> ids(String text) {
    List<Integer> ids = new ArrayList<>();
    for (int id : tokenizer.encode(text)) {
      ids.add(id);
    }
    return ids;
  }
}
