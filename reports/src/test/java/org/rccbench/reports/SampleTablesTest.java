package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.ContextScores;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.Resampling;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Means follow the averaging rule; failures are counted and never averaged. */
class SampleTablesTest {
  /** A share without its third is taken for another third's. */
  @Test
  void aThirdWithoutSamplesKeepsItsPlaceInTableOne() {
    List<SampleLine> lines =
        List.of(passkey("1024", "0", "c1", 1), passkey("1024", "100", "c2", 0));

    Table view = PaperTables.of(Samples.run(lines, true)).get(0).view();

    assertThat(view.stringColumn("1024").get(0)).isEqualTo("100/–/0");
  }

  /** Names of data sets stand in the user's files; a table's columns have names of their own. */
  @Test
  void aDataSetMayBeCalledLikeAColumnOrLikeAnotherOne() {
    List<SampleLine> lines = new ArrayList<>();
    List<String> sets = List.of("Score", "qasper", "QASPER", "model", "dataset model");
    for (int i = 0; i < sets.size(); i++) {
      lines.add(
          Samples.scored(
              "question_answering",
              "a",
              Map.of("dataset", sets.get(i)),
              "c" + i,
              Map.of("longbench-qa-f1", i / 8.0)));
    }

    Table table =
        QuestionAnsweringTables.of(Samples.run(lines, true)).stream()
            .filter(report -> report.name().equals("question-answering-by-dataset"))
            .findFirst()
            .orElseThrow()
            .table();

    Row row = only(table);
    List<Double> means = new ArrayList<>();
    for (String column : table.columnNames().subList(5, 10)) {
      means.add(row.getDouble(column));
    }
    assertThat(means).containsExactlyInAnyOrder(0.0, 0.125, 0.25, 0.375, 0.5);
    assertThat(table.columnNames()).contains("QASPER", "dataset qasper", "dataset Score");
    assertThat(row.getDouble("score")).isEqualTo(0.25);
    assertThat(row.getDouble("mean of columns")).isEqualTo(0.25);
  }

  private static final String P = "passkey-landmark";

  @Test
  void accuracyIsTheShareOfHitsAndAFailureIsNoMiss() {
    List<SampleLine> lines = new ArrayList<>();
    lines.add(passkey("1024", "0", "c1", 1));
    lines.add(passkey("1024", "0", "c2", 0));
    lines.add(passkey("1024", "100", "c3", 1));
    lines.add(Samples.failed("passkey", "a", Map.of("length", "1024", "depth", "100")));

    Row row = only(PasskeyTable.of(Samples.run(lines, true)).table());

    assertThat(row.getDouble("depth 0")).isEqualTo(0.5);
    assertThat(row.getDouble("depth 100")).isEqualTo(1.0);
    assertThat(row.getDouble("score")).isCloseTo(2.0 / 3, within(1e-15));
    // Wilson 1927 by its formula: (p + z²/2n ± z sqrt(p(1 - p)/n + z²/4n²)) / (1 + z²/n), z =
    // 1.959964
    assertThat(row.getDouble("low 95 %")).isCloseTo(0.2076596, within(1e-7));
    assertThat(row.getDouble("high 95 %")).isCloseTo(0.9385081, within(1e-7));
    assertThat(row.getLong("scored")).isEqualTo(3);
    assertThat(row.getLong("planned")).isEqualTo(4);
    assertThat(row.getLong("failed")).isEqualTo(1);
    assertThat(row.getLong("skipped")).isZero();
    assertThat(row.getString("flags")).isEqualTo("beyond-window in 3");
    assertThat(row.getString("weights")).isEqualTo("untrained (random weights)");
    assertThat(row.getString("kind")).isEqualTo("rcc");
  }

  @Test
  void aCellWithoutAScoreIsMissingNotZero() {
    List<SampleLine> lines =
        List.of(
            passkey("1024", "0", "c1", 0),
            Samples.failed("passkey", "a", Map.of("length", "2048", "depth", "0")));

    Table table = PasskeyTable.of(Samples.run(lines, true)).table();

    assertThat(table.doubleColumn("depth 0").get(0)).isZero();
    assertThat(table.column("depth 0").isMissing(1)).isTrue();
    assertThat(table.column("score").isMissing(1)).isTrue();
    assertThat(table.longColumn("failed").get(1)).isEqualTo(1);
  }

