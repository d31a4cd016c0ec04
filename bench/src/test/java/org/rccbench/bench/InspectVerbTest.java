package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code inspect} prints the numbers of the golden files under the same names. */
class InspectVerbTest {
  private static final double TOLERANCE = 2e-4;
  private static final Path GOLDEN =
      Path.of(System.getProperty("rccbench.root"), "models/src/test/resources/golden/models");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyNeoxCaseComesOutAsExpected() throws IOException {
    for (String folder :
        List.of("neox-pythia-f32", "neox-legacy-f16", "neox-seq-tied-sharded-f16")) {
      for (JsonNode one : expected(folder).get("cases")) {
        JsonNode actual =
            inspect(
                "--model",
                GOLDEN.resolve(folder).toString(),
                "--tokens",
                ids(one.get("input_ids")),
                "--generate",
                "32");
        assertClose(one.get("token_logprobs"), actual.get("token_logprobs"));
        lastLogits(one.get("last_logits"), actual.get("last_logits"));
        assertThat(actual.get("greedy")).isEqualTo(one.get("greedy").get("new_ids"));
        levels(one.get("hidden_states"), actual.get("hidden_states"), "last_first4");
      }
    }
  }

  @Test
  void anRccCaseComesOutAsExpected() throws IOException {
    JsonNode one = expected("rcc-pairs-e6-d3").get("cases").get(0);
    JsonNode actual = inspect(rccCase(one));
    lastLogits(one.get("decoder").get("last_logits"), actual.get("last_logits"));
    levels(one.get("decoder").get("hidden_states"), actual.get("hidden_states"), "last_first4");
    levels(
        one.get("compressed").get("levels"),
        actual.get("compressed").get("levels"),
        "last_slot_first4");
    assertThat(actual.get("greedy")).isEqualTo(one.get("greedy").get("ids"));
    assertThat(actual.get("ledger").get("windows")).isEqualTo(one.get("windows"));
  }

  /** Without a kind: the folder has no rcc_config.json, as the official code writes none. */
  private static String[] rccCase(JsonNode one) {
    return new String[] {
      "--model",
      GOLDEN.resolve("rcc-pairs-e6-d3").toString(),
      "--window",
      one.get("window").asText(),
      "--rate",
      one.get("mem_len").asText(),
      "--level-rule",
      "pairs",
      "--compat",
      "reference",
      "--context-tokens",
      ids(one.get("context_ids")),
      "--tokens",
      ids(one.get("prompt_ids")),
      "--generate",
      one.get("max_new_tokens").asText()
    };
  }

  @Test
  void peopleReadALineForEachLevelWithTheNumbersOfTheGoldenFile() throws IOException {
    JsonNode one = expected("rcc-pairs-e6-d3").get("cases").get(0);
    List<String> lines = run(rccCase(one)).lines().toList();

    readLevels(one.get("decoder").get("hidden_states"), lines, "hidden", "last_first4");
    readLevels(one.get("compressed").get("levels"), lines, "compressed", "last_slot_first4");
    int tokens = one.get("context_ids").size();
    assertThat(lines)
        .anyMatch(
            line -> line.startsWith("context     " + tokens + " tokens given, " + tokens + " read"))
        .anyMatch(line -> line.matches("slots +[0-9]+ from " + one.get("windows") + " windows, .*"))
        .noneMatch(line -> line.contains("Ledger["));
  }

  /** Mean, deviation and the last row's first values stand in their level's line. */
  private static void readLevels(JsonNode expected, List<String> lines, String what, String row) {
    List<String> shown = lines.stream().filter(line -> line.startsWith(what)).toList();
    assertThat(shown).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      double[] numbers =
          Arrays.stream(shown.get(i).substring(what.length()).split("[^-.0-9]+"))
              .filter(word -> word.matches("-?[0-9]+([.][0-9]+)?"))
              .mapToDouble(Double::parseDouble)
              .toArray();
      assertThat(numbers[0]).isEqualTo(i);
      assertThat(numbers[1]).isCloseTo(expected.get(i).get("mean").asDouble(), within(TOLERANCE));
      assertThat(numbers[2]).isCloseTo(expected.get(i).get("std").asDouble(), within(TOLERANCE));
      JsonNode values = expected.get(i).get(row);
      for (int j = 0; j < values.size(); j++) {
        assertThat(numbers[numbers.length - values.size() + j])
            .isCloseTo(values.get(j).asDouble(), within(TOLERANCE));
      }
    }
  }

  @Test
  void bothWaysToGiveTokensAreTooMany() {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    int status =
        line.execute("inspect", "--model", "shape:pythia-14m", "--tokens", "1", "--text", "a");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("give either --tokens or --text, not both");
  }

  private static JsonNode expected(String folder) throws IOException {
    return JSON.readTree(GOLDEN.resolve(folder).resolve("expected.json").toFile());
  }

  private static JsonNode inspect(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.add("--json");
    return JSON.readTree(run(words.toArray(String[]::new)));
  }

  private static String run(String... arguments) {
    List<String> words = new ArrayList<>(List.of("inspect"));
    words.addAll(List.of(arguments));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertThat(line.execute(words.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  private static String ids(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(id -> words.add(id.asText()));
    return String.join(",", words);
  }

  private static void lastLogits(JsonNode expected, JsonNode actual) {
    assertClose(expected.get("first16"), actual.get("first16"));
    assertThat(actual.get("argmax")).isEqualTo(expected.get("argmax"));
    assertThat(actual.get("logsumexp").asDouble())
        .isCloseTo(expected.get("logsumexp").asDouble(), within(TOLERANCE));
  }

  private static void levels(JsonNode expected, JsonNode actual, String row) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).get("mean").asDouble())
          .isCloseTo(expected.get(i).get("mean").asDouble(), within(TOLERANCE));
      assertThat(actual.get(i).get("std").asDouble())
          .isCloseTo(expected.get(i).get("std").asDouble(), within(TOLERANCE));
      assertClose(expected.get(i).get(row), actual.get(i).get(row));
    }
  }

  private static void assertClose(JsonNode expected, JsonNode actual) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).asDouble()).isCloseTo(expected.get(i).asDouble(), within(TOLERANCE));
    }
  }
}
