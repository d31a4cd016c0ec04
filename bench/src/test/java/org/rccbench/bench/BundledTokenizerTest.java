package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;

/** A bundled model is found by its name wherever a tokenizer is asked for. */
@Isolated("sets a system property")
class BundledTokenizerTest {
  @TempDir private Path home;
  private final Terminal terminal = new Terminal();
  private String before;

  @BeforeEach
  void bundle() throws IOException {
    before = System.getProperty(BundledModels.HOME);
    System.setProperty(BundledModels.HOME, home.toString());
    Path model = Files.createDirectories(home.resolve("small"));
    Files.writeString(model.resolve("config.json"), "{}");
    try (InputStream in = Tokenizer.class.getResourceAsStream("byte-tokenizer.json")) {
      Files.write(model.resolve("tokenizer.json"), in.readAllBytes());
    }
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(BundledModels.HOME);
    } else {
      System.setProperty(BundledModels.HOME, before);
    }
  }

  @Test
  void documentsAreCountedAndFilesValidatedInItsTokens() throws IOException {
    int status =
        terminal.execute(
            "data", "chronicle", "--seed", "7", "--tokens", "600", "--tokenizer", "small");
    assertThat(status).as(terminal.err()).isZero();
    String byName = terminal.out();
    terminal.clear();
    terminal.execute("data", "chronicle", "--seed", "7", "--tokens", "600");
    assertThat(byName).isEqualTo(terminal.out()).isNotBlank();
    Path text = Files.writeString(home.resolve("text.txt"), byName);
    status = terminal.execute("data", "validate", text.toString(), "--tokenizer", "small");
    assertThat(status).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("(small)");
  }
}
