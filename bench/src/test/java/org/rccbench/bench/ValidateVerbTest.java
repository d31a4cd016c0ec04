package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code data validate} says what a file holds, and its status says whether it can be used. */
class ValidateVerbTest {
  private static final Path ROOT = Path.of(System.getProperty("rccbench.root", ""));
  private static final String BAD = "{\"input\": \"c\", \"prompt\": 7, \"answer\": \"a\"}";
  private static final String GOOD = BAD.replace("7", "\"p\"");

  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  private static String longBench(int id, long length, String question) {
    return String.format(
        Locale.ROOT,
        "{\"input\": \"%s\", \"context\": \"A text of five words.\", \"answers\": [\"a\"],"
            + " \"length\": %d, \"dataset\": \"qasper\", \"language\": \"en\","
            + " \"all_classes\": null, \"_id\": \"%d\"}%n",
        question,
        length,
        id);
  }

  @Test
  void theWholeReportIsPrinted() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("qasper_e.jsonl"),
            longBench(1, 3999, "q") + longBench(2, 4000, "q") + longBench(2, 9000, "r"));

    assertThat(terminal.execute("data", "validate", file.toString())).isZero();

    assertThat(terminal.out().lines())
        .containsExactly(
            "qasper_e.jsonl: longbench-e, told by its first row",
            "source    LongBench, arXiv 2308.14508, github.com/THUDM/LongBench",
            "licence   MIT (the repository); each set keeps its source's terms",
            "sha256    " + sha256(file),
            "examples  3; 0 without a question, 0 without an answer",
            "repeats   1 of an id; first: example 3 repeats example 2",
            "repeats   1 of context and question; first: example 2 repeats example 1",
            "",
            "tokens of the context (bytes)",
            "  min 21, median 21.0, p90 21.0, max 21",
            "  0-2k: 3, 2-4k: 0, 4-8k: 0, 8k+: 0",
            "",
            "words of the context",
            "  min 5, median 5.0, p90 5.0, max 5",
            "  0-2k: 3, 2-4k: 0, 4-8k: 0, 8k+: 0",
            "",
            "length as the file states it",
            "  min 3999, median 4000.0, p90 8000.0, max 9000",
            "  0-2k: 0, 2-4k: 1, 4-8k: 1, 8k+: 1",
            "",
            "qasper by LongBench-E's buckets: 0-4k: 1 (published 100), 4-8k: 1 (published 100),"
                + " 8k+: 1 (published 24)",
            "bad lines 0");
    assertThat(terminal.err()).isEmpty();
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void jsonHasTheSameInFull() throws IOException {
    Path file = ROOT.resolve("datasets/src/test/resources/parquet/zstd.parquet");
    Path tokenizer = ROOT.resolve("models/src/test/resources/golden/models/tokenizer-neox");

    assertThat(
            terminal.execute(
                "data",
                "validate",
                file.toString(),
                "--reader",
                "kvpress",
                "--tokenizer",
                tokenizer.toString(),
                "--json"))
        .isZero();

    JsonNode report = new ObjectMapper().readTree(terminal.out());
    assertThat(report.get("ok").asBoolean()).isTrue();
    assertThat(report.get("recognised").asBoolean()).isFalse();
    assertThat(report.at("/card/schema").asText()).isEqualTo("kvpress");
    assertThat(report.get("examples").asInt()).isEqualTo(3);
    assertThat(report.get("without_question").asInt()).isEqualTo(1);
    assertThat(report.at("/lengths/0/unit").asText())
        .isEqualTo("tokens of the context (tokenizer-neox)");
    assertThat(report.at("/lengths/0/max").asDouble()).isBetween(10.0, 134.0);
    assertThat(report.at("/lengths/1/max").asDouble()).isEqualTo(27);
    assertThat(report.at("/same_id/count").asInt()).isZero();
    assertThat(report.get("bad_lines").asInt()).isZero();
    assertThat(report.get("first_bad_line").isNull()).isTrue();
    assertThat(report.has("longbench_e")).isFalse();
  }

  @Test
  void aBadLineIsStatusTwoAndIsShownWithTheRest() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), GOOD + "\n" + BAD + "\n" + BAD);

    assertThat(terminal.execute("data", "validate", file.toString())).isEqualTo(2);
    assertThat(terminal.out())
        .contains("examples  1;")
        .contains("bad lines 2")
        .contains(
            "first     x.jsonl, line 2, field \"prompt\": must be a string, was the number 7");

    terminal.execute("data", "validate", file.toString(), "--json");
    String json = terminal.out().substring(terminal.out().indexOf('{'));
    JsonNode report = new ObjectMapper().readTree(json);
    assertThat(report.get("ok").asBoolean()).isFalse();
    assertThat(report.get("first_bad_line").toString())
        .isEqualTo(
            "{\"file\":\"x.jsonl\",\"unit\":\"line\",\"number\":2,\"field\":\"prompt\",\"why\":"
                + "\"must be a string, was the number 7\"}");
  }

  @Test
  void aFileThatBreaksOffIsStatusTwo() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "[" + GOOD + ", {\"input\": ");
    assertThat(terminal.execute("data", "validate", file.toString())).isEqualTo(2);
    assertThat(terminal.out())
        .contains("examples  1 before the file breaks off;")
        .contains("first     x.json, row 2: not JSON at line 1, column ");
  }

  @Test
  void controlCharactersOfTheDataDoNotReachTheTerminal() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), GOOD + "\n\u001b[2J");
    assertThat(terminal.execute("data", "validate", file.toString())).isEqualTo(2);
    assertThat(terminal.out()).contains("x.jsonl, line 2: not JSON").doesNotContain("\u001b");
  }

  @Test
  void whatIsUnknownIsStatusTwoAndSaysWhatToDo() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), "{\"a\": 1}");
    assertThat(terminal.execute("data", "validate", file.toString())).isEqualTo(2);
    assertThat(terminal.err())
        .isEqualTo(
            "rcc-bench: the first row of x.jsonl is of no known schema; name one with --reader:"
                + " plain-text, pwc, longbench, longbench-e, kvpress, hotpotqa, qasper, ruler,"
                + " babilong"
                + System.lineSeparator());

    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    assertThat(terminal.execute("data", "validate", empty.toString(), "--reader", "pwc"))
        .isEqualTo(2);
    assertThat(terminal.out()).contains("examples  0;");

    assertThat(terminal.execute("data", "validate", folder.resolve("none").toString()))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("none is not a file; check the path");
    assertThat(terminal.execute("data", "validate", file.toString(), "--reader", "nosuch"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("there is no data set schema \"nosuch\"");
    assertThat(
            terminal.execute("data", "validate", file.toString(), "--tokenizer", folder.toString()))
        .isEqualTo(2);
    assertThat(terminal.execute("data")).isEqualTo(2);
    assertThat(terminal.err()).contains("which verb of data?");
  }

  @Test
  void helpHasAnExample() {
    assertThat(terminal.execute("data", "validate", "--help")).isZero();
    assertThat(terminal.out()).contains("Example: rcc-bench data validate").contains("--json");
  }

  @Test
  void aBadLineInARunIsTheUsersMistake() throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), BAD);
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            """
            name: demo
            models:
              one: {kind: fake, source: "fake:good"}
            tasks:
              - {task: reconstruction, data: {reader: pwc, path: bad.jsonl}}
            """);
    assertThat(terminal.execute("run", suite.toString(), "--out", folder.resolve("run").toString()))
        .isEqualTo(2);
    assertThat(terminal.err())
        .contains("bad.jsonl, line 1, field \"prompt\": must be a string, was the number 7")
        .doesNotContain("internal error");
  }

  @Test
  void theOfficialPwcSampleIsRecognisedAndGood() throws IOException {
    String sample = System.getProperty("pwc.sample", "");
    assumeThat(sample).as("system property pwc.sample").isNotEmpty();

    assertThat(terminal.execute("data", "validate", ROOT.resolve(sample).toString(), "--json"))
        .isZero();
    JsonNode report = new ObjectMapper().readTree(terminal.out());
    assertThat(report.at("/card/schema").asText()).isEqualTo("pwc");
    assertThat(report.get("examples").asInt()).isEqualTo(19);
  }
}
