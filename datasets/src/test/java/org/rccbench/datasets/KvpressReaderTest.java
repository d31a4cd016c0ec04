package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** kvpress rows are the same from the Parquet files that pyarrow writes as from JSON. */
class KvpressReaderTest {
  private static final String GOOD =
      "{\"context\":\"A mill.\",\"question\":\"What?\",\"answer_prefix\":\"Answer: \","
          + "\"answer\":\"mill\",\"task\":\"demo\",\"max_new_tokens\":8}";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "zstd", "gzip", "lz4", "none", "plain-v2"})
  void parquetGivesTheRowsOfTheJsonLines(String name) {
    List<Plain> expected = Plain.of(Datasets.KVPRESS.open(resource("rows.jsonl")));
    assertThat(expected).hasSize(3);

    Dataset parquet = Datasets.KVPRESS.open(resource(name + ".parquet"));
    List<Plain> rows = Plain.of(parquet);

    assertThat(rows.stream().map(Plain::withoutId))
        .isEqualTo(expected.stream().map(Plain::withoutId).toList());
    assertThat(rows)
        .extracting(Plain::id)
        .containsExactly(name + ".parquet:1", name + ".parquet:2", name + ".parquet:3");
    assertThat(parquet.shareRead()).isEqualTo(1);
  }

  @Test
  void aRowBecomesAnExample() {
    List<Plain> rows = Plain.of(Datasets.KVPRESS.open(resource("snappy.parquet")));

    assertThat(rows.get(0).question()).isEqualTo("\nQuestion: What does the mill grind?\n");
    assertThat(rows.get(0).answers()).containsExactly("rye", "Rye");
    assertThat(rows.get(0).attributes())
        .containsExactly(
            entry("answer_prefix", "Answer: "),
            entry("dataset", "mill"),
            entry("max_new_tokens", "32"));
    assertThat(rows.get(1).context()).isEqualTo("Größe und 長さ 😀 Größe und 長さ 😀 ");
    assertThat(rows.get(2).attributes()).containsExactly(entry("max_new_tokens", "8"));
  }

  @Test
  void oneAnswerIsAStringAndAnEmptyOneIsKept() throws IOException {
    assertThat(Plain.of(Datasets.KVPRESS.open(resource("one-answer.parquet"))))
        .extracting(Plain::answers)
        .containsExactly(List.of("rye"), List.of("42"), List.of("the third"));
    Path file =
        Files.writeString(
            folder.resolve("rows.jsonl"), GOOD.replace("\"answer\":\"mill\"", "\"answer\":\"\""));
    assertThat(Plain.of(Datasets.KVPRESS.open(file)).get(0).answers()).isEmpty();
  }

  @Test
  void copiesOfLongBenchBringLengthAndClasses() throws IOException {
    String copy =
        GOOD.replace(
            "\"answer\":\"mill\"",
            "\"answers\":[\"City\"],\"length\":31,\"all_classes\":[\"City\",\"Other\"]");
    Path file = Files.writeString(folder.resolve("rows.jsonl"), copy);
    Example example = Datasets.KVPRESS.open(file).examples().toList().get(0);
    assertThat(example.answers()).containsExactly("City");
    assertThat(example.classes()).containsExactly("City", "Other");
    assertThat(example.attributes()).containsEntry("length", "31");
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of(
            GOOD.replace(":8}", ":\"8\"}"),
            ", field \"max_new_tokens\": must be a whole number, was the string \"8\""),
        Arguments.of(GOOD.replace("\"answer\":\"mill\",", ""), ", field \"answer\": is missing"),
        Arguments.of(
            GOOD.replace("\"mill\"", "5"),
            ", field \"answer\": must be an array, was the number 5"),
        Arguments.of(GOOD.replace("\"mill\"", "\" \""), ", field \"answer\": is empty"),
        Arguments.of(
            GOOD.replace("\"answer_prefix\":\"Answer: \",", ""),
            ", field \"answer_prefix\": is missing"),
        Arguments.of(GOOD.replace("\"A mill.\"", "\"\""), ", field \"context\": is empty"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void aBadLineNamesFieldAndValue(String line, String why) throws IOException {
    BadRows.assertBad(Datasets.KVPRESS, folder, GOOD, line, why);
  }

  @Test
  void aCodecThatIsNotThereIsNamed() {
    Dataset brotli = Datasets.KVPRESS.open(resource("brotli.parquet"));
    assertThatThrownBy(() -> brotli.examples().toList())
        .hasMessageContaining("brotli.parquet")
        .hasMessageContaining("packed with BROTLI cannot be read; write the file with snappy");
  }

  static Path resource(String name) {
    return Path.of(System.getProperty("rccbench.root", ""))
        .resolve("datasets/src/test/resources/parquet")
        .resolve(name);
  }
}
