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

/** The official HotpotQA array becomes one example a question. */
class HotpotQaReaderTest {
  private static final String GOOD =
      """
      {"_id": "5a1", "answer": "yes", "question": "Are both mills in Delft?",
       "supporting_facts": [["Mill A", 0], ["Mill B", 1]],
       "context": [["Mill A", ["Mill A is in Delft.", " It is old."]],
                   ["Mill B", ["Mill B is new.", " It is in Delft."]], ["Rye", []]],
       "type": "comparison", "level": "hard"}""";
  private static final String OF_THE_TEST_SET =
      """
      {"_id": "5a2", "question": "Where?", "context": [["Mill A", ["Mill A is in Delft."]]]}""";

  @TempDir Path folder;

  @Test
  void aQuestionBecomesAnExample() throws IOException {
    List<Plain> examples = Plain.of(Datasets.HOTPOTQA.open(write("[" + GOOD + "]")));

    assertThat(examples).hasSize(1);
    Plain example = examples.get(0);
    assertThat(example.id()).isEqualTo("5a1");
    assertThat(example.question()).isEqualTo("Are both mills in Delft?");
    assertThat(example.answers()).containsExactly("yes");
    // The document form of RULER's qa.py: f"{t}\n{''.join(p)}".
    assertThat(example.context())
        .isEqualTo(
            """
            Mill A
            Mill A is in Delft. It is old.

            Mill B
            Mill B is new. It is in Delft.

            Rye
            """);
    assertThat(example.attributes())
        .containsExactly(
            entry("dataset", "hotpotqa"),
            entry("level", "hard"),
            entry("supporting_facts", "2"),
            entry("type", "comparison"));
  }

  @Test
  void theTestSetHasNoAnswers() throws IOException {
    List<Plain> examples =
        Plain.of(Datasets.HOTPOTQA.open(write("[" + GOOD + ",\n" + OF_THE_TEST_SET + "]\n")));
    assertThat(examples.get(1).answers()).isEmpty();
    assertThat(examples.get(1).attributes()).containsExactly(entry("dataset", "hotpotqa"));
  }

  @Test
  void anEmptyArrayHasNoExamples() throws IOException {
    assertThat(Datasets.HOTPOTQA.open(write(" [ ]\n")).examples()).isEmpty();
  }

  static Stream<Arguments> badRows() {
    return Stream.of(
        bad("\"yes\"", "null", "answer", "must be a string, was null"),
        bad("\"5a1\"", "\"\"", "_id", "is empty"),
        bad(
            "[\"Mill B\", 1]",
            "[\"Mill B\"]",
            "supporting_facts[1]",
            "must be [title, sentence number], has 1 elements"),
        bad(
            "[\"Mill B\", 1]",
            "[\"Mill B\", \"1\"]",
            "supporting_facts[1][1]",
            "must be a whole number, was the string \"1\""),
        bad(
            "[\"Mill B\", 1]",
            "[\"Mill B\", -1]",
            "supporting_facts[1][1]",
            "must be >= 0, was -1"),
        bad(
            "[\"Rye\", []]",
            "[\"Rye\", [], []]",
            "context[2]",
            "must be [title, sentences], has 3 elements"),
        bad("[\"Rye\", []]", "{\"Rye\": []}", "context[2]", "must be an array, was an object"),
        bad(
            "[\"Rye\", []]",
            "[\"Rye\", [false]]",
            "context[2][1][0]",
            "must be a string, was false"),
        bad("\"hard\"", "3", "level", "must be a string, was the number 3"),
        bad("\"question\":", "\"query\":", "question", "is missing"));
  }

  private static Arguments bad(String good, String bad, String field, String why) {
    assertThat(GOOD).contains(good);
    return Arguments.of(GOOD.replace(good, bad), field, why);
  }

  @ParameterizedTest
  @MethodSource("badRows")
  void aBadRowNamesRowFieldAndValueAndCostsOnlyItself(String row, String field, String why)
      throws IOException {
    Path file = write("[" + GOOD + ", " + row + ", " + OF_THE_TEST_SET + "]");
    String message = "hotpot.json, row 2, field \"" + field + "\": " + why;

    assertThatThrownBy(() -> Datasets.HOTPOTQA.open(file).examples().toList())
        .isInstanceOf(BadLineException.class)
        .hasMessage(message + "; correct the row or ask to skip bad lines");
    Dataset skipping = Datasets.HOTPOTQA.open(file, true);
    assertThat(skipping.examples().map(Example::id)).containsExactly("5a1", "5a2");
    assertThat(skipping.skipped()).extracting(BadLine::message).containsExactly(message);
  }

  @Test
  void aQuestionWithoutParagraphsIsABadRow() throws IOException {
    Path file = write("[{\"_id\": \"a\", \"question\": \"Q\", \"context\": []}]");
    assertThatThrownBy(() -> Datasets.HOTPOTQA.open(file).examples().toList())
        .hasMessageStartingWith("hotpot.json, row 1, field \"context\": has no paragraph;");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("hotpot.json"), text);
  }
}
