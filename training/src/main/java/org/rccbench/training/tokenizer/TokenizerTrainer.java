package org.rccbench.training.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.Tokenizer;

/**
 * Learns a byte-level BPE from texts: ids 0 {@code <|endoftext|>} and 1 {@code <|padding|>}, then
 * the 256 bytes, then what is joined most often. Digits are never joined with anything, and nothing
 * is joined across the pattern of GPT-2. The same texts give the same files, in any order.
 *
 * <p>Not safe for use by several threads.
 */
public final class TokenizerTrainer implements AutoCloseable {
  private static final int BUFFERED = 8192;

  private final Tokenizer bytes = Tokenizer.parse(TokenizerFile.json(new Vocabulary()));
  private final Map<String, Long> words = new TreeMap<>();

  /** The smallest possible vocabulary: special tokens and bytes. */
  public static int smallest() {
    return new Vocabulary().size();
  }

  /** Counts the words of a text; special tokens in it are passed over. */
  public void read(Context text) {
    int[] none = new int[BUFFERED];
    try (TokenStream pieces = text.open(this::count)) {
      while (pieces.fill(none) > 0) {
        // the words were counted when their piece was encoded
      }
    }
  }

  private int[] count(String piece) {
    for (List<String> word : bytes.words(piece)) {
      if (!Vocabulary.SPECIAL.contains(word.get(0))) {
        words.merge(String.join("", word), 1L, Long::sum);
      }
    }
    return new int[] {0};
  }

  /**
   * Learns the merges and writes tokenizer.json and tokenizer_config.json.
   *
   * @param size tokens of the vocabulary, special ones included
   * @param folder made if it is not there
   * @throws IllegalArgumentException if the texts do not give that many tokens
   */
  public void write(int size, Path folder) {
    String json = TokenizerFile.json(learn(size));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("tokenizer.json"), json);
      Files.writeString(folder.resolve("tokenizer_config.json"), TokenizerFile.config());
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
    }
  }

  private Vocabulary learn(int size) {
    if (size < smallest()) {
      throw new IllegalArgumentException(
          "a vocabulary has at least " + smallest() + " tokens, asked for were " + size);
    }
    Map<List<String>, Long> counts = new LinkedHashMap<>();
    words.forEach((word, count) -> counts.put(symbols(word), count));
    Vocabulary vocabulary = new Vocabulary();
    new MergeLearner(vocabulary, counts).grow(size);
    return vocabulary;
  }

  private static List<String> symbols(String word) {
    List<String> symbols = new ArrayList<>();
    word.chars().forEach(symbol -> symbols.add(Character.toString(symbol)));
    return symbols;
  }

  @Override
  public void close() {
    bytes.close();
  }
}
