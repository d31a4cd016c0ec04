package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.SampleLine;

class QuestionGroupsTest {
  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> TWO_HOP = Map.of("group", "two-hop");
  private final List<SampleLine> lines = new ArrayList<>();

  /** One group all right, the other all wrong: pooled, every cell would be 50. */
  @Test
  void groupsAreNeverPooled() {
    ask("a", NONE, "0-256", 1);
    ask("a", NONE, "256-512", 1);
    ask("a", TWO_HOP, "0-256", 0);

    RunData run = run();

    ReportTable words = table(PaperTables.of(run), "table-2");
    assertThat(words.view().columnNames())
        .containsExactly("model", "weights", "mode", "group", "0-2k");
    assertThat(words.view().stringColumn("group").asList()).containsExactly("", "two-hop");
    ReportTable tokens = table(PaperTables.of(run), PaperTables.TABLE_2_TOKENS);
    assertThat(tokens.view().columnNames())
        .containsExactly("model", "weights", "mode", "group", "0-256", "256-512");
    assertThat(tokens.table().doubleColumn("score").asList()).containsExactly(1.0, 1.0, 0.0);
    ReportTable byTokens = table(QuestionAnsweringTables.of(run), "question-answering-by-tokens");
    assertThat(byTokens.table().doubleColumn("score").asList()).containsExactly(1.0, 0.0);
    assertThat(HtmlTable.of(tokens, RunCaption.join(List.of())).toString())
        .contains("group=two-hop&bucket-tokens=0-256")
        .contains("group=&bucket-tokens=0-256");
  }

  @Test
  void theFigureHasTheQuestionsOfNoGroupByTheEdgesInTokens() {
    ask("a", NONE, "0-256", 1);
    ask("a", NONE, "256-512", 1);
    ask("b", TWO_HOP, "256-512", 0);
    RunData run = run();
    ReportTable tokens = table(PaperTables.of(run), PaperTables.TABLE_2_TOKENS);

    Drawing figure =
        new ScoreFigures(run, new ModelNames(run, Map.of())).buckets(tokens).orElseThrow();

    assertThat(figure.description())
        .contains("length of the context (tokens); lines: a")
        .endsWith("a");
    assertThat(figure.notes()).contains("Not drawn, in the table: questions of two-hop.");
  }

  @Test
  void edgesThatAreTheSameInWordsAndTokensMakeOneTable() {
    ask("a", NONE, "0-2k", 1);

    assertThat(PaperTables.of(run()))
        .extracting(ReportTable::name)
        .doesNotContain(PaperTables.TABLE_2_TOKENS);
  }

  @Test
  void retentionIsOfTheBestUncompressedModel() {
    for (String model : List.of("a-weak", "b-strong")) {
      ask(model, NONE, "0-2k", model.equals("b-strong") ? 0.8 : 0.1);
    }
    ask("rcc", NONE, "0-2k", 0.4);

    ReportTable retention = RetentionTable.of(run());

    assertThat(retention.table().stringColumn("baseline").asList()).containsOnly("b-strong");
    assertThat(retention.table().stringColumn("model").asList()).containsExactly("a-weak", "rcc");
    assertThat(retention.table().doubleColumn("retention").asList()).containsExactly(0.125, 0.5);
  }

  @Test
  void retentionKeepsGroupsApartAndDrawsThoseOfNone() {
    ask("a", NONE, "0-2k", 0.8);
    ask("a", TWO_HOP, "0-2k", 0.8);
    ask("rcc", NONE, "0-2k", 0.4);
    ask("rcc", TWO_HOP, "0-2k", 0.2);

    RunData run = run();
    ReportTable retention = RetentionTable.of(run);

    assertThat(retention.table().stringColumn("group").asList()).containsExactly("", "two-hop");
    assertThat(retention.table().doubleColumn("retention").asList()).containsExactly(0.5, 0.25);
    Drawing figure = figure(run, retention);
    assertThat(figure.notes()).contains("Not drawn, in the table: questions of two-hop.");

    lines.removeIf(line -> line.value("group").isEmpty());
    RunData grouped = run();
    Drawing alone = figure(grouped, RetentionTable.of(grouped));
    assertThat(alone.notes()).contains("Drawn: questions of two-hop.");
    assertThat(alone.description()).contains("rcc");
  }

  private static Drawing figure(RunData run, ReportTable retention) {
    return RetentionFigure.of(retention, run, new ModelNames(run, Map.of())).orElseThrow();
  }

  /** The stronger model was not asked what the candidate was, so nothing can be paired with it. */
  @Test
  void theBaselineOfARetentionHasSeenTheSameQuestions() {
    ask("a-weak", TWO_HOP, "0-2k", 0.1);
    ask("b-strong", NONE, "0-2k", 0.8);
    ask("rcc", TWO_HOP, "0-2k", 0.2);

    ReportTable retention = RetentionTable.of(run());

    assertThat(retention.table().stringColumn("model").asList()).containsExactly("rcc");
    assertThat(retention.table().stringColumn("baseline").asList()).containsExactly("a-weak");
    assertThat(retention.table().doubleColumn("retention").asList()).containsExactly(2.0);
  }

  @Test
  void documentsThatFallIntoOtherBucketsOfTheSameEdgesMakeOneTable() {
    lines.add(
        Samples.question(
            "a", "s", NONE, Map.of("bucket-words", "4-8k", "bucket-tokens", "8k+"), 1));

    assertThat(PaperTables.of(run()))
        .extracting(ReportTable::name)
        .doesNotContain(PaperTables.TABLE_2_TOKENS);
  }

  /** Two questions about texts of their own, the same ones for every model. */
  private void ask(String model, Map<String, String> cell, String tokens, double f1) {
    for (int i = 0; i < 2; i++) {
      String sample = cell + tokens + i;
      Map<String, String> buckets = Map.of("bucket-words", "0-2k", "bucket-tokens", tokens);
      SampleLine line = Samples.question(model, sample, cell, buckets, f1);
      line.ledger().put("kvBytes", 64);
      lines.add(line);
    }
  }

  private RunData run() {
    Map<String, String> kinds =
        Map.of("a", "full", "a-weak", "full", "b-strong", "full", "rcc", "rcc");
    return new RunData(lines, List.of(), kinds, 3, true);
  }

  private static ReportTable table(List<ReportTable> tables, String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }
}
