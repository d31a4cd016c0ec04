package org.rccbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The byte tokenizer is the identity on UTF-8, moved by its two special ids. */
class TokenizerTest {
  private static final Tokenizer BYTES = Tokenizer.bytes();

  @AfterAll
  static void close() {
    BYTES.close();
  }

  private static int[] utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[bytes.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Byte.toUnsignedInt(bytes[i]) + 2;
    }
    return ids;
  }

  /** The engine's tokens, each looked up in the vocabulary, give the ids by a second way. */
  @Test
  void idsAreThoseOfTheTokens() throws IOException {
    Map<String, Integer> vocabulary = new HashMap<>();
    try (InputStream in = Tokenizer.class.getResourceAsStream("byte-tokenizer.json")) {
      JsonNode json = new ObjectMapper().readTree(in);
      json.path("model").path("vocab").properties().forEach(e -> put(vocabulary, e));
      json.path("added_tokens")
          .forEach(
              added -> vocabulary.put(added.path("content").asText(), added.path("id").asInt()));
    }
    assertThat(vocabulary).hasSize(258);
    List<String> parts =
        List.of(
            "<|endoftext|>", "<|padding|>", "<|", "|>", "<|pad", " ", "\n", "a", "Zür", "😀", "1.");
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(8); n >= 0; n--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      int[] expected = BYTES.tokens(text.toString()).stream().mapToInt(vocabulary::get).toArray();
      assertThat(BYTES.encode(text.toString())).as("%s", text).isEqualTo(expected);
    }
  }

  private static void put(Map<String, Integer> vocabulary, Map.Entry<String, JsonNode> token) {
    vocabulary.put(token.getKey(), token.getValue().asInt());
  }

  private static void isIdentity(String text) {
    assertThat(BYTES.encode(text)).as(text).isEqualTo(utf8(text));
    assertThat(BYTES.decode(utf8(text))).isEqualTo(text);
    assertThat(BYTES.decodeWithoutSpecial(utf8(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "  two  spaces \t\r\n\n",
        "don't won't",
        "\u0000\u0001\u007f",
        "caf\u00e9 cafe\u0301",
        "\ufb01ne \u2126 \u212b \u1e9b\u0323",
        "\u4e2d\u6587 \u0440\u0443\u0441 \u0627\u0644",
        "\ud83d\ude00\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
        "\ufeff\u2028\uffff\ue000",
        "\udbff\udfff",
        "<|endoftext",
        "Line ends .  \u00a0 , ?"
      })
  void aTextIsItsBytes(String text) {
    isIdentity(text);
  }

  @Test
  void everyCharacterOfTheBasicPlaneIsItsBytes() {
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate(c)) {
        text.append(c);
      }
    }
    isIdentity(text.toString());
  }

  @Test
  void anyMixtureOfCharactersIsItsBytes() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        int limit = new int[] {0x80, 0x500, 0x10000, 0x110000}[random.nextInt(4)];
        int point = random.nextInt(limit);
        text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
      }
      isIdentity(text.toString());
    }
  }

  @Test
  void specialTokensHaveTheFirstTwoIds() {
    assertThat(BYTES.encode("a<|endoftext|>b<|padding|>")).containsExactly('a' + 2, 0, 'b' + 2, 1);
    int[] ids = {0, 'a' + 2, 1};
    assertThat(BYTES.decode(ids)).isEqualTo("<|endoftext|>a<|padding|>");
    assertThat(BYTES.decodeWithoutSpecial(ids)).isEqualTo("a");
    assertThat(BYTES.size()).isEqualTo(258);
  }

  @Test
  void bytesThatAreNoTextBecomeTheReplacementCharacter() {
    assertThat(BYTES.decode(new int[] {'a' + 2, 0xff + 2, 'b' + 2})).isEqualTo("a\ufffdb");
    assertThat(BYTES.decode(new int[] {'a' + 2, 999})).as("ids without a token").isEqualTo("a");
  }

  @Test
  void wordsAreTheStretchesThatNoTokenCrosses() {
    assertThat(BYTES.words("It's a 2!"))
        .containsExactly(
            List.of("I", "t"),
            List.of("'", "s"),
            List.of("Ġ", "a"),
            List.of("Ġ", "2"),
            List.of("!"));
    assertThat(BYTES.words("")).isEmpty();
    assertThat(BYTES.words("a<|endoftext|>")).endsWith(List.of("<|endoftext|>"));
  }

  @Test
  void textThatIsNoByteLevelTokenizerIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.parse("{\"model\": {\"type\": \"WordPiece\"}}"))
        .withMessageContaining("model type \"WordPiece\" is not a byte-level BPE");
  }

  @Test
  void theEndOfTextsIsFoundByItsName() throws IOException {
    String json;
    try (InputStream in = Tokenizer.class.getResourceAsStream("byte-tokenizer.json")) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String swapped =
        json.replace("<|endoftext|>", "<|x|>")
            .replace("<|padding|>", "<|endoftext|>")
            .replace("<|x|>", "<|padding|>");
    try (Tokenizer bytes = Tokenizer.bytes();
        Tokenizer second = Tokenizer.parse(swapped);
        Tokenizer llama = Tokenizer.parse(json.replace("<|endoftext|>", "</s>"));
        Tokenizer none = Tokenizer.parse(json.replace("<|endoftext|>", "<end>"))) {
      assertThat(bytes.endOfText()).hasValue(0);
      assertThat(second.endOfText()).hasValue(1);
      assertThat(llama.endOfText()).hasValue(0);
      assertThat(none.endOfText()).isEmpty();
    }
  }
}
