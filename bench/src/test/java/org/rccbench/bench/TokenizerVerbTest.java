package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.models.Tokenizer;

/** {@code tokenizer} makes a folder that models and recipes open. */
class TokenizerVerbTest {
  @TempDir private Path folder;
  private final Terminal terminal = new Terminal();

  @Test
  void learntTokenizerIsOpenedByModels() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "Mira sells 7 lamps. ".repeat(20));
    Path made = folder.resolve("made");
    assertThat(
            terminal.execute(
                "tokenizer",
                "--source",
                text.toString(),
                "--vocabulary",
                "264",
                "--out",
                made.toString(),
                "--json"))
        .as(terminal.err())
        .isZero();
    assertThat(terminal.out()).contains("\"vocabulary\":264");
    try (Tokenizer tokenizer = Tokenizer.load(made)) {
      assertThat(tokenizer.size()).isEqualTo(264);
      assertThat(tokenizer.decode(tokenizer.encode("Mira sells 71"))).isEqualTo("Mira sells 71");
    }
  }

  @Test
  void theTokenizerOfAModelIsLeftAlone() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "Mira sells 7 lamps. ".repeat(20));
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("config.json"), "{}");
    Files.writeString(model.resolve("tokenizer.json"), "its own");
    Object[] words = {"tokenizer", "--source", text, "--vocabulary", 264, "--out", model};
    assertThat(terminal.execute(words)).isEqualTo(2);
    assertThat(terminal.err())
        .contains("model holds a model, whose tokenizer would be replaced; name another folder");
    assertThat(model.resolve("tokenizer.json")).hasContent("its own");
  }

  @Test
  void tooLittleTextIsTheUsersMistake() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "ab");
    assertThat(
            terminal.execute("tokenizer", "--source", text.toString(), "--out", folder.toString()))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("gives only 259 tokens");
  }
}
