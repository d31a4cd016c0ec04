package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;

/**
 * The verb writes a text of the length asked for and questions that a person can put to a model.
 */
class ChronicleVerbTest {
  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @Test
  void textAndQuestionsGoToFiles() throws IOException {
    Path file = folder.resolve("town.txt");

    assertThat(
            terminal.execute(
                "data",
                "chronicle",
                "--seed",
                "7",
                "--tokens",
                "900",
                "--questions",
                "--out",
                file.toString()))
        .as(terminal.err())
        .isZero();
    String text = Files.readString(file);
    try (Tokenizer bundled = Tokenizer.load(BundledModels.folder("bundled:pythia-mini"))) {
      assertThat(bundled.encode(text.strip()).length)
          .as("tokens of the bundled models")
          .isBetween(850, 900);
    }
    List<String> lines = Files.readAllLines(folder.resolve("town.questions.jsonl"));
    assertThat(lines).hasSizeGreaterThan(10);
    for (String question : lines) {
      JsonNode fields = new ObjectMapper().readTree(question);
      assertThat(fields.path("question").asText()).isNotBlank();
      String answer = fields.path("answers").path(0).asText();
      if (fields.path("form").asText().endsWith("hop")) {
        assertThat(text).containsIgnoringCase(answer.split(",", -1)[0]);
      }
    }
    assertThat(terminal.out().lines())
        .containsExactly(file.toString(), folder.resolve("town.questions.jsonl").toString());
  }

  @Test
  void theSameOptionsPrintTheSameTextAndOtherWorldsAnother() {
    assertThat(terminal.execute("data", "chronicle", "--seed", "7", "--tokens", "600")).isZero();
    String once = terminal.out();
    terminal.clear();
    terminal.execute(
        "data", "chronicle", "--seed", "7", "--tokens", "600", "--world", "validation");
    assertThat(terminal.out()).isEqualTo(once);
    terminal.clear();
    terminal.execute("data", "chronicle", "--seed", "7", "--tokens", "600", "--world", "train");
    assertThat(terminal.out()).isNotEqualTo(once).isNotBlank();
  }

  @Test
  void jsonHoldsTextCardAndQuestions() throws IOException {
    assertThat(
            terminal.execute(
                "data",
                "chronicle",
                "--seed",
                "1",
                "--tokens",
                "500",
                "--tokenizer",
                "bytes",
                "--world",
                "test",
                "--unseen",
                "--questions",
                "--json"))
        .isZero();
    JsonNode all = new ObjectMapper().readTree(terminal.out());
    assertThat(all.path("card").path("licence").asText()).isEqualTo("Apache-2.0");
    assertThat(all.path("card").path("source").asText()).contains("facts in unseen wordings");
    assertThat(all.path("tokens").asInt()).isEqualTo(all.path("text").asText().length());
    assertThat(all.path("questions").path(0).path("wording").asText()).isEqualTo("unseen");
  }

  @Test
  void helpHasAnExample() {
    assertThat(terminal.execute("data", "chronicle", "--help")).isZero();
    assertThat(terminal.out()).contains("Example: rcc-bench data chronicle").contains("--json");
  }

  @Test
  void aUsersMistakeIsOneLine() {
    assertThat(terminal.execute("data", "chronicle", "--seed", "1", "--tokens", "20")).isEqualTo(2);
    assertThat(terminal.err()).contains("up to 20 tokens");
    assertThat(
            terminal.execute(
                "data",
                "chronicle",
                "--seed",
                "1",
                "--tokens",
                "500",
                "--world",
                "train",
                "--unseen"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("was train");
    assertThat(terminal.execute("data")).isEqualTo(2);
    assertThat(terminal.err()).contains("which verb of data?");
  }
}
