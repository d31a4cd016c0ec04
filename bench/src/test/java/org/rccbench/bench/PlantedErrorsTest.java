package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.World;
import org.rccbench.evaluators.Catalogue;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.RunSummary;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.reports.ReportOrder;
import org.rccbench.reports.RunReport;

/**
 * The oracle scores best in every cell of every task, and the errors of the noisy control show
 * where they were planted, and nowhere else.
 */
class PlantedErrorsTest {
  private static final String PASSKEY =
      "  - {task: passkey, lengths: [600, 1200], depths: [0, 50, 100], samples: 3}\n";
  private static final String RECONSTRUCTION =
      """
        - task: reconstruction
          data: {path: book.txt}
          length: 512
          samples: 3
          prompt: 12
          positions: [0, 100, 200, 300]
          generate: 100
          score_lengths: [50, 100]
          surprise: true
      """;
  private static final String QUESTIONS =
      """
        - task: question_answering
          chronicle: {lengths: [700, 1100]}
          modes: [reconstruction, human, compress, context-only]
          samples: 4
          questions: 4
          buckets: [130, 160]
      """;
  private static final String MORE =
      """
        - {task: passkey, lengths: [1500], places: [inside-window, window-boundary, slot-edge],
           window: 256, rate: 8, fillers: [classic, prose, classic-decoys, prose-decoys], samples: 2}
        - task: question_answering
          chronicle: {lengths: [900]}
          modes: [reconstruction, human, compress, context-only]
          samples: 2
          shots: 2
        - {task: needle, lengths: [1500], keys: [1, 4], samples: 2}
        - {task: variable_tracking, lengths: [1500], hops: [2], chains: 2, samples: 2}
        - {task: word_counting, lengths: [1500], words: 4, often: 9, seldom: 2, samples: 2}
        - {task: perplexity, data: {path: book.txt}, lengths: [256, 512], continuation: 64, samples: 2}
      """;
  @TempDir Path folder;

  @BeforeEach
  void writeBook() throws IOException {
    Files.writeString(
        folder.resolve("book.txt"), Chronicle.of(World.TEST, 4).document(0, 600).text());
  }

  @Test
  void theOracleScoresBestInEveryCellOfEveryTask() throws IOException {
    RunSummary summary =
        run(
            "slots: {kind: oracle, source: bytes, rate: 4, window: 256}\n"
                + "  text: {kind: oracle, source: bytes}",
            PASSKEY + RECONSTRUCTION + QUESTIONS + MORE);
    assertThat(summary.failed()).isZero();
    assertThat(summary.skipped()).isZero();
    List<SampleLine> lines = Journal.read(folder.resolve("run"));
    assertThat(lines).extracting(SampleLine::task).containsAll(Catalogue.here().tasks());
    for (SampleLine line : lines) {
      line.scores()
          .forEach(
              (profile, score) ->
                  assertThat(score)
                      .as("%s of %s %s: %s", profile, line.task(), line.cell(), line.output())
                      .isEqualTo(Scorer.find(profile).map(Scorer::best).orElse(1.0), within(1e-9)));
    }
    for (String table : List.of("by-words", "by-tokens", "by-length", "by-form")) {
      for (Map<String, String> row : table("question-answering-" + table)) {
        assertThat(number(row, "mean of columns")).as("%s", row).isEqualTo(1);
      }
    }
    for (String table : List.of("needle", "variable-tracking", "word-counting", "perplexity")) {
      for (Map<String, String> row : table(table)) {
        assertThat(number(row, "score")).as("%s", row).isEqualTo(1);
      }
    }
    assertThat(table("perplexity"))
        .extracting(row -> row.get("rate") + " " + row.get("perplexity") + " " + row.get("tokens"))
        .containsExactly("4 1.0 128", "4 1.0 128", "1 1.0 128", "1 1.0 128");
    assertThat(table("question-answering-copies"))
        .allSatisfy(row -> assertThat(row).containsEntry("exact", "1.0"));
    assertThat(table("reconstruction-by-offset"))
        .allSatisfy(row -> assertThat(row).containsEntry("wrong", "0"));
    assertThat(table("reconstruction-first-divergence"))
        .extracting(row -> row.get("right tokens before"))
        .containsOnly("all");
  }

