package org.rccbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TokenStream;

/** A tokenizer is taken only where a text in pieces has the ids of the whole. */
class PiecewiseRulesTest {
  private static final String BYTE_LEVEL =
      "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":REGEX}";
  private static final String DIGITS = "{\"type\":\"Digits\",\"individual_digits\":true}";

  /** Merges a letter with the space behind it: harmless with the pattern, not without. */
  private static final String JSON =
      """
      {"version":"1.0","added_tokens":[ADDED],"normalizer":NORMALIZER,"pre_tokenizer":PRE,
       "decoder":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true},
       "model":{"type":"BPE","dropout":DROPOUT,"vocab":{"a":0,"\u0120":1,"a\u0120":2,"1":3,"11":4},
       "merges":["a \u0120","1 1"]}}
      """;

  @TempDir private Path folder;

  @Test
  void withoutThePatternTokensCrossTheCutsSoThatSuchATokenizerIsRefused() throws IOException {
    String text = "aaa ".repeat(5000);
    // the library itself, which checks nothing
    try (HuggingFaceTokenizer engine =
        HuggingFaceTokenizer.newInstance(write(pre(regex(false))).resolve("tokenizer.json"))) {
      int whole = engine.encode(text).getIds().length;
      long pieces =
          TextContext.of(text)
              .tokenCount(
                  part -> IntStream.range(0, engine.encode(part).getIds().length).toArray());
      assertThat(pieces).as("pieces have other ids than the whole").isNotEqualTo(whole);
    }
    assertThatThrownBy(() -> Tokenizer.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tokenizer.json, field pre_tokenizer ByteLevel, use_regex: false")
        .hasMessageContaining("supported: ByteLevel with use_regex true, alone or behind Digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "digits", "grouped", "default"})
  void thePatternAloneOrBehindDigitsIsTakenAndItsPiecesAreTheWhole(String form) throws IOException {
    String pre =
        switch (form) {
          case "plain" -> regex(true);
          case "digits" -> sequence(DIGITS, regex(true));
          case "grouped" -> sequence(DIGITS.replace("true", "false"), regex(true));
          default -> "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true}";
        };
    String text = "aaa 11 1a a  11a ".repeat(2000);
    try (Tokenizer tokenizer = Tokenizer.load(write(pre(pre)))) {
      int[] whole = tokenizer.encode(text);
      int[] pieces = new int[whole.length + 1];
      try (TokenStream stream = TextContext.of(text).open(tokenizer)) {
        assertThat(stream.fill(pieces)).isEqualTo(whole.length);
      }
      assertThat(pieces).startsWith(whole);
    }
  }

  @Test
  void otherWaysToCutWordsAreRefused() throws IOException {
    String split = "{\"type\":\"Split\"}";
    refused(pre(sequence(split, regex(true))), "field pre_tokenizer: \"Split\"");
    refused(pre(sequence(split, regex(false))), "field pre_tokenizer: \"Split\"");
    refused(pre(sequence(regex(true), DIGITS)), "field pre_tokenizer: \"ByteLevel\"");
    refused(pre(sequence(DIGITS, regex(false))), "use_regex: false");
    refused(pre(sequence(DIGITS, sequence(regex(true)))), "field pre_tokenizer: \"Sequence\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"Strip\"}|normalizer: \"Strip\"",
        "{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFC\"},{\"type\":\"Lowercase\"}]}|\"Lowercase\"",
      })
  void otherNormalFormsThanNfcAreRefused(String normalizer, String message) throws IOException {
    refused(pre(regex(true)).replace("NORMALIZER", normalizer), message);
  }

  @Test
  void nfcIsTakenAndDropoutIsNot() throws IOException {
    String nfc = "{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFC\"}]}";
    Tokenizer.load(write(pre(regex(true)).replace("NORMALIZER", nfc))).close();
    refused(pre(regex(true)).replace("DROPOUT", "0.1"), "model.dropout: 0.1");
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "end of,false,false,mixes white space",
        "  ,true,false,single_word",
        "word,false,true,rstrip",
        "stop.,false,true,rstrip",
        "<sep>,false,true,",
        "  ,false,true,",
        "<|x|>,true,false,"
      })
  void addedTokensThatSeeAcrossACutAreRefused(
      String content, boolean singleWord, boolean rstrip, String message) throws IOException {
    String added =
        "{\"id\":5,\"content\":\"CONTENT\",\"single_word\":WORD,\"lstrip\":false,\"rstrip\":RSTRIP,\"normalized\":false,\"special\":true}"
            .replace("CONTENT", content)
            .replace("WORD", "" + singleWord)
            .replace("RSTRIP", "" + rstrip);
    String json = pre(regex(true)).replace("ADDED", added);
    if (message == null) {
      Tokenizer.load(write(json)).close();
    } else {
      refused(json, message);
    }
  }

  private void refused(String json, String message) throws IOException {
    Path there = write(json);
    assertThatThrownBy(() -> Tokenizer.load(there))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("is not supported");
  }

  private static String regex(boolean use) {
    return BYTE_LEVEL.replace("REGEX", "" + use);
  }

  private static String sequence(String... steps) {
    return "{\"type\":\"Sequence\",\"pretokenizers\":[" + String.join(",", steps) + "]}";
  }

  private static String pre(String preTokenizer) {
    return JSON.replace("PRE", preTokenizer);
  }

  private Path write(String json) throws IOException {
    String whole =
        json.replace("ADDED", "").replace("NORMALIZER", "null").replace("DROPOUT", "null");
    Files.writeString(folder.resolve("tokenizer.json"), whole);
    return folder;
  }
}
