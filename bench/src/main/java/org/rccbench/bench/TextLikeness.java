package org.rccbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.models.checkpoint.BundledModels;

/**
 * Whether a text is of the kind that a model was trained on, told by its tokens a word: a small
 * vocabulary cuts words that it never saw into many pieces.
 */
final class TextLikeness {
  /** Generated documents of one kind differ by about a twentieth from each other. */
  private static final double MOST = 1.25;

  /** Characters: some thousand words. */
  private static final int LOOKED_AT = 1 << 16;

  private TextLikeness() {}

  /**
   * What to tell the user, or nothing: the text is alike, or the model's card does not say what it
   * was trained on.
   *
   * @param source of the model
   * @param text a file, of which the beginning is looked at, and only where there is such a card
   * @param encoder the model's
   */
  static Optional<String> warning(String source, Path text, TextEncoder encoder)
      throws IOException {
    Path card = BundledModels.folder(source).resolve("card.json");
    if (!Files.isRegularFile(card)) {
      return Optional.empty();
    }
    JsonNode trained = new ObjectMapper().readTree(card.toFile()).path("tokens_per_word");
    return trained.isNumber()
        ? warning(source, trained.asDouble(), beginning(text), encoder)
        : Optional.empty();
  }

  private static Optional<String> warning(
      String source, double trained, String text, TextEncoder encoder) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    double here = (double) encoder.encode(text).length / text.strip().split("\\s+").length;
    if (here <= MOST * trained) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "this text takes %.2f tokens a word, those that %s was trained on took %.2f: it is unlike"
                + " them, and the answer is not to be trusted",
            here,
            source,
            trained));
  }

  private static String beginning(Path text) throws IOException {
    char[] characters = new char[LOOKED_AT];
    int length = 0;
    try (Reader reader = Files.newBufferedReader(text)) {
      for (int n = 0; n >= 0 && length < LOOKED_AT; ) {
        n = reader.read(characters, length, LOOKED_AT - length);
        length += Math.max(n, 0);
      }
    }
    if (length > 0 && Character.isHighSurrogate(characters[length - 1])) {
      length--;
    }
    return new String(characters, 0, length);
  }
}
