package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb score says what was computed, over how many rows, and never scores a failure. */
class ScoreVerbTest {
  private static final String ROWS =
      """
      {"id": "a", "prediction": "the red house", "references": ["red house"], "context": "k1"}
      {"id": "b", "prediction": "a blue house", "references": ["red house"], "context": "k1"}
      {"id": "c", "prediction": "green", "references": ["red"], "context": "k2"}
      """;

  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @Test
  void signatureCountsMeanAndIntervalArePrinted() throws IOException {
    int status = score("--profile", "longbench-qa-f1,squad-exact-match", "--input", file(ROWS));

    assertThat(terminal.err()).isEmpty();
    assertThat(status).isZero();
    assertThat(terminal.out())
        .contains("rcc-bench predictions, 3 rows, 2 contexts")
        .containsPattern("longbench-qa-f1 +3 +0 +0\\.500000 +\\[[0-9.]+, [0-9.]+\\] ")
        .contains("qa_f1|longbench 2e00731")
        .containsPattern("squad-exact-match +3 +0 +0\\.333333 ")
        .contains("exact_match|evaluate squad a7dd338");
  }

  @Test
  void rowsWithoutAScoreAreCountedNamedAndEndInStatus3() throws IOException {
    String file = file(ROWS + "{\"id\": \"d\", \"prediction\": \"x\", \"references\": []}\n");

    int status = score("--json", "--profile", "squad-f1", "--input", file);

    JsonNode row = new ObjectMapper().readTree(terminal.out()).get("profiles").get(0);
    assertThat(status).isEqualTo(3);
    assertThat(row.get("n").intValue()).isEqualTo(3);
    assertThat(row.get("failures").intValue()).isEqualTo(1);
    assertThat(row.get("firstFailure").textValue()).startsWith("line 4: ");
    assertThat(row.get("mean").doubleValue()).isCloseTo(0.5, within(1e-15));
    assertThat(row.get("low").isNumber()).isTrue();
  }

  @Test
  void theJsonIsTheRecordsOwn() {
    ScoreReport.Row full =
        new ScoreReport.Row(
            "p\"\u2028",
            "s|\\",
            3,
            1L << 40,
            "line 4: \ud800\n",
            1 / 3.0,
            100,
            -0.0,
            Double.MIN_VALUE,
            "m");
    ScoreReport.Row bare = new ScoreReport.Row("p", "s", 0, 2, null, null, 1, null, null, null);
    ScoreReport report =
        new ScoreReport("a \u0007\u00e9", "f", 1L << 33, 2, -1, 1000, 0.95, List.of(full, bare));

    assertThat(report.json()).isEqualTo(Json.line(report));
  }

  @Test
  void allAsksEveryProfileOfTextsAndLeavesOutWhatDoesNotFit() throws IOException {
    int status = score("--json", "--profile", "all", "--input", file(ROWS));

    JsonNode profiles = new ObjectMapper().readTree(terminal.out()).get("profiles");
    assertThat(status).isZero();
    assertThat(profiles.findValuesAsText("profile"))
        .contains("rouge-l-google", "babilong")
        .doesNotContain("bleu4-ids-nltk-none");
    for (JsonNode row : profiles) {
      boolean babilong = row.get("profile").textValue().equals("babilong");
      assertThat(row.get("mean").isNull())
          .as(row.toString())
          .isEqualTo(row.get("n").intValue() == 0);
      assertThat(!babilong || row.get("failures").intValue() == 3).isTrue();
    }
  }

  @Test
  void standardInputIsReadAndLongBenchsFormatRecognised() throws IOException {
    InputStream before = System.in;
    String row =
        "{\"pred\": \"City\", \"answers\": [\"City\"], \"all_classes\": [\"City\", \"x\"]}";
    System.setIn(new ByteArrayInputStream(row.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(score("--profile", "longbench-classification", "--input", "-")).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(terminal.out())
        .contains("LongBench predictions, 1 rows")
        .containsPattern("longbench-classification +1 +0 +1\\.000000 ");
  }

  @Test
  void aBadLineIsTheUsersMistakeAndNamed() throws IOException {
    String file = file(ROWS + "{\"id\": \"d\", \"references\": [\"x\"]}\n");

    assertThat(score("--profile", "squad-f1", "--input", file)).isEqualTo(2);
    assertThat(terminal.err())
        .isEqualTo(
            "rcc-bench: "
                + file
                + ":4: field prediction: is missing or null"
                + System.lineSeparator());
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void unknownProfilesAndEmptyFilesAreRefused() throws IOException {
    assertThat(score("--profile", "meteor", "--input", file(ROWS))).isEqualTo(2);
    assertThat(terminal.err())
        .contains("\"meteor\"")
        .contains("known: ")
        .contains("rouge-l-google");
    assertThat(score("--profile", "squad-f1", "--input", file(""))).isEqualTo(2);
    assertThat(terminal.err()).contains("has no predictions");
    assertThat(score("--profile", "prefix-exact-match", "--input", file(ROWS))).isEqualTo(2);
    assertThat(terminal.err()).contains("prefix-exact-match compares token ids");
  }

  @Test
  void onlyTheVerbAskedForIsBuiltAndOthersStayKnown() {
    assertThat(Main.commandLine("score").getSubcommands()).containsOnlyKeys("score");
    assertThat(Main.commandLine("nosuch").getSubcommands()).hasSize(Verbs.values().length);
    assertThat(Main.commandLine().getSubcommands()).hasSize(Verbs.values().length);
  }

  private String file(String rows) throws IOException {
    return Files.writeString(folder.resolve("p.jsonl"), rows).toString();
  }

  private int score(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "score";
    System.arraycopy(words, 0, all, 1, words.length);
    return terminal.execute(all);
  }
}
