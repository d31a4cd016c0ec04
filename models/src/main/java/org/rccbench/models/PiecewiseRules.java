package org.rccbench.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Which tokenizers give a text in pieces the ids of the whole text. A context is cut before white
 * space and encoded piece by piece; that this does not show is proved for the pattern of GPT-2 and
 * GPT-NeoX, with or without NFC and single or grouped digits, and for added tokens without
 * surprises (datasets, {@code SafeCut}). All else is refused: its ids could be wrong without a
 * sign.
 */
final class PiecewiseRules {
  /** Last characters of an added token that no safe cut stands behind. */
  private static final String NEVER_BEFORE_A_CUT = ">|]";

  private final String file;
  private final JsonNode root;

  /**
   * @param file how messages call the file
   * @param root a parsed tokenizer.json
   */
  PiecewiseRules(String file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Checks everything that could see across a cut.
   *
   * @throws IllegalArgumentException naming the field, its value and what is supported
   */
  void check() {
    JsonNode dropout = root.path("model").path("dropout");
    if (dropout.asDouble(0) != 0) {
      throw refused("model.dropout", dropout, "one text would have other ids each time; set null");
    }
    checkNormalizer(root.path("normalizer"));
    checkPreTokenizer();
    root.path("added_tokens").forEach(this::checkAdded);
  }

  private void checkNormalizer(JsonNode normalizer) {
    if (type(normalizer).equals("Sequence")) {
      normalizer.path("normalizers").forEach(this::checkNormalizer);
    } else if (!List.of("", "NFC").contains(type(normalizer))) {
      throw refused(
          "normalizer",
          normalizer.path("type"),
          "it may not treat a text in pieces as the whole; supported: null, NFC");
    }
  }

  private void checkPreTokenizer() {
    JsonNode outer = root.path("pre_tokenizer");
    JsonNode steps = outer.path("pretokenizers");
    JsonNode last = outer;
    if (type(outer).equals("Sequence") && !steps.isEmpty()) {
      last = steps.get(steps.size() - 1);
      for (int i = 0; i < steps.size() - 1; i++) {
        if (!type(steps.get(i)).equals("Digits")) {
          throw unknownStep(steps.get(i));
        }
      }
    }
    if (!type(last).equals("ByteLevel")) {
      throw unknownStep(last);
    }
    JsonNode regex = last.path("use_regex");
    if (!regex.asBoolean(true)) {
      throw refused(
          "pre_tokenizer ByteLevel, use_regex",
          regex,
          "words are not cut apart by the pattern of GPT-2, so tokens may cross any place where a"
              + " long text is cut; supported: ByteLevel with use_regex true, alone or behind"
              + " Digits");
    }
  }

  private IllegalArgumentException unknownStep(JsonNode step) {
    return refused(
        "pre_tokenizer",
        step.path("type"),
        "its tokens may cross any place where a long text is cut; supported: ByteLevel with"
            + " use_regex true, alone or behind Digits");
  }

  private void checkAdded(JsonNode token) {
    String content = token.path("content").asText();
    boolean blank = content.isBlank();
    if (!blank && content.codePoints().anyMatch(Character::isWhitespace)) {
      throw refused(
          "added_tokens", token.path("content"), "it mixes white space with other characters");
    }
    if (blank && token.path("single_word").asBoolean()) {
      throw refused(
          "added_tokens", token.path("content"), "white space as single_word depends on its left");
    }
    boolean swallows = token.path("rstrip").asBoolean() && !blank;
    if (swallows && NEVER_BEFORE_A_CUT.indexOf(content.charAt(content.length() - 1)) < 0) {
      throw refused(
          "added_tokens",
          token.path("content"),
          "with rstrip it swallows white space before which a long text may be cut");
    }
  }

  private IllegalArgumentException refused(String field, JsonNode value, String why) {
    return new IllegalArgumentException(
        file
            + ", field "
            + field
            + ": "
            + value
            + " is not supported, since long texts are encoded in pieces: "
            + why);
  }

  private static String type(JsonNode node) {
    return node.path("type").asText("");
  }
}
