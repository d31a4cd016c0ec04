package org.rccbench.models;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rccbench.datasets.TextEncoder;

/**
 * A byte-level BPE tokenizer read from a HuggingFace {@code tokenizer.json}, added and special
 * tokens included. Nothing is added around a text; the text of a special token inside the input
 * becomes the special id. Safe for use by several threads.
 */
public final class Tokenizer implements TextEncoder, AutoCloseable {
  private static final Map<String, String> OPTIONS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer engine;
  private final int size;

  private Tokenizer(HuggingFaceTokenizer engine, int size) {
    this.engine = engine;
    this.size = size;
  }

  /**
   * Reads {@code tokenizer.json} of a checkpoint folder.
   *
   * @throws IllegalArgumentException if the file is missing, or is no byte-level BPE whose texts
   *     can be encoded piece by piece
   */
  public static Tokenizer load(Path folder) {
    Path file = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has no tokenizer.json; copy the one of the model's own folder there",
              folder.getFileName()));
    }
    int size = checkedSize(file);
    try {
      return new Tokenizer(HuggingFaceTokenizer.newInstance(file, OPTIONS), size);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          file.getFileName() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A tokenizer of 256 bytes and two special tokens (0 end of text, 1 padding; byte b is id b + 2),
   * for models that are a shape without a vocabulary.
   */
  public static Tokenizer bytes() {
    try (InputStream in = Tokenizer.class.getResourceAsStream("byte-tokenizer.json")) {
      return new Tokenizer(HuggingFaceTokenizer.newInstance(in, OPTIONS), 258);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int checkedSize(Path file) {
    try {
      JsonNode root = new ObjectMapper().readTree(file.toFile());
      String model = root.path("model").path("type").asText("");
      if (!model.equals("BPE") || !root.path("pre_tokenizer").toString().contains("ByteLevel")) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: model type \"%s\" is not a byte-level BPE; only GPT-NeoX-style tokenizers are"
                    + " supported",
                file.getFileName(),
                model));
      }
      new PiecewiseRules(String.valueOf(file.getFileName()), root).check();
      int highest = -1;
      for (JsonNode id : root.path("model").path("vocab")) {
        highest = Math.max(highest, id.asInt());
      }
      for (JsonNode added : root.path("added_tokens")) {
        highest = Math.max(highest, added.path("id").asInt());
      }
      return highest + 1;
    } catch (IOException e) {
      throw new UncheckedIOException(
          file.getFileName() + " is not valid JSON: " + e.getMessage(), e);
    }
  }

  @Override
  public int[] encode(String text) {
    long[] ids = engine.encode(text, false, false).getIds();
    int[] result = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      result[i] = Math.toIntExact(ids[i]);
    }
    return result;
  }

  /** The tokens of {@code text} in the vocabulary's own spelling, one an id. */
  public List<String> tokens(String text) {
    return List.of(engine.encode(text, false, false).getTokens());
  }

  /** Text of {@code ids}, special tokens included; ids without a token vanish. */
  public String decode(int[] ids) {
    return engine.decode(widen(ids), false);
  }

  /** As {@link #decode} without special tokens. */
  public String decodeWithoutSpecial(int[] ids) {
    return engine.decode(widen(ids), true);
  }

  /**
   * What transformers 4.40.2 returns by default for a GPT-NeoX tokenizer: no special tokens, and
   * spaces before some marks and contractions removed, in this order over the whole text
   * (tokenization_utils_base.py, clean_up_tokenization).
   */
  public String decodeCleaned(int[] ids) {
    return decodeWithoutSpecial(ids)
        .replace(" .", ".")
        .replace(" ?", "?")
        .replace(" !", "!")
        .replace(" ,", ",")
        .replace(" ' ", "'")
        .replace(" n't", "n't")
        .replace(" 'm", "'m")
        .replace(" 's", "'s")
        .replace(" 've", "'ve")
        .replace(" 're", "'re");
  }

  /** One more than the highest id of a token. */
  public int size() {
    return size;
  }

  @Override
  public void close() {
    engine.close();
  }

  private static long[] widen(int[] ids) {
    long[] result = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      result[i] = ids[i];
    }
    return result;
  }
}
