package org.rccbench.training.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.Tokenizer;

/**
 * A learnt tokenizer is a byte-level BPE of the known kind: its merges are those of the plain
 * algorithm, every text comes back as it was, and digits stand alone.
 */
class TokenizerTrainerTest {
  @TempDir Path folder;

  private static String prose() {
    SplittableRandom random = new SplittableRandom(5);
    List<String> syllables =
        List.of(
            "bal", "cor", "vin", "zel", "the", "in", "on", "er", "an", "'s", "don't", "é", "中",
            "😀", "\u00a0", ".\n", ",", "x7");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      text.append(syllables.get(random.nextInt(syllables.size())));
      text.append(random.nextInt(3) == 0 ? " " : "");
      if (random.nextInt(9) == 0) {
        text.append(random.nextInt(100_000)).append(random.nextBoolean() ? "  " : "\r\n\t");
      }
    }
    return text.toString();
  }

  private Path learn(String name, int size, String... texts) {
    Path out = folder.resolve(name);
    try (TokenizerTrainer trainer = new TokenizerTrainer()) {
      for (String text : texts) {
        trainer.read(TextContext.of(text));
      }
      trainer.write(size, out);
    }
    return out;
  }

  private static List<String> merges(Path tokenizer) throws IOException {
    List<String> merges = new ArrayList<>();
    JsonNode json = new ObjectMapper().readTree(tokenizer.resolve("tokenizer.json").toFile());
    json.path("model").path("merges").forEach(merge -> merges.add(merge.asText()));
    return merges;
  }

  @Test
  void mergesAreThoseOfThePlainAlgorithm() throws IOException {
    String text = prose();
    assertThat(merges(learn("learnt", 420, text))).isEqualTo(PlainBytePairs.merges(text, 420));
  }

  @Test
  void repeatedLettersAndTokensOfTwoOriginsAreMergedLikeThePlainAlgorithm() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int run = 0; run < 30; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 400; i++) {
        text.append("aab ".charAt(random.nextInt(4)));
      }
      List<String> plain = PlainBytePairs.merges(text.toString(), 275);
      assertThat(merges(learn("run" + run, 275, text.toString()))).isEqualTo(plain);
    }
  }

  @Test
  void everyTextComesBackAsItWas() {
    try (Tokenizer tokenizer = Tokenizer.load(learn("learnt", 420, prose()))) {
      StringBuilder plane = new StringBuilder();
      for (char c = 0; c < Character.MAX_VALUE; c++) {
        plane.append(Character.isSurrogate(c) ? "" : Character.toString(c));
      }
      for (String text : List.of(plane.toString(), prose(), "e\u0301 \ud83d\ude00\udbff\udfff")) {
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
      }
      assertThat(tokenizer.size()).isEqualTo(420);
      assertThat(tokenizer.encode("a<|endoftext|><|padding|>")).endsWith(0, 1).hasSize(3);
    }
  }

  @Test
  void allBytesHaveTokensOfTheirOwn() {
    try (Tokenizer tokenizer = Tokenizer.load(learn("bytes", TokenizerTrainer.smallest()))) {
      assertThat(tokenizer.size()).isEqualTo(258);
      for (int id = 2; id < 258; id++) {
        assertThat(tokenizer.decode(new int[] {id})).as("id " + id).hasSize(1);
      }
      String latin =
          IntStream.range(0, 128).mapToObj(Character::toString).reduce("", String::concat);
      assertThat(tokenizer.encode(latin)).hasSize(128).doesNotHaveDuplicates();
      assertThat(tokenizer.encode("é")).hasSize(2);
    }
  }

  @Test
  void digitsStandAlone() {
    Path learnt =
        learn("digits", 300, "the number 12345 and 12345 and 12345 ".repeat(50) + prose());
    try (Tokenizer tokenizer = Tokenizer.load(learnt)) {
      assertThat(tokenizer.tokens("number 12345.")).endsWith("Ġ", "1", "2", "3", "4", "5", ".");
      assertThat(tokenizer.tokens("x٣½")).hasSize(5);
    }
  }

  @Test
  void ordersAndPiecesOfTheTextsDoNotMatter() throws IOException {
    String text = prose();
    String other = "Another text, the second one. ".repeat(40);
    Path one = learn("one", 400, text, other);
    Path two = learn("two", 400, other, text);
    assertThat(one.resolve("tokenizer.json"))
        .hasSameTextualContentAs(two.resolve("tokenizer.json"));
    try (TokenizerTrainer trainer = new TokenizerTrainer()) {
      List<String> pieces = Pattern.compile("(?<=e)").splitAsStream(text + other).toList();
      trainer.read(TextContext.ofPieces(pieces::iterator));
      trainer.write(400, folder.resolve("pieces"));
    }
    assertThat(merges(folder.resolve("pieces")))
        .isEqualTo(merges(learn("whole", 400, text + other)));
  }

  @Test
  void encodingInPiecesEqualsEncodingTheWhole() {
    try (Tokenizer tokenizer = Tokenizer.load(learn("learnt", 420, prose()))) {
      String text = prose().repeat(3);
      int[] whole = tokenizer.encode(text);
      int[] read = new int[whole.length + 1];
      try (TokenStream stream = TextContext.of(text).open(tokenizer)) {
        assertThat(stream.fill(read)).isEqualTo(whole.length);
      }
      assertThat(read).startsWith(whole);
    }
  }

  @Test
  void tooSmallATextOrVocabularyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learn("small", 300, "ab ab"))
        .withMessageContaining("gives only 260 tokens, 300 were asked for");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learn("small", 100, prose()))
        .withMessageContaining("at least 258 tokens, asked for were 100");
  }
}