  @Test
  void lengthsAndDepthsStandInTheOrderOfTheirNumbers() {
    List<SampleLine> lines =
        List.of(
            passkey("16384", "100", "c1", 1),
            passkey("2048", "5", "c2", 1),
            passkey("2048", "25", "c3", 1));

    Table table = PasskeyTable.of(Samples.run(lines, true)).table();

    assertThat(table.stringColumn("length").asList()).containsExactly("2048", "16384");
    assertThat(table.columnNames()).containsSubsequence("depth 5", "depth 25", "depth 100");
  }

  @Test
  void howManySamplesWerePlannedIsUnknownBeforeTheEnd() {
    ReportTable report = PasskeyTable.of(Samples.run(List.of(passkey("1", "0", "c", 1)), false));

    assertThat(report.table().column("planned").isMissing(0)).isTrue();
    assertThat(MarkdownText.of(report)).contains("The run is not complete");
  }

  @Test
  void theHeadlineAveragesPositionsWithinASampleBeforeSamples() {
    List<SampleLine> lines =
        List.of(
            reconstruction("0", "c1", 1.0),
            reconstruction("300", "c1", 0.5),
            reconstruction("600", "c1", 0.0),
            reconstruction("0", "c2", 0.9));

    List<ReportTable> tables = ReconstructionTables.of(Samples.run(lines, true));

    Table headline = tables.get(0).table();
    // (mean(1, .5, 0) + .9) / 2, where the plain mean over samples is .6
    assertThat(headline.stringColumn("profile").asList()).containsExactly("bleu@100", "bleu@500");
    assertThat(headline.doubleColumn("score").get(1)).isCloseTo(0.7, within(1e-15));
    assertThat(headline.longColumn("contexts").get(1)).isEqualTo(2);
    Table byPosition = tables.get(1).table();
    assertThat(byPosition.stringColumn("position").asList().subList(0, 3))
        .containsExactly("0", "300", "600");
    assertThat(byPosition.doubleColumn("score").get(3)).isCloseTo(0.95, within(1e-15));
    Table byLength = tables.get(2).table();
    assertThat(byLength.longColumn("scored length").asList()).containsExactly(100L, 500L);
    assertThat(byLength.stringColumn("profile").asList()).containsOnly("bleu");
  }

  @Test
  void intervalsAreDrawnWithTheRunsOwnSeed() {
    List<SampleLine> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lines.add(reconstruction("0", "c" + i, i * i / 81.0));
    }
    RunData run = Samples.run(lines, true);
    RunData other = new RunData(lines, List.of(), Map.of(), 4, true);