  @Test
  void theOracleScoresBestAlsoWhereTheSuiteCountsInAnotherTokenizer() throws IOException {
    String mini = Path.of(System.getProperty("rccbench.models"), "pythia-mini").toString();
    // a book has fewer of these tokens than bytes
    Files.writeString(
        folder.resolve("book.txt"), Chronicle.of(World.TEST, 4).document(0, 2500).text());
    // with so few windows in a context, few keys can be laid across a border
    String more = MORE.replace("window: 256, rate: 8", "window: 128, rate: 8");
    RunSummary summary =
        run(
            "slots: {kind: oracle, source: bytes, rate: 4, window: 256}\n"
                + "  same: {kind: oracle, source: "
                + mini
                + ", rate: 4, window: 256}",
            PASSKEY + RECONSTRUCTION + QUESTIONS + more + "tokenizer: bundled:pythia-mini\n");
    assertThat(summary.failed()).isZero();
    List<SampleLine> lines = Journal.read(folder.resolve("run"));
    assertThat(lines).extracting(SampleLine::why).containsOnlyNulls();
    assertThat(lines).extracting(SampleLine::task).containsAll(Catalogue.here().tasks());
    for (SampleLine line : lines) {
      line.scores()
          .forEach(
              (profile, score) ->
                  assertThat(score)
                      .as("%s of %s %s: %s", profile, line.task(), line.cell(), line.output())
                      .isEqualTo(Scorer.find(profile).map(Scorer::best).orElse(1.0), within(1e-9)));
    }
    assertThat(table("reconstruction-by-offset"))
        .as("in its own windows alone a model's places are known")
        .extracting(row -> row.get("model"))
        .containsOnly("same");
    assertThat(table("reconstruction-first-divergence"))
        .extracting(row -> row.get("model") + " " + row.get("right tokens before"))
        .containsExactlyInAnyOrder("slots all", "same all");
    assertThat(table("perplexity")).extracting(row -> row.get("perplexity")).containsOnly("1.0");
  }

  @Test
  void forgottenOffsetsShowAtTheirOffsetAndNowhereElse() throws IOException {
    run("n: {kind: noisy, source: bytes;offset=64-71, rate: 8, window: 256}", RECONSTRUCTION);
    List<Map<String, String>> rows = table("reconstruction-by-offset");
    assertThat(rows).hasSize(32);
    for (Map<String, String> row : rows) {
      assertThat(number(row, "error"))
          .as("offsets %s to %s", row.get("from"), row.get("to"))
          .isEqualTo(row.get("from").equals("64") ? 1 : 0);
      assertThat(number(row, "first") > 0).isEqualTo(row.get("from").equals("64"));
    }
    // a right token that is forgotten is a surprise, all others are none
    assertThat(table("reconstruction-by-surprise"))
        .extracting(row -> row.get("nats") + " " + row.get("hazard"))
        .containsExactly("0-0.1 0.0", "4+ 1.0");
  }

  @Test
  void forgottenPlacesOfASlotShowAtTheirPlaceAndNowhereElse() throws IOException {
    run("n: {kind: noisy, source: bytes;slot=3, rate: 8, window: 256}", RECONSTRUCTION);
    List<Map<String, String>> rows = table("reconstruction-by-slot");
    assertThat(rows).hasSize(8);
    for (Map<String, String> row : rows) {
      assertThat(number(row, "error")).isEqualTo(row.get("from").equals("3") ? 1 : 0);
    }
    // windows are whole multiples of slots, so every offset bin has its eighth
    assertThat(table("reconstruction-by-offset"))
        .allSatisfy(row -> assertThat(number(row, "error")).isEqualTo(0.125, within(0.05)));
  }

