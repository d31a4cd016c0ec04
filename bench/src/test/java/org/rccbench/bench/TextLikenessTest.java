package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLikenessTest {
  @TempDir private Path model;

  /** A tokenizer that makes as many tokens as it is told. */
  private Optional<String> warning(String source, String text, int tokens) throws IOException {
    Path file = Files.writeString(model.resolve("text.txt"), text);
    return TextLikeness.warning(source, file, read -> new int[read.equals(text) ? tokens : 0]);
  }

  private void card(String json) throws IOException {
    Files.writeString(model.resolve("card.json"), json);
  }

  @Test
  void aTextInManyMorePiecesAWordIsUnlikeTheTraining() throws IOException {
    card("{\"tokens_per_word\": 1.6}");
    assertThat(warning(model.toString(), "four words are here", 11).orElseThrow())
        .startsWith("this text takes 2.75 tokens a word, those that ")
        .endsWith(
            "was trained on took 1.60: it is unlike them, and the answer is not to be trusted");
    assertThat(warning(model.toString(), "four words are here", 8)).isEmpty();
  }

  @Test
  void withoutAnythingToCompareWithNothingIsSaid() throws IOException {
    assertThat(warning(model.toString(), "word", 100)).isEmpty();
    card("{\"name\": \"old\"}");
    assertThat(warning(model.toString(), "word", 100)).isEmpty();
    card("{\"tokens_per_word\": 1.6}");
    assertThat(warning(model.toString(), " ", 1)).isEmpty();
    assertThat(warning("shape:pythia-14m", "word", 100)).isEmpty();
  }

  @Test
  void ofALongTextTheBeginningIsEnough() throws IOException {
    card("{\"tokens_per_word\": 1.6}");
    Path file = Files.writeString(model.resolve("long.txt"), "a\uD83D\uDE00 ".repeat(100_000));
    int[] seen = new int[1];
    TextLikeness.warning(
        model.toString(),
        file,
        read -> {
          seen[0] = read.length();
          assertThat(Character.isHighSurrogate(read.charAt(read.length() - 1))).isFalse();
          return new int[0];
        });
    assertThat(seen[0]).isBetween(60_000, 66_000);
  }
}
