package org.rccbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.World;

/**
 * Generated documents to validate with, of the validation world: it shares no surname and no number
 * with what is trained on, nor with what tests read.
 *
 * @param seed of the documents
 * @param documents how many
 * @param words of each, at least
 */
record ValidationTexts(int seed, int documents, int words) {
  private static final List<String> KEYS = List.of("seed", "documents", "words");

  ValidationTexts {
    if (documents < 1 || words < Chronicle.FEWEST_WORDS) {
      throw new IllegalArgumentException(
          "validation.chronicle needs documents > 0 and words >= "
              + Chronicle.FEWEST_WORDS
              + ", were "
              + documents
              + " and "
              + words);
    }
  }

  /**
   * Reads the recipe's {@code validation.chronicle}.
   *
   * @throws IllegalArgumentException naming the key that is wrong
   */
  static ValidationTexts of(JsonNode plan) {
    for (Map.Entry<String, JsonNode> field : plan.properties()) {
      if (!KEYS.contains(field.getKey()) || !field.getValue().isInt()) {
        throw new IllegalArgumentException(
            "validation.chronicle."
                + field.getKey()
                + " is "
                + field.getValue()
                + "; known: whole numbers "
                + String.join(", ", KEYS));
      }
    }
    return new ValidationTexts(
        plan.path("seed").asInt(0), plan.path("documents").asInt(), plan.path("words").asInt());
  }

  /** Writes a text file for each document. */
  void write(Path folder) {
    Chronicle chronicle = Chronicle.of(World.VALIDATION, seed);
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < documents; i++) {
        String name = String.format(Locale.ROOT, "%06d.txt", i);
        Files.writeString(folder.resolve(name), chronicle.document(i, words).text());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
    }
  }
}
