package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A survey counts what is there: lengths, repeats, buckets and what is bad. */
class SurveyTest {
  @TempDir Path folder;

  private static String row(String id, String context, String question, long length, String set) {
    return String.format(
        Locale.ROOT,
        "{\"input\":\"%s\",\"context\":\"%s\",\"answers\":[\"a\"],\"length\":%d,\"dataset\":\"%s\","
            + "\"language\":\"en\",\"all_classes\":null,\"_id\":\"%s\"}",
        question,
        context,
        length,
        set,
        id);
  }

  private Survey survey(Datasets schema, String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), String.join("\n", lines));
    return Survey.of(schema.open(file, true), Encoders.BYTES, "bytes", examples -> {});
  }

  @Test
  void lengthsAreGivenInEveryUnit() throws IOException {
    String[] rows =
        IntStream.rangeClosed(1, 11)
            .mapToObj(i -> row("" + i, "ab ".repeat(i * i * 50), "q" + i, 1000L * i - 1, "d"))
            .toArray(String[]::new);

    Survey survey = survey(Datasets.LONGBENCH, rows);

    assertThat(survey.ok()).isTrue();
    assertThat(survey.examples()).isEqualTo(11);
    // numpy 2.4: min, percentile 50, percentile 90, max of 150*i*i, 50*i*i and 1000*i-1, i = 1..11
    assertLengths(survey, 0, "tokens of the context (bytes)", 150, 5400, 15000, 18150, 3, 2, 2, 4);
    assertLengths(survey, 1, "words of the context", 50, 1800, 5000, 6050, 6, 2, 3, 0);
    assertLengths(survey, 2, "length as the file states it", 999, 5999, 9999, 10999, 2, 2, 4, 3);
  }

  private static void assertLengths(
      Survey survey,
      int at,
      String unit,
      double min,
      double median,
      double p90,
      double max,
      long... buckets) {
    Lengths lengths = survey.lengths().get(at);
    assertThat(lengths.unit()).isEqualTo(unit);
    assertThat(lengths.count()).isEqualTo(survey.examples());
    assertThat(List.of(lengths.min(), lengths.median(), lengths.p90(), lengths.max()))
        .containsExactly(min, median, p90, max);
    assertThat(lengths.buckets().keySet()).containsExactly("0-2k", "2-4k", "4-8k", "8k+");
    assertThat(lengths.buckets().values().stream().mapToLong(n -> n)).containsExactly(box(buckets));
  }

  private static Long[] box(long... values) {
    return Arrays.stream(values).boxed().toArray(Long[]::new);
  }

  @Test
  void percentilesBetweenTwoLengthsAreInterpolated() {
    // numpy.percentile([1, 2, 4, 8], [50, 90]) = [3, 6.8]
    Lengths lengths = Lengths.of("u", new double[] {8, 1, 4, 2});
    assertThat(lengths.median()).isEqualTo(3);
    assertThat(lengths.p90()).isCloseTo(6.8, Offset.offset(1e-12));
  }

  @Test
  void repeatsAreCountedById() throws IOException {
    Survey survey =
        survey(
            Datasets.LONGBENCH,
            row("a", "one", "q", 1, "d"),
            row("b", "two", "q", 1, "d"),
            row("b", "three", "q", 1, "d"),
            row("a", "four", "q", 1, "d"));
    assertThat(survey.sameId()).isEqualTo(new Survey.Repeats(2, 3, 2));
    assertThat(survey.sameContent()).isEqualTo(new Survey.Repeats(0, 0, 0));
    assertThat(survey.ok()).as("repeats are told, not refused").isTrue();
  }

  @Test
  void repeatsAreCountedByContextAndQuestion() throws IOException {
    Survey survey =
        survey(
            Datasets.LONGBENCH,
            row("a", "one", "q", 1, "d"),
            row("b", "one", "other", 1, "d"),
            row("c", "two", "q", 1, "d"),
            row("d", "one", "q", 2, "d"));
    assertThat(survey.sameContent()).isEqualTo(new Survey.Repeats(1, 4, 1));
    assertThat(survey.sameId().count()).isZero();
  }

  @Test
  void questionsAndAnswersThatAreMissingAreCounted() throws IOException {
    Survey survey =
        survey(
            Datasets.KVPRESS,
            "{\"context\":\"c\",\"question\":\"\",\"answer_prefix\":\"\",\"answer\":\"\",\"max_new_tokens\":1}",
            "{\"context\":\"c\",\"question\":\"q\",\"answer_prefix\":\"\",\"answer\":\"\",\"max_new_tokens\":1}");
    assertThat(survey.withoutQuestion()).isEqualTo(1);
    assertThat(survey.withoutAnswer()).isEqualTo(2);
    assertThat(survey.lengths())
        .extracting(Lengths::unit)
        .doesNotContain("length as the file states it");
  }

  @Test
  void bucketsOfLongBenchEAreCountedBySet() throws IOException {
    Survey survey =
        survey(
            Datasets.LONGBENCH_E,
            row("a", "c", "1", 3999, "qasper"),
            row("b", "c", "2", 4000, "qasper"),
            row("c", "c", "3", 10, "qasper"),
            row("d", "c", "4", 8000, "trec"));
    assertThat(survey.buckets())
        .isEqualTo(
            Map.of(
                "qasper",
                Map.of(LongBenchBucket.SHORT, 2L, LongBenchBucket.MIDDLE, 1L),
                "trec",
                Map.of(LongBenchBucket.LONG, 1L)));
  }

  @ParameterizedTest
  // LongBench/task.md, "LongBench-E statistics".
  @CsvSource({
    "qasper, 224",
    "qasper_e, 224",
    "multifieldqa_en, 150",
    "hotpotqa, 300",
    "2wikimqa, 300",
    "gov_report, 300",
    "multi_news, 294",
    "repobench-p, 300"
  })
  void publishedCountsAddUpToTheSizesOfTheSets(String set, int size) {
    int sum = 0;
    for (LongBenchBucket bucket : LongBenchBucket.values()) {
      sum += PublishedCounts.of(set, bucket).orElseThrow();
    }
    assertThat(sum).isEqualTo(size);
    assertThat(PublishedCounts.of("narrativeqa", LongBenchBucket.LONG)).isEmpty();
  }

  @Test
  void badLinesAreCountedAndTheFirstIsKept() throws IOException {
    Survey survey = survey(Datasets.LONGBENCH, "x", row("a", "c", "q", 1, "d"), "y");
    assertThat(survey.examples()).isEqualTo(1);
    assertThat(survey.bad()).isEqualTo(2);
    assertThat(survey.firstBad().orElseThrow().line()).isEqualTo(1);
    assertThat(survey.complete()).isTrue();
    assertThat(survey.ok()).isFalse();
  }

  @Test
  void aFileThatBreaksOffIsNotComplete() throws IOException {
    Survey survey = survey(Datasets.LONGBENCH, "[" + row("a", "c", "q", 1, "d") + ", {");
    assertThat(survey.examples()).isEqualTo(1);
    assertThat(survey.bad()).isEqualTo(1);
    assertThat(survey.firstBad().orElseThrow().why()).startsWith("not JSON at line 1");
    assertThat(survey.complete()).isFalse();
    assertThat(survey.ok()).isFalse();
  }

  @Test
  void noExampleIsNotOk() throws IOException {
    Survey survey = survey(Datasets.LONGBENCH, "");
    assertThat(survey.lengths()).isEmpty();
    assertThat(survey.ok()).isFalse();
  }

  @Test
  void everyExampleIsTold() throws IOException {
    String rows =
        IntStream.range(0, 5)
            .mapToObj(i -> row("" + i, "c", "q", 1, "d"))
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(folder.resolve("rows.jsonl"), rows);
    List<Long> told = new ArrayList<>();
    Survey.of(Datasets.LONGBENCH.open(file), Encoders.BYTES, "bytes", told::add);
    assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void wordsAreThoseOfPythonsSplitHoweverTheTextIsCut() {
    // python3 -c 'print(len("...".split()))' of the text below: 7
    String text = " a\u00a0b\tc-d\u2007\u202fe\u0085f \u200bg\u001ch\n";
    for (int size = 1; size <= text.length(); size++) {
      List<String> pieces = new ArrayList<>();
      for (int at = 0; at < text.length(); at += size) {
        pieces.add(text.substring(at, Math.min(text.length(), at + size)));
      }
      assertThat(TextContext.ofPieces(pieces::iterator).words()).isEqualTo(7);
    }
    assertThat(TextContext.of(" ").words()).isZero();
  }
}
