package org.rccbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.rccbench.models.checkpoint.BundledModels;

/**
 * Whether a text is of the kind that a model was trained on, told by its tokens a word: a small
 * vocabulary cuts words that it never saw into many pieces.
 */
final class TextLikeness {
  /** Generated documents of one kind differ by about a twentieth from each other. */
  private static final double MOST = 1.25;

  private TextLikeness() {}

  /**
   * What to tell the user, or nothing: the text is alike, or the model's card does not say what it
   * was trained on.
   *
   * @param source of the model
   * @param tokens of {@code text}
   */
  static Optional<String> warning(String source, String text, long tokens) throws IOException {
    Path card = BundledModels.folder(source).resolve("card.json");
    if (text.isBlank() || !Files.isRegularFile(card)) {
      return Optional.empty();
    }
    JsonNode trained = new ObjectMapper().readTree(card.toFile()).path("tokens_per_word");
    double here = (double) tokens / text.strip().split("\\s+").length;
    if (!trained.isNumber() || here <= MOST * trained.asDouble()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "this text takes %.2f tokens a word, those that %s was trained on took %.2f: it is unlike"
                + " them, and the answer is not to be trusted",
            here,
            source,
            trained.asDouble()));
  }
}
