package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every PwC line becomes an example or an error that says where and why. */
class PwcReaderTest {
  private static final String GOOD =
      "{\"input\": \"A context.\", \"prompt\": \"Why?\", \"answer\": \"So.\"}";

  @TempDir Path folder;

  @Test
  void aLineBecomesAnExample() throws IOException {
    String text =
        "{\"answer\":\"Ja \\u00e9 😀\",\"prompt\":\"P?\",\"input\":\"I\\n2\",\"more\":[1,{\"a\":2}]}";
    Dataset rows = Datasets.PWC.open(write(GOOD + "\r\n" + text));

    List<Example> examples = rows.examples().toList();

    assertThat(examples).extracting(Example::id).containsExactly("rows.jsonl:1", "rows.jsonl:2");
    assertThat(examples.get(0).question()).isEqualTo("Why?");
    assertThat(((TextContext) examples.get(1).context()).text()).isEqualTo("I\n2");
    assertThat(examples.get(1).answers()).containsExactly("Ja é 😀");
    assertThat(rows.card().sha256()).isEqualTo(Sha256.ofFile(folder.resolve("rows.jsonl")));
  }

  static Stream<Arguments> badLines() {
    String deep = "[".repeat(100) + "]".repeat(100);
    return Stream.of(
        bad("{\"prompt\":\"p\",\"answer\":\"a\"}", ", field \"input\": is missing"),
        bad("{\"input\":\"i\",\"prompt\":\"p\"}", ", field \"answer\": is missing"),
        bad(row("\"\"", "\"p\"", "\"a\""), ", field \"input\": is empty"),
        bad(row("\"i\"", "\" \\n\"", "\"a\""), ", field \"prompt\": is empty"),
        bad(row("\"i\"", "\"p\"", "7"), ", field \"answer\": must be a string, was the number 7"),
        bad(row("\"i\"", "\"p\"", "null"), ", field \"answer\": must be a string, was null"),
        bad(row("\"i\"", "[]", "\"a\""), ", field \"prompt\": must be a string, was an array"),
        bad(row("{}", "\"p\"", "\"a\""), ", field \"input\": must be a string, was an object"),
        bad(row("true", "\"p\"", "\"a\""), ", field \"input\": must be a string, was true"),
        bad(row("\"i\"", "\"p\"", "\"a\",\"answer\":\"b\""), ", field \"answer\": occurs twice"),
        bad(row("\"i\"", "\"p\"", "\"a\",\"x\":1,\"x\":1"), ", field \"x\": occurs twice"),
        bad(
            row("\"\\ud83d\"", "\"p\"", "\"a\""),
            ", field \"input\": holds half a surrogate pair, which is no character"),
        bad(
            row("\"i\"", "\"p\"", "\"a\",\"x\":" + deep),
            ", field \"x\": nests deeper than 32 levels"),
        bad("[]", ": not a JSON object"),
        bad("\"text\"", ": not a JSON object"),
        bad(GOOD + " {}", ": more follows after the JSON object"),
        bad("", ": the line is blank"));
  }

  private static Arguments bad(String line, String why) {
    return Arguments.of(line, why);
  }

  private static String row(String input, String prompt, String answer) {
    return "{\"input\":" + input + ",\"prompt\":" + prompt + ",\"answer\":" + answer + "}";
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void aBadLineIsAnErrorThatNamesFileLineAndField(String line, String why) throws IOException {
    Path file = write(GOOD + "\n" + line + "\n" + GOOD + "\n");
    assertThatThrownBy(() -> Datasets.PWC.open(file).examples().toList())
        .isInstanceOf(BadLineException.class)
        .hasMessage("rows.jsonl, line 2" + why + "; correct the line or ask to skip bad lines");

    Dataset skipping = Datasets.PWC.open(file, true);
    assertThat(skipping.examples().map(Example::id))
        .containsExactly("rows.jsonl:1", "rows.jsonl:3");
    assertThat(skipping.skipped())
        .singleElement()
        .satisfies(bad -> assertThat(bad.message()).isEqualTo("rows.jsonl, line 2" + why));
  }

  @ParameterizedTest
  @MethodSource("truncations")
  void aTruncatedLineIsNotJson(String line) throws IOException {
    Path file = write(line);
    assertThatThrownBy(() -> Datasets.PWC.open(file).examples().toList())
        .isInstanceOf(BadLineException.class)
        .hasMessageMatching(
            "(?s)rows\\.jsonl, line 1: (not JSON at column \\d+: .*|not a JSON object);"
                + " correct the line or ask to skip bad lines");
  }

  static Stream<String> truncations() {
    return Stream.iterate(1, n -> n < GOOD.length(), n -> n + 1).map(n -> GOOD.substring(0, n));
  }

  @Test
  void aLineThatIsNotUtf8CostsOnlyItself() throws IOException {
    byte[] bytes = (GOOD + "\n" + GOOD + "\n" + GOOD).getBytes(StandardCharsets.UTF_8);
    bytes[GOOD.length() + 1 + 12] = (byte) 0xFF;
    Path file = Files.write(folder.resolve("rows.jsonl"), bytes);

    Dataset rows = Datasets.PWC.open(file, true);

    assertThat(rows.examples().count()).isEqualTo(2);
    assertThat(rows.skipped())
        .containsExactly(
            new BadLine(
                "rows.jsonl", BadLine.Unit.LINE, 2, "", "not UTF-8 at byte 13 of the line"));
  }

  @Test
  void onlyTheLastLineMayBeBlank() throws IOException {
    assertThat(Datasets.PWC.open(write(GOOD)).examples().count()).isEqualTo(1);
    assertThat(Datasets.PWC.open(write(GOOD + "\n")).examples().count()).isEqualTo(1);
    assertThat(Datasets.PWC.open(write(GOOD + "\n \n")).examples().count()).isEqualTo(1);
    assertThat(Datasets.PWC.open(write("")).examples().count()).isZero();
    Dataset two = Datasets.PWC.open(write(GOOD + "\n\n\n"));
    assertThatThrownBy(() -> two.examples().toList()).hasMessageContaining("line 2: the line is");
  }

  @Test
  void skippedLinesBelongToTheLatestPass() throws IOException {
    Dataset rows = Datasets.PWC.open(write("x\n" + GOOD + "\ny\n"), true);
    assertThat(rows.skipped()).isEmpty();
    try (Stream<Example> first = rows.examples()) {
      Iterator<Example> examples = first.iterator();
      examples.next();
      assertThat(rows.skipped()).extracting(BadLine::line).containsExactly(1L);
    }
    assertThat(rows.examples().count()).isEqualTo(1);
    assertThat(rows.skipped()).extracting(BadLine::line).containsExactly(1L, 3L);
  }

  @Test
  void theOfficialSampleHasNineteenRows() {
    String sample = System.getProperty("pwc.sample", "");
    assumeThat(sample).as("system property pwc.sample").isNotEmpty();
    try (Stream<Example> rows = Datasets.PWC.open(Golden.path(sample)).examples()) {
      List<Example> all = rows.toList();
      assertThat(all).hasSize(19);
      assertThat(all).allMatch(row -> row.context().tokenCount(Encoders.NEOX) > 0);
      for (Example row : all) {
        String text = ((TextContext) row.context()).text();
        assertThat(Encoders.ids(row.context(), Encoders.NEOX))
            .as(row.id())
            .isEqualTo(Encoders.NEOX.encode(text));
      }
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("rows.jsonl"), text);
  }
}