  @Test
  void anErrorAtATokenOfTheOutputIsItsFirstDivergence() throws IOException {
    run("n: {kind: noisy, source: bytes;first=7, rate: 8, window: 256}", RECONSTRUCTION);
    assertThat(table("reconstruction-first-divergence"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("right tokens before", "5-9")
                    .containsEntry("outputs", "12")
                    .containsEntry("share", "1.0"));
    for (SampleLine line : Journal.read(folder.resolve("run"))) {
      assertThat(line.details()).containsEntry("wrong", "7").containsEntry("first-divergence", 7);
      assertThat(line.scores().get("prefix-exact-match@50")).isEqualTo(7 / 50.0);
    }
  }

  @Test
  void aWrongDepthAndAWrongLengthShowInTheirCellsAndNowhereElse() throws IOException {
    // of 600 bytes, 150 are the task line: half of the filler lies before byte 360
    run(
        "depth: {kind: noisy, source: bytes;depth=40-70, rate: 8, window: 256}\n"
            + "  length: {kind: noisy, source: bytes;length=1200}",
        PASSKEY);
    for (Map<String, String> row : table("passkey")) {
      boolean wrongLength = row.get("model").equals("length") && row.get("length").equals("1200");
      for (String depth : List.of("0", "50", "100")) {
        boolean wrongDepth = row.get("model").equals("depth") && depth.equals("50");
        assertThat(number(row, "depth " + depth))
            .as("%s at depth %s", row, depth)
            .isEqualTo(wrongLength || wrongDepth ? 0 : 1);
      }
    }
  }

  @Test
  void aLineThatIsForgottenCostsItsKeyAlone() throws IOException {
    // the task line has 150 bytes, so at depth 0 the key line begins at byte 152
    run("n: {kind: noisy, source: bytes;offset=160-180}", PASSKEY);
    for (Map<String, String> row : table("passkey")) {
      assertThat(number(row, "depth 0")).isZero();
      assertThat(number(row, "depth 50")).isEqualTo(1);
      assertThat(number(row, "depth 100")).isEqualTo(1);
    }
  }

  @Test
  void aGuessReachesTheStatedChance() throws IOException {
    run(
        "n: {kind: noisy, source: bytes;guess}",
        """
          - task: question_answering
            chronicle: {lengths: [1500], forms: [yes-no]}
            samples: 60
            questions: 4
        """
            + PASSKEY);
    Map<String, String> f1 =
        table("question-answering-by-form").stream()
            .filter(row -> row.get("profile").equals("longbench-qa-f1"))
            .findFirst()
            .orElseThrow();
    assertThat(f1).containsEntry("chance", "0.5");
    long scored = Long.parseLong(f1.get("scored"));
    assertThat(scored).isGreaterThan(150);
    // 3.3 standard errors: one seed in 1,000 would fall outside
    assertThat(number(f1, "score")).isEqualTo(0.5, within(3.3 * 0.5 / Math.sqrt((double) scored)));
    for (Map<String, String> row : table("passkey")) {
      assertThat(number(row, "chance")).isEqualTo(1.0 / 90_000, within(1e-15));
      assertThat(number(row, "score")).isZero();
    }
  }

  @Test
  void aModelThatAlwaysSaysTheSameIsNamed() throws IOException {
    run(
        "n: {kind: noisy, source: bytes;offset=152-400}",
        "  - {task: passkey, lengths: [600], depths: [0], samples: 5}\n");
    // nothing is found, so nothing is said, five times
    assertThat(table("passkey"))
        .allSatisfy(
            row ->
                assertThat(row.get("flags"))
                    .contains("one output in 5 of 5 misses at depth 0 filler classic length 600"));
  }

  @Test
  void tablesCanBeLimitedToSamplesThatNoModelGotShortened() throws IOException {
    String models =
        "text: {kind: oracle, source: bytes}\n"
            + "  slots: {kind: oracle, source: bytes, rate: 4, window: 256}";
    String task = "  - {task: passkey, lengths: [600, 1200], depths: [0], samples: 2";
    run(models, task + ", truncation: left, context_limit: 900}\n");
    assertThat(table("passkey"))
        .filteredOn(row -> row.get("profile").equals("passkey-landmark"))
        .extracting(row -> row.get("model") + " " + row.get("length") + " " + row.get("score"))
        .containsExactlyInAnyOrder(
            "slots 600 1.0", "slots 1200 1.0", "text 600 1.0", "text 1200 0.0");

    Path run = folder.resolve("run");
    RunReport.writeComplete(ReportOrder.all(run), List.of());

    assertThat(table("passkey"))
        .filteredOn(row -> row.get("profile").equals("passkey-landmark"))
        .extracting(row -> row.get("model") + " " + row.get("length") + " " + row.get("score"))
        .containsExactlyInAnyOrder("slots 600 1.0", "text 600 1.0");
    String note =
        "Complete samples alone: 2 of 4 are left out, whose context was too long for a model.";
    assertThat(Files.readString(run.resolve("tables/passkey.tex"))).contains(note);
    assertThat(Files.readString(run.resolve("report.html"))).contains(note);
  }

  @Test
  void whereNoSampleIsCompleteNothingIsDrawn() throws IOException {
    run(
        "text: {kind: oracle, source: bytes}",
        "  - {task: passkey, lengths: [600], depths: [0], samples: 2, truncation: skip,"
            + " context_limit: 300}\n");
    ReportOrder order = ReportOrder.all(folder.resolve("run"));
    assertThatThrownBy(() -> RunReport.writeComplete(order, List.of()))
        .hasMessageContaining("no sample is complete: all 2 were shortened");
  }

  private RunSummary run(String models, String tasks) throws IOException {
    Path file = folder.resolve("suite.yaml");
    Files.writeString(file, "name: controls\nmodels:\n  " + models + "\ntasks:\n" + tasks);
    RunSummary summary = new Runner(Suite.load(file), folder.resolve("run"), Progress.NONE).run();
    RunReport.write(folder.resolve("run"));
    return summary;
  }

  /** Rows of a table by column; a comma in quotes divides nothing. */
  private List<Map<String, String>> table(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("run/tables/" + name + ".csv"));
    String[] header = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      assertThat(cells).hasSameSizeAs(header);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(row);
    }
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static double number(Map<String, String> row, String column) {
    assertThat(row).containsKey(column);
    return Double.parseDouble(row.get(column));
  }
}
