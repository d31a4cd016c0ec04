package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.World;
import org.rccbench.evaluators.fake.FakeModel;
import org.rccbench.evaluators.results.CanonicalSamples;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.models.Tokenizer;

/** A suite that names a tokenizer asks all its models about the same texts, whatever theirs. */
class SuiteTokenizerTest {
  /** Characters of one to four bytes, none of them as two things under NFC. */
  private static final String MANY_BYTES =
      "Zoë saw 漢字 in the café — and 😀 twice; naïve 東京 owls 🦉 fly über Łódź at 5 °C. ";

  private static final String TASKS =
      """
      tasks:
        - {task: passkey, lengths: [800], depths: [0, 50], fillers: [classic, prose-decoys], samples: 2}
        - {task: passkey, lengths: [900], places: [window-boundary], window: 128, rate: 8, samples: 2}
        - task: reconstruction
          data: {path: BOOK}
          length: 256
          samples: 3
          prompt: 12
          positions: [0, 61, 100]
          generate: 60
          score_lengths: [30, 60]
          surprise: true
        - task: question_answering
          chronicle: {lengths: [700]}
          modes: [reconstruction, human, compress, context-only]
          samples: 2
          questions: 3
          buckets: [450, 650]
        - {task: needle, lengths: [1500], keys: [1, 4], depths: [50], samples: 2}
        - {task: variable_tracking, lengths: [1500], hops: [2], samples: 2}
        - {task: word_counting, lengths: [1500], words: 3, often: 6, seldom: 2, samples: 2}
        - {task: perplexity, data: {path: BOOK}, lengths: [128, 200], continuation: 50, samples: 3}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeBooks() throws IOException {
    String prose = Chronicle.of(World.TEST, 4).document(0, 700).text();
    Files.writeString(folder.resolve("prose.txt"), prose);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      many.append(i).append(' ').append(MANY_BYTES);
    }
    Files.writeString(folder.resolve("many.txt"), many);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes, prose.txt",
    "bytes, many.txt",
    "NEOX, prose.txt",
    "NEOX, many.txt",
    "bundled:pythia-mini, prose.txt",
    "bundled:pythia-mini, many.txt"
  })
  void modelsOfAllTokenizersAreAskedTheSameAndTheOracleScoresBest(String tokenizer, String book)
      throws IOException {
    RunSummary summary =
        run(
            "all",
            tokenizer,
            """
              bytes: {kind: oracle, source: bytes}
              bytes-slots: {kind: oracle, source: bytes, rate: 4, window: 256}
              neox: {kind: oracle, source: NEOX}
              neox-slots: {kind: oracle, source: NEOX, rate: 4, window: 256}
              mini: {kind: oracle, source: MINI}
            """,
            TASKS.replace("BOOK", book));

    assertThat(summary.failed()).isZero();
    assertThat(summary.skipped()).isZero();
    Map<String, List<SampleLine>> bySample =
        Journal.read(folder.resolve("all")).stream()
            .collect(Collectors.groupingBy(SampleLine::sample));
    assertThat(bySample.values())
        .allSatisfy(
            lines ->
                assertThat(lines)
                    .extracting(SampleLine::model)
                    .contains("bytes", "bytes-slots", "neox", "neox-slots", "mini"));
    for (List<SampleLine> lines : bySample.values()) {
      assertThat(lines).extracting(SampleLine::context).containsOnly(lines.get(0).context());
      assertThat(lines).extracting(SampleLine::references).containsOnly(lines.get(0).references());
      assertThat(lines)
          .extracting(line -> line.value("bucket-tokens"))
          .containsOnly(lines.get(0).value("bucket-tokens"));
      lines.forEach(SuiteTokenizerTest::assertBest);
    }
  }

  private static void assertBest(SampleLine line) {
    line.scores()
        .forEach(
            (profile, score) ->
                assertThat(score)
                    .as("%s of %s %s: %s", profile, line.model(), line.cell(), line.output())
                    .isEqualTo(Scorer.find(profile).map(Scorer::best).orElse(1.0), within(1e-9)));
  }

  @Test
  void lengthsAreThoseOfTheSuitesTokenizer() throws IOException {
    String models =
        "  bytes: {kind: oracle, source: bytes}\n  neox: {kind: oracle, source: NEOX}\n";
    String task = "tasks:\n  - {task: passkey, lengths: [400], depths: [50], samples: 1}\n";
    run("named", "NEOX", models, task);
    run("own", null, models, task);

    Map<String, Long> named = given("named");
    Map<String, Long> own = given("own");

    assertThat(own).containsExactly(Map.entry("bytes", 400L), Map.entry("neox", 400L));
    assertThat(named).containsEntry("neox", 400L);
    // of this small vocabulary, a token of English text has more than a byte and a half
    assertThat(named.get("bytes")).isGreaterThan(400L * 3 / 2);
    assertThat(samples("own")).doesNotHaveDuplicates();
    assertThat(samples("named").stream().distinct()).hasSize(1);
  }

  private Map<String, Long> given(String run) {
    return lines(run, line -> true).stream()
        .collect(
            Collectors.toMap(
                SampleLine::model,
                line -> ((Number) line.ledger().get("given")).longValue(),
                (a, b) -> a,
                TreeMap::new));
  }

  private List<String> samples(String run) {
    return lines(run, line -> true).stream().map(SampleLine::sample).toList();
  }

  @Test
  void aModelThatHasTheTokenizerIsAskedAsWithoutTheKey() throws IOException {
    String models =
        "  e: {kind: echo, source: x}\n  s: {kind: oracle, source: NEOX, rate: 4, window: 256}\n";
    String tasks = TASKS.replace("BOOK", "prose.txt");
    run("named", "NEOX", models, tasks);
    run("own", null, models, tasks);

    assertThat(CanonicalSamples.of(folder.resolve("named")))
        .isEqualTo(CanonicalSamples.of(folder.resolve("own")));
  }

  @Test
  void whatAModelWritesIsCountedInTheSuitesTokensAndCutThere() throws IOException {
    run(
        "run",
        "NEOX",
        "  bytes: {kind: oracle, source: bytes}\n  neox: {kind: oracle, source: NEOX}\n",
        """
        tasks:
          - task: reconstruction
            data: {path: prose.txt}
            length: 256
            samples: 2
            prompt: 12
            positions: [0, 100]
            generate: 60
            score_lengths: [60]
        """);
    List<SampleLine> bytes = lines("run", line -> line.model().equals("bytes"));
    List<SampleLine> neox = lines("run", line -> line.model().equals("neox"));

    assertThat(bytes)
        .extracting(SampleLine::outputIds)
        .allSatisfy(ids -> assertThat(ids).hasSize(60));
    assertThat(bytes)
        .extracting(line -> line.sample() + line.outputIds() + line.output())
        .containsExactlyInAnyOrderElementsOf(
            neox.stream().map(line -> line.sample() + line.outputIds() + line.output()).toList());
    assertThat(bytes).allSatisfy(line -> assertThat(line.details()).doesNotContainKey("start"));
    assertThat(neox).allSatisfy(line -> assertThat(line.details()).containsKey("start"));
  }

  @Test
  void perplexityIsByTokenOfTheSuite() throws IOException {
    run(
        "run",
        "NEOX",
        """
          bytes: {kind: noisy, source: bytes;first=0-4}
          neox: {kind: noisy, source: NEOX;first=0-4}
        """,
        """
        tasks:
          - {task: perplexity, data: {path: prose.txt}, lengths: [128], continuation: 50, samples: 2}
        """);
    // five of each model's own tokens have the probability 1/1000, all others 1
    assertThat(lines("run", line -> true))
        .hasSize(4)
        .allSatisfy(
            line -> {
              assertThat(line.details()).containsEntry("continuation", 50);
              assertThat(line.scores().get("inverse-perplexity"))
                  .isEqualTo(Math.exp(5 * Math.log(1e-3) / 50), within(1e-12));
            });
  }

  @Test
  void contextsAreCutToWhatTheModelItselfCanRead() throws IOException {
    run(
        "run",
        "NEOX",
        "  bytes: {kind: oracle, source: bytes}\n  neox: {kind: oracle, source: NEOX}\n",
        "tasks:\n  - {task: passkey, lengths: [400], depths: [0], samples: 1, truncation: left,"
            + " context_limit: 700}\n");

    SampleLine bytes = lines("run", line -> line.model().equals("bytes")).get(0);
    SampleLine neox = lines("run", line -> line.model().equals("neox")).get(0);

    assertThat(neox.flags()).doesNotContain(SampleLine.CUT);
    assertThat(bytes.flags()).contains(SampleLine.CUT);
    assertThat(((Number) bytes.ledger().get("read")).longValue()).isLessThan(700);
    assertThat(bytes.sample()).isEqualTo(neox.sample());
  }

  @Test
  void modelsWithRandomWeightsAreAskedToo() throws IOException {
    RunSummary summary =
        run(
            "run",
            "bundled:pythia-mini",
            """
          shape: {kind: full, source: "shape:pythia-14m"}
          mini: {kind: full, source: "bundled:pythia-mini"}
        """,
            """
            tasks:
              - {task: passkey, lengths: [300], depths: [50], samples: 1, generate: 4}
              - {task: perplexity, data: {path: many.txt}, lengths: [64], continuation: 16, samples: 1}
              - task: reconstruction
                data: {path: many.txt}
                length: 64
                samples: 1
                positions: [0]
                generate: 8
                score_lengths: [8]
            """);
    assertThat(summary.failed()).isZero();
    assertThat(summary.scored()).isEqualTo(6);
    assertThat(samples("run").stream().distinct()).hasSize(3);
  }

  @Test
  void theRecordNamesTheTokenizerAndARunGoesOnInNoOther() throws Exception {
    Path tokenizer = Files.createDirectory(folder.resolve("words"));
    Path json = tokenizer.resolve("tokenizer.json");
    Files.copy(FakeModel.tokenizerFolder().resolve("tokenizer.json"), json);
    String models = "  bytes: {kind: oracle, source: bytes}\n";
    String task = "tasks:\n  - {task: passkey, lengths: [400], depths: [0], samples: 1}\n";
    run("run", "words", models, task);

    String before = sha256(json);
    assertThat(RunRecord.read(folder.resolve("run")).orElseThrow().tokenizer())
        .containsOnly(
            Map.entry("name", "words"), Map.entry("sha256", before), Map.entry("size", 501));

    Files.writeString(json, Files.readString(json) + "\n");
    assertThatThrownBy(() -> run("run", "words", models, task))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the run counts in tokenizer \"words\" with sha256 %s, and the suite's \"words\" has"
                + " sha256 %s now; put the tokenizer.json of before back, or use another folder",
            before, sha256(json));

    run("other", "words", models, task);
    List<Path> both = List.of(folder.resolve("run"), folder.resolve("other"));
    assertThatThrownBy(() -> Merge.of(both, folder.resolve("merged")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("other counts in another tokenizer than ");
    Merge.of(both.subList(1, 2), folder.resolve("merged"));
    assertThat(RunRecord.read(folder.resolve("merged")).orElseThrow().tokenizer())
        .containsEntry("sha256", sha256(json));
  }

  @Test
  void aRunWithoutTheKeyRecordsNoTokenizer() throws IOException {
    run(
        "run",
        null,
        "  bytes: {kind: oracle, source: bytes}\n",
        "tasks:\n  - {task: passkey, lengths: [400], depths: [0], samples: 1}\n");
    assertThat(Files.readString(folder.resolve("run/run.json"))).doesNotContain("\"tokenizer\"");
    assertThat(RunRecord.read(folder.resolve("run")).orElseThrow().tokenizer()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5|t.yaml:2:1: tokenizer: must be text (quote it if it looks like a number), was 5",
        "[bytes]|t.yaml:2:1: tokenizer: must be text",
        "nowhere|t.yaml:2:1: tokenizer: there is no folder \"nowhere\" and no bundled model of this"
            + " name (there are: pythia-mini, ",
        "bundled:x|t.yaml:2:1: tokenizer: no model \"x\" is bundled; bundled: pythia-mini",
        "shape:tiny|t.yaml:2:1: tokenizer: there is no folder \"shape:tiny\"",
        "empty|t.yaml:2:1: tokenizer: empty has no tokenizer.json; copy",
        "broken|t.yaml:2:1: tokenizer: tokenizer.json is not valid JSON",
        "unigram|t.yaml:2:1: tokenizer: tokenizer.json: model type \"Unigram\" is not a byte-level",
        "\"\"|t.yaml:2:1: tokenizer: names none; name a folder",
      })
  void aTokenizerThatCannotBeCountedInIsRefusedWithItsPlace(String value, String message)
      throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    json("broken", "{\"model\"");
    json("unigram", "{\"model\": {\"type\": \"Unigram\"}}");
    Path file = folder.resolve("t.yaml");
    Files.writeString(
        file,
        "name: t\ntokenizer: "
            + value
            + "\nmodels: {m: {kind: oracle, source: bytes}}\ntasks: [{task: passkey}]\n");
    assertThatThrownBy(() -> Suite.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void theSuiteOfAFinishedRunIsReadWithoutItsTokenizer() {
    String yaml =
        """
        name: t
        tokenizer: nowhere
        models: {m: {kind: oracle, source: bytes}}
        tasks: [{task: passkey}]
        """;
    assertThat(Suite.recorded(yaml, "run.json").tokenizer()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "NEOX"})
  void noCutGoesThroughACharacter(String source) {
    SuiteTokenizer named = SuiteTokenizer.of(located(source), folder);
    try (Tokenizer tokenizer = named.open()) {
      String text = (MANY_BYTES + "\uFFFD and \uFFFD\uFFFD\uFFFD\uFFFD end ").repeat(2);
      int[] ids = tokenizer.encode(text);
      for (int at = 0; at <= ids.length; at++) {
        int cut = WholeCharacters.before(tokenizer, ids, at);
        assertThat(cut).isBetween(Math.max(0, at - 3), at);
        String head = tokenizer.decode(Arrays.copyOf(ids, cut));
        String tail = tokenizer.decode(Arrays.copyOfRange(ids, cut, ids.length));
        assertThat(head + tail).isEqualTo(text);
        String inner =
            tokenizer.decode(
                WholeCharacters.of(
                    tokenizer, Arrays.copyOfRange(ids, at / 2, ids.length - at / 3)));
        assertThat(text).contains(inner);
      }
    }
  }

  private void json(String name, String text) throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("tokenizer.json"), text);
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
  }

  private RunSummary run(String run, String tokenizer, String models, String tasks)
      throws IOException {
    String key = tokenizer == null ? "" : "tokenizer: " + tokenizer + "\n";
    String yaml = located("name: shared\n" + key + "models:\n" + models + tasks);
    Path file = folder.resolve(run + ".yaml");
    Files.writeString(file, yaml, StandardCharsets.UTF_8);
    return new Runner(Suite.load(file), folder.resolve(run), Progress.NONE).run();
  }

  private static String located(String text) {
    String mini = Path.of(System.getProperty("rccbench.models"), "pythia-mini").toString();
    return text.replace("NEOX", FakeModel.tokenizerFolder().toString()).replace("MINI", mini);
  }

  private List<SampleLine> lines(String run, Predicate<SampleLine> wanted) {
    return Journal.read(folder.resolve(run)).stream().filter(wanted).toList();
  }
}
