package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question about a file is answered, or what is missing to ask it is said. */
class AskVerbTest {
  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @Test
  void anUnknownKindListsTheKnownOnes() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "some text");

    int status =
        terminal.execute(
            "ask",
            "--model",
            "x",
            "--kind",
            "nosuch",
            "--context",
            text.toString(),
            "--question",
            "?");

    assertThat(status).isEqualTo(2);
    assertThat(terminal.err()).contains("unknown model kind \"nosuch\"").contains("fake");
  }

  @Test
  void aKindThatIsNotObviousIsAskedFor() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "some text");

    int status =
        terminal.execute(
            "ask", "--model", folder.toString(), "--context", text.toString(), "--question", "?");

    assertThat(status).isEqualTo(2);
    assertThat(terminal.err()).contains("Give --kind, one of: ");
  }

  @Test
  void askAnswersOnStdoutAndSaysOnStderrThatWeightsAreRandom() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "some text");

    int status =
        terminal.execute(
            "ask",
            "--model",
            "fake:good",
            "--kind",
            "fake",
            "--context",
            text.toString(),
            "--question",
            "?",
            "--max-new",
            "5");

    assertThat(status).isZero();
    assertThat(terminal.out()).isEqualTo("12345" + System.lineSeparator());
    assertThat(terminal.err()).contains("untrained").contains("9 of 9 tokens read");
  }

  @Test
  void theOfficialChatPutsTheQuestionAfterTheContext() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "some text");
    String[] ask = {
      "ask",
      "--model",
      "fake:good",
      "--kind",
      "fake",
      "--context",
      text.toString(),
      "--question",
      "why?",
      "--max-new",
      "5",
      "--mode"
    };

    assertThat(terminal.execute(with(ask, "human"))).isZero();
    assertThat(terminal.err()).contains("mode human; 15 of 15 tokens read");
    assertThat(terminal.execute(with(ask, "compress"))).isZero();
    assertThat(terminal.err()).contains("mode compress; 15 of 15 tokens read");
    assertThat(terminal.execute(with(ask, "loud"))).isEqualTo(2);
    assertThat(terminal.err())
        .contains("unknown mode \"loud\"; known: reconstruction, human, compress, context-only");
  }

  private static String[] with(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  /** README's example: the bundled model, a document of its own kind, each way to ask. */
  @ParameterizedTest
  @ValueSource(strings = {"reconstruction", "human", "context-only"})
  void theBundledModelAnswersAboutAGeneratedDocument(String mode) throws IOException {
    Path town = folder.resolve("town.txt");
    terminal.execute(
        "data", "chronicle", "--seed", "7", "--tokens", "400", "--out", town.toString());
    terminal.clear();

    int status =
        terminal.execute(
            "ask",
            "--model",
            "bundled:rcc-mini-qa",
            "--mode",
            mode,
            "--context",
            town.toString(),
            "--question",
            "What number does Ella Sorlok have?");

    assertThat(status).as(terminal.err()).isZero();
    assertThat(Files.readString(town)).contains("Ask for 80811 and Ella Sorlok will come.");
    assertThat(terminal.out().lines().findFirst()).hasValue("80811");
    assertThat(terminal.err()).contains("mode " + mode).doesNotContain("warning");
  }
}
