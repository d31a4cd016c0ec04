package org.rccbench.models;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.rccbench.datasets.TextEncoder;

/**
 * A byte-level BPE tokenizer read from a HuggingFace {@code tokenizer.json}, added and special
 * tokens included. Nothing is added around a text; the text of a special token inside the input
 * becomes the special id. Safe for use by several threads.
 */
public final class Tokenizer implements TextEncoder, AutoCloseable {
  private static final Map<String, String> OPTIONS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  /** Of GPT-2, GPT-NeoX and Qwen; of Llama 3; of Llama 2 and Mistral. */
  private static final List<String> ENDS_OF_TEXT =
      List.of("<|endoftext|>", "<|end_of_text|>", "</s>");

  private static final int FIRST_BYTE = 2;

  private final HuggingFaceTokenizer engine;
  private final int size;
  private final String sha256;
  private final boolean bytes;

  private Tokenizer(HuggingFaceTokenizer engine, int size, String json, boolean bytes) {
    this.engine = engine;
    this.size = size;
    this.sha256 = sha256(json);
    this.bytes = bytes;
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
    String json = text(file);
    int size = checkedSize(json, String.valueOf(file.getFileName()));
    try {
      return new Tokenizer(HuggingFaceTokenizer.newInstance(file, OPTIONS), size, json, false);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          file.getFileName() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A tokenizer of the text of a {@code tokenizer.json}.
   *
   * @throws IllegalArgumentException if it is no byte-level BPE
   */
  public static Tokenizer parse(String json) {
    int size = checkedSize(json, "tokenizer.json");
    try (InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))) {
      return new Tokenizer(HuggingFaceTokenizer.newInstance(in, OPTIONS), size, json, false);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("tokenizer.json cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A tokenizer of 256 bytes and two special tokens (0 end of text, 1 padding; byte b is id b + 2),
   * for models that are a shape without a vocabulary.
   */
  public static Tokenizer bytes() {
    try (InputStream file = Tokenizer.class.getResourceAsStream("byte-tokenizer.json")) {
      byte[] json = file.readAllBytes();
      try (InputStream in = new ByteArrayInputStream(json)) {
        String text = new String(json, StandardCharsets.UTF_8);
        return new Tokenizer(HuggingFaceTokenizer.newInstance(in, OPTIONS), 258, text, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.getFileName() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String sha256(String json) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }

  private static int checkedSize(String json, String name) {
    try {
      JsonNode root = new ObjectMapper().readTree(json);
      String model = root.path("model").path("type").asText("");
      if (!model.equals("BPE") || !root.path("pre_tokenizer").toString().contains("ByteLevel")) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: model type \"%s\" is not a byte-level BPE; only GPT-NeoX-style tokenizers are"
                    + " supported",
                name,
                model));
      }
      new PiecewiseRules(name, root).check();
      int highest = -1;
      for (JsonNode id : root.path("model").path("vocab")) {
        highest = Math.max(highest, id.asInt());
      }
      for (JsonNode added : root.path("added_tokens")) {
        highest = Math.max(highest, added.path("id").asInt());
      }
      return highest + 1;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is not valid JSON: " + e.getMessage(), e);
    }
  }

  @Override
  public int[] encode(String text) {
    return bytes && isPlain(text) ? bytesOf(text) : ids(text);
  }

  /**
   * Takes the ids alone: the engine's own {@code encode} also brings every token's text and place
   * over from native memory, which takes longer than the encoding.
   */
  private int[] ids(String text) {
    long encoding = TokenizersLibrary.LIB.encode(engine.getHandle(), text, false);
    try {
      long[] ids = TokenizersLibrary.LIB.getTokenIds(encoding);
      int[] result = new int[ids.length];
      for (int i = 0; i < ids.length; i++) {
        result[i] = Math.toIntExact(ids[i]);
      }
      return result;
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  /** Whether no special token and no half of a character can stand in the text. */
  private static boolean isPlain(String text) {
    return !text.contains("<|") && text.chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  private static int[] bytesOf(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] result = new int[utf8.length];
    for (int i = 0; i < utf8.length; i++) {
      result[i] = Byte.toUnsignedInt(utf8[i]) + FIRST_BYTE;
    }
    return result;
  }

  /** The tokens of {@code text} in the vocabulary's own spelling, one an id. */
  public List<String> tokens(String text) {
    return List.of(engine.encode(text, false, false).getTokens());
  }

  /**
   * The tokens of {@code text}, as {@link #tokens} spells them, by the stretches that are tokenized
   * each for itself: no token ever crosses their borders.
   */
  public List<List<String>> words(String text) {
    Encoding encoding = engine.encode(text, false, false);
    String[] tokens = encoding.getTokens();
    long[] words = encoding.getWordIds();
    List<List<String>> result = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      if (i == 0 || words[i] != words[i - 1]) {
        result.add(new ArrayList<>());
      }
      result.get(result.size() - 1).add(tokens[i]);
    }
    return result;
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

  /** The id that ends texts, where the vocabulary has a token of a usual name for it. */
  public OptionalInt endOfText() {
    return ENDS_OF_TEXT.stream()
        .map(this::encode)
        .filter(ids -> ids.length == 1)
        .mapToInt(ids -> ids[0])
        .findFirst();
  }

  /** One more than the highest id of a token. */
  public int size() {
    return size;
  }

  /**
   * The sha256 of its {@code tokenizer.json}, in hexadecimal: two of the same file are the same.
   */
  public String sha256() {
    return sha256;
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
