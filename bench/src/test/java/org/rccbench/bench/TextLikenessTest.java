package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLikenessTest {
  @TempDir private Path model;

  private void card(String json) throws IOException {
    Files.writeString(model.resolve("card.json"), json);
  }

  @Test
  void aTextInManyMorePiecesAWordIsUnlikeTheTraining() throws IOException {
    card("{\"tokens_per_word\": 1.6}");
    assertThat(TextLikeness.warning(model.toString(), "four words are here", 11).orElseThrow())
        .startsWith("this text takes 2.75 tokens a word, those that ")
        .endsWith(
            "was trained on took 1.60: it is unlike them, and the answer is not to be trusted");
    assertThat(TextLikeness.warning(model.toString(), "four words are here", 8)).isEmpty();
  }

  @Test
  void withoutAnythingToCompareWithNothingIsSaid() throws IOException {
    assertThat(TextLikeness.warning(model.toString(), "word", 100)).isEmpty();
    card("{\"name\": \"old\"}");
    assertThat(TextLikeness.warning(model.toString(), "word", 100)).isEmpty();
    card("{\"tokens_per_word\": 1.6}");
    assertThat(TextLikeness.warning(model.toString(), " ", 1)).isEmpty();
    assertThat(TextLikeness.warning("shape:pythia-14m", "word", 100)).isEmpty();
  }
}
