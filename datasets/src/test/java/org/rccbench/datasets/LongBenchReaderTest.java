package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** LongBench rows become examples with all that its scorers and tables ask for. */
class LongBenchReaderTest {
  private static final String GOOD =
      row("\"Who?\"", "\"Ada wrote it.\"", "[\"Ada\", \"Ada L.\"]", "12", "null");

  @TempDir Path folder;

  private static String row(
      String input, String context, String answers, String length, String classes) {
    return String.format(
        Locale.ROOT,
        "{\"input\": %s, \"context\": %s, \"answers\": %s, \"length\": %s,"
            + " \"dataset\": \"demo\", \"language\": \"en\", \"all_classes\": %s, \"_id\": \"7f\"}",
        input,
        context,
        answers,
        length,
        classes);
  }

  @Test
  void aRowBecomesAnExample() throws IOException {
    Example example = only(Datasets.LONGBENCH, GOOD);

    assertThat(example.id()).isEqualTo("7f");
    assertThat(((TextContext) example.context()).text()).isEqualTo("Ada wrote it.");
    assertThat(example.question()).isEqualTo("Who?");
    assertThat(example.answers()).containsExactly("Ada", "Ada L.");
    assertThat(example.attributes())
        .containsExactly(entry("dataset", "demo"), entry("language", "en"), entry("length", "12"));
    assertThat(example.classes()).isEmpty();
  }

  @Test
  void aSetWithoutQuestionsAndAnEmptyReferenceBesideOthersAreRead() throws IOException {
    Example example =
        only(Datasets.LONGBENCH, row("\"\"", "\"Text.\"", "[\"\", \"Sum.\"]", "2", "null"));
    assertThat(example.question()).isEmpty();
    assertThat(example.answers()).containsExactly("", "Sum.");
  }

  @Test
  void classesKeepTheirOrder() throws IOException {
    Example example =
        only(
            Datasets.LONGBENCH,
            row("\"Q\"", "\"C\"", "[\"Other, location\"]", "1", "[\"Other, location\", \"City\"]"));
    assertThat(example.classes()).containsExactly("Other, location", "City");
  }

  @ParameterizedTest
  @CsvSource({"0, 0-4k", "3999, 0-4k", "4000, 4-8k", "7999, 4-8k", "8000, 8k+", "90000, 8k+"})
  void bucketsOfLongBenchEAreThoseOfItsEvaluation(String length, String bucket) throws IOException {
    Example example = only(Datasets.LONGBENCH_E, row("\"Q\"", "\"C\"", "[\"A\"]", length, "null"));
    assertThat(example.attributes()).containsEntry("bucket", bucket);
  }

  private Example only(Datasets schema, String line) throws IOException {
    Path file = Files.writeString(folder.resolve("demo_e.jsonl"), line + "\n");
    Dataset dataset = schema.open(file);
    assertThat(dataset.card().schema()).isEqualTo(schema.label());
    List<Example> examples = dataset.examples().toList();
    assertThat(examples).hasSize(1);
    return examples.get(0);
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of(
            GOOD.replace("\"_id\": \"7f\"", "\"id\": \"7f\""), ", field \"_id\": is missing"),
        Arguments.of(
            GOOD.replace("\"7f\"", "7"), ", field \"_id\": must be a string, was the number 7"),
        Arguments.of(
            GOOD.replace(", \"all_classes\": null", ""), ", field \"all_classes\": is missing"),
        Arguments.of(
            row("null", "\"C\"", "[\"A\"]", "1", "null"),
            ", field \"input\": must be a string, was null"),
        Arguments.of(
            row("\"Q\"", "\" \"", "[\"A\"]", "1", "null"), ", field \"context\": is empty"),
        Arguments.of(
            row(
                "\"Q\"",
                "\"C\"",
                "\"A \\\"long\\\" answer that goes on and on and on\"",
                "1",
                "null"),
            ", field \"answers\": must be an array, was the string"
                + " \"A \\\"long\\\" answer that goes on and on a..."),
        Arguments.of(row("\"Q\"", "\"C\"", "[]", "1", "null"), ", field \"answers\": is empty"),
        Arguments.of(
            row("\"Q\"", "\"C\"", "[\"\", \" \"]", "1", "null"),
            ", field \"answers\": holds empty strings only"),
        Arguments.of(
            row("\"Q\"", "\"C\"", "[\"A\", 3]", "1", "null"),
            ", field \"answers[1]\": must be a string, was the number 3"),
        Arguments.of(
            row("\"Q\"", "\"C\"", "[\"A\"]", "\"12\"", "null"),
            ", field \"length\": must be a whole number, was the string \"12\""),
        Arguments.of(
            row("\"Q\"", "\"C\"", "[\"A\"]", "1.5", "null"),
            ", field \"length\": must be a whole number, was the number 1.5"),
        Arguments.of(
            row("\"Q\"", "\"C\"", "[\"A\"]", "99999999999999999999", "null"),
            ", field \"length\": must be a whole number, was the number 99999999999999999999"),
        Arguments.of(
            row("\"Q\"", "\"C\"", "[\"A\"]", "-4", "null"),
            ", field \"length\": must be >= 0, was -4"),
        Arguments.of(
            row("\"Q\"", "\"C\"", "[\"A\"]", "1", "[]"), ", field \"all_classes\": is empty"),
        Arguments.of(
            row("\"Q\"", "\"C\"", "[\"A\"]", "1", "[\"a\", \"b\\nc\"]"),
            ", field \"all_classes[1]\": must be one line, was the string \"b\\nc\""),
        Arguments.of(
            GOOD.replace("\"demo\"", "{\"a\": 1, \"a\": 2}"),
            ", field \"dataset.a\": occurs twice"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void aBadLineNamesFieldAndValue(String line, String why) throws IOException {
    BadRows.assertBad(Datasets.LONGBENCH, folder, GOOD, line, why);
  }
}
