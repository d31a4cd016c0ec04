package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

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

/** BABILong rows become examples, from JSON Lines as from one array. */
class BabilongReaderTest {
  private static final String GOOD =
      "{\"target\":\"mill\",\"input\":\"Ada went to the mill. \",\"question\":\"Where is Ada? \"}";

  @TempDir Path folder;

  @Test
  void linesAndArraysGiveTheSameExamples() throws IOException {
    Path lines = Files.writeString(folder.resolve("0k.json"), GOOD + "\n" + GOOD + "\n");
    List<Plain> fromLines = Plain.of(Datasets.BABILONG.open(lines));
    Path array = Files.writeString(folder.resolve("0k.json"), "[" + GOOD + "," + GOOD + "]");
    List<Plain> fromArray = Plain.of(Datasets.BABILONG.open(array));

    assertThat(fromArray).isEqualTo(fromLines);
    assertThat(fromLines).extracting(Plain::id).containsExactly("0k.json:1", "0k.json:2");
    Plain example = fromLines.get(1);
    assertThat(example.context()).isEqualTo("Ada went to the mill. ");
    assertThat(example.question()).isEqualTo("Where is Ada? ");
    assertThat(example.answers()).containsExactly("mill");
    assertThat(example.attributes()).isEmpty();
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of(
            GOOD.replace("\"mill\"", "[\"mill\"]"),
            ", field \"target\": must be a string, was an array"),
        Arguments.of(GOOD.replace("\"mill\"", "\"\""), ", field \"target\": is empty"),
        Arguments.of(
            GOOD.replace("\"Where is Ada? \"", "null"),
            ", field \"question\": must be a string, was null"),
        Arguments.of(GOOD.replace("\"input\"", "\"context\""), ", field \"input\": is missing"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void aBadLineNamesFieldAndValue(String line, String why) throws IOException {
    BadRows.assertBad(Datasets.BABILONG, folder, GOOD, line, why);
  }
}
