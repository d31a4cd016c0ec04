package org.rccbench.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;
import org.rccbench.models.checkpoint.Checkpoint;

/**
 * Whether the ids that a recipe's tokenizer gives are those that its network knows. Ids of another
 * tokenizer mostly lie within the vocabulary, too, and would train a network without a word that
 * has to unlearn what each of them meant.
 */
final class TokenizerMatch {
  private static final String FILE = "tokenizer.json";
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;

  /**
   * @param name the recipe's {@code data.tokenizer}
   */
  TokenizerMatch(String name) {
    this.name = name;
  }

  /**
   * Refuses ids that a network has no row for.
   *
   * @param size one more than the tokenizer's highest id
   */
  void check(int size, Network network) {
    int rows =
        Math.min(
            network.decoder().vocabulary(),
            network.encoder().orElse(network.decoder()).vocabulary());
    if (size > rows) {
      throw new IllegalArgumentException(
          "tokenizer \""
              + name
              + "\" has ids up to "
              + (size - 1)
              + ", the network a vocabulary of "
              + rows
              + "; take the tokenizer that belongs to it, or a larger vocabulary");
    }
  }

  /**
   * Refuses a tokenizer in which an id stands for another token than in that of the folder that the
   * run starts from. Either may have tokens that the other one lacks; a folder without a tokenizer
   * has nothing to compare with.
   */
  void check(Checkpoint start) {
    Path file = start.folder().resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return;
    }
    Map<Integer, String> known = tokens(file);
    tokens()
        .forEach(
            (id, token) -> {
              String other = known.getOrDefault(id, token);
              if (!other.equals(token)) {
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "tokenizer \"%s\" is not that of \"%s\", from which the run starts: id %d is"
                            + " \"%s\" in one and \"%s\" in the other; name the folder itself as"
                            + " tokenizer",
                        name,
                        start.name(),
                        id,
                        token,
                        other));
              }
            });
  }

  private Map<Integer, String> tokens() {
    if (!name.equals("bytes")) {
      return tokens(BundledModels.folder(name).resolve(FILE));
    }
    try (InputStream in = Tokenizer.class.getResourceAsStream("byte-tokenizer.json")) {
      return tokens(JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Integer, String> tokens(Path file) {
    try {
      return tokens(JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file.getParent().getFileName() + "/" + FILE + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<Integer, String> tokens(JsonNode root) {
    Map<Integer, String> tokens = new TreeMap<>();
    for (Map.Entry<String, JsonNode> token : root.path("model").path("vocab").properties()) {
      tokens.put(token.getValue().asInt(), token.getKey());
    }
    for (JsonNode added : root.path("added_tokens")) {
      tokens.put(added.path("id").asInt(), added.path("content").asText());
    }
    return tokens;
  }
}