    assertThat(low(run)).isEqualTo(interval(lines, 3).low());
    assertThat(low(other)).isEqualTo(interval(lines, 4).low()).isNotEqualTo(low(run));
  }

  private static double low(RunData run) {
    Table headline = ReconstructionTables.of(run).get(0).table();
    return headline.doubleColumn("low 95 %").get(1);
  }

  private static Interval interval(List<SampleLine> lines, long seed) {
    Headline headline = Headline.of(lines, "bleu@500", Resampling.seeded(seed)).orElseThrow();
    return headline.interval().orElseThrow();
  }

  @Test
  void aModelWhoseSamplesAllFailedStillHasItsRow() {
    List<SampleLine> lines = List.of(Samples.failed("reconstruction", "b", Map.of()));

    Row row = only(ReconstructionTables.of(Samples.run(lines, true)).get(0).table());

    assertThat(row.getString("model")).isEqualTo("b");
    assertThat(row.getLong("failed")).isEqualTo(1);
    assertThat(row.getDouble("score")).isNaN();
  }

  /** One filler all hits, the other all misses: pooled, every cell would be 50. */
  @Test
  void fillersAreNeverPooledInTableOneOrInTheHeatMap() {
    List<SampleLine> lines = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (String depth : List.of("0", "50", "100")) {
        lines.add(inFiller("prose", depth, "p" + i, 0));
        lines.add(inFiller("classic", depth, "c" + i, 1));
      }
    }
    RunData run = Samples.run(lines, true);

    ReportTable table = PaperTables.of(run).get(0);

    assertThat(table.view().columnNames()).containsExactly("model", "weights", "filler", "1024");
    assertThat(table.view().stringColumn("filler").asList()).containsExactly("classic", "prose");
    assertThat(table.view().stringColumn("1024").asList()).containsExactly("100/100/100", "0/0/0");
    assertThat(table.table().stringColumn("filler").asList())
        .containsExactly("classic", "classic", "classic", "prose", "prose", "prose");
    assertThat(table.notes()).anyMatch(note -> note.startsWith("The paper's filler is classic"));
    String map =
        new ScoreFigures(run, new ModelNames(run, Map.of())).passkey().orElseThrow().description();
    assertThat(map).contains("a, classic").contains("a, prose").contains("1.00").contains("0.00");
    assertThat(map).doesNotContain("0.50");
    assertThat(HtmlTable.of(table, RunCaption.join(List.of())).toString())
        .contains("filler=classic&length=1024")
        .contains("filler=prose&length=1024");
  }

  @Test
  void theClassicFillerAloneIsThePapersTable() {
    RunData run =
        Samples.run(List.of(inFiller("classic", "0", "c", 1), passkey("1024", "0", "d", 0)), true);

    Table view = PaperTables.of(run).get(0).view();

    assertThat(view.columnNames()).containsExactly("model", "weights", "1024");
    assertThat(view.stringColumn("1024").asList())
        .as("a sample without a name is classic")
        .containsExactly("50/–/–");
  }

  private static SampleLine inFiller(String filler, String depth, String context, double score) {
    Map<String, String> cell = Map.of("filler", filler, "length", "1024", "depth", depth);
    return Samples.scored("passkey", "a", cell, context, Map.of(P, score));
  }

  private static SampleLine passkey(String length, String depth, String context, double score) {
    Map<String, String> cell = Map.of("length", length, "depth", depth);
    return Samples.scored("passkey", "a", cell, context, Map.of(P, score));
  }

  private static SampleLine reconstruction(String position, String context, double score) {
    return Samples.scored(
        "reconstruction",
        "a",
        Map.of("position", position),
        context,
        Map.of("bleu@500", score, "bleu@100", 1.0));
  }

  @Test
  void anErrorAtAPlaceHasAnIntervalOverContexts() {
    RunData run = RunData.read(Path.of("src/test/resources/golden-run"));
    Map<String, List<Double>> byContext = new TreeMap<>();
    for (SampleLine line : run.samplesOf("reconstruction")) {
      // these outputs begin at token 10 of the window, and a bin has 64 tokens
      if (line.model().equals("rcc-32") && line.value("start").orElseThrow().equals("10")) {
        List<String> wrong = List.of(line.value("wrong").orElseThrow().split(",", -1));
        for (int i = 0; i < 54; i++) {
          byContext
              .computeIfAbsent(line.context(), c -> new ArrayList<>())
              .add(wrong.contains(Integer.toString(i)) ? 1.0 : 0.0);
        }
      }
    }
    assertThat(byContext).hasSize(6);
    ContextScores expected = ContextScores.of(byContext);
    Interval interval = expected.interval(run.resampling()).orElseThrow();

    Row row =
        DivergenceTables.of(run)
            .get(0)
            .table()
            .where(t -> t.stringColumn("model").isEqualTo("rcc-32"))
            .row(0);

    assertThat(row.getLong("from")).isZero();
    assertThat(row.getLong("to")).isEqualTo(63);
    assertThat(row.getLong("tokens")).isEqualTo(6 * 54);
    assertThat(row.getLong("contexts")).isEqualTo(6);
    assertThat(row.getDouble("error"))
        .isCloseTo(expected.mean(), within(1e-15))
        .isBetween(0.1, 0.4);
    assertThat(row.getDouble("low 95 %")).isCloseTo(interval.low(), within(1e-12));
    assertThat(row.getDouble("high 95 %")).isCloseTo(interval.high(), within(1e-12));
    assertThat(row.getString("interval")).contains("over 6 contexts");
  }

  @Test
  void modelsStandInTheOrderOfTheirNumbers() {
    assertThat(
            Stream.of("rcc-64", "rcc-4", "full", "rcc-16b", "rcc-16", "rcc", "rcc-04")
                .sorted(Cells.NAMES))
        .containsExactly("full", "rcc", "rcc-04", "rcc-4", "rcc-16", "rcc-16b", "rcc-64");
    // longer than any number type: compared in parts, and never an error
    assertThat(Cells.NAMES.compare("m" + "9".repeat(40), "m" + "9".repeat(39) + "8")).isPositive();
  }

  private static Row only(Table table) {
    assertThat(table.rowCount()).isEqualTo(1);
    return table.row(0);
  }
}
