package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a text comes in pieces, its ids and its hash are those of the whole. */
class TextContextTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void encodingInPiecesEqualsEncodingTheWhole(Encoders encoder) {
    for (long seed = 0; seed < 40; seed++) {
      String text = AdversarialText.of(seed, 60);
      int[] whole = encoder.encode(text);
      for (int size = 1; size <= text.length(); size++) {
        for (int buffer : new int[] {1, 7, 64}) {
          TokenStream stream = new PieceTokens(pieces(text, size).iterator(), encoder, buffer);
          int[] read = new int[whole.length + 1];
          assertThat(stream.fill(read)).as("seed %d", seed).isEqualTo(whole.length);
          assertThat(read).as("seed %d, pieces of %d", seed, size).startsWith(whole);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void textsLongerThanTheBufferKeepTheirIds(Encoders encoder) throws IOException {
    String text = AdversarialText.of(99, 40_000);
    int[] whole = encoder.encode(text);
    Path file = Files.writeString(folder.resolve("long.txt"), text);

    assertThat(Encoders.ids(TextContext.of(text), encoder)).isEqualTo(whole);
    assertThat(Encoders.ids(TextContext.ofFile(file), encoder)).isEqualTo(whole);
    assertThat(TextContext.ofFile(file).tokenCount(encoder)).isEqualTo(whole.length);
    assertThat(TextContext.ofFile(file).text()).isEqualTo(text);
  }

  @Test
  void wordsAreFoundHoweverTheTextIsCut() {
    String text =
        "no, nobody said no 12 times: \"no\"; the key is 512. The key is 12\u00e9, key is 12";
    for (int size = 1; size <= text.length(); size++) {
      List<String> cut = pieces(text, size);
      TextContext context = TextContext.ofPieces(cut::iterator);
      assertThat(context.find("no")).hasValue(0);
      assertThat(context.find("no 12")).hasValue(text.indexOf("no 12"));
      assertThat(context.find("key is 12"))
          .as("pieces of %d", size)
          .hasValue(text.lastIndexOf("key"));
      assertThat(context.find("body")).isEmpty();
      assertThat(context.text(4, 6)).isEqualTo("nobody");
      assertThat(context.text(text.length() - 2L, 50)).isEqualTo("12");
      assertThat(context.text(text.length() + 9L, 50)).isEmpty();
      assertThat(context.text(0, text.length())).isEqualTo(text);
    }
    assertThatThrownBy(() -> TextContext.of("x").find(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBufferStaysSmallWhereThereAreCuts() {
    List<Integer> lengths = new ArrayList<>();
    TextEncoder watched =
        text -> {
          lengths.add(text.length());
          return Encoders.BYTES.encode(text);
        };
    String line = "Plain words make room for cuts.\n";

    long tokens = TextContext.of(line.repeat(10_000)).tokenCount(watched);

    assertThat(tokens).isEqualTo(10_000L * line.length());
    assertThat(lengths).allMatch(length -> length <= 8192);
  }

  @Test
  void aTextWithoutACutIsEncodedAtOnce() {
    String text = "日本語".repeat(10_000);
    assertThat(Encoders.ids(TextContext.of(text), Encoders.NEOX))
        .isEqualTo(Encoders.NEOX.encode(text));
  }

  @Test
  void everyPassGivesTheSameIds() {
    TextContext context = TextContext.of("Again and again.");
    assertThat(Encoders.ids(context, Encoders.NEOX))
        .isEqualTo(Encoders.ids(context, Encoders.NEOX))
        .isEqualTo(Encoders.NEOX.encode("Again and again."));
  }

  @Test
  void theCountBelongsToItsEncoder() {
    TextContext context = TextContext.of("The letter");
    assertThat(context.tokenCount(Encoders.BYTES)).isEqualTo(10);
    assertThat(context.tokenCount(Encoders.NEOX)).isLessThan(10);
    assertThat(context.tokenCount(Encoders.BYTES)).isEqualTo(10);
  }

  @Test
  void theHashIsThatOfTheBytesHoweverTheTextIsCut() throws IOException {
    // printf abc | sha256sum
    assertThat(TextContext.of("abc").sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    String text = AdversarialText.of(5, 50) + "😀";
    Path file = Files.writeString(folder.resolve("hash.txt"), text);
    for (int size = 1; size < 9; size++) {
      List<String> pieces = pieces(text, size);
      assertThat(TextContext.ofPieces(pieces::iterator).sha256()).isEqualTo(Sha256.ofFile(file));
    }
  }

  @Test
  void bytesThatAreNotUtf8AreNamedByFileAndOffset() throws IOException {
    for (int before : new int[] {0, 5, 8191, 8192, 20_001}) {
      byte[] bytes = ("x".repeat(before) + "?y").getBytes(StandardCharsets.US_ASCII);
      bytes[before] = (byte) 0xC3;
      Path file = Files.write(folder.resolve("bad.txt"), bytes);
      assertThatThrownBy(() -> TextContext.ofFile(file).tokenCount(Encoders.BYTES))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "bad.txt is not UTF-8 at byte offset " + before + "; convert the file to UTF-8");
    }
  }

  @Test
  void aCharacterCutOffAtTheEndOfTheFileIsAnError() throws IOException {
    Path file = Files.write(folder.resolve("cut.txt"), new byte[] {'a', (byte) 0xE2, (byte) 0x82});
    assertThatThrownBy(() -> TextContext.ofFile(file).sha256())
        .hasMessageContaining("cut.txt is not UTF-8 at byte offset 1");
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThatThrownBy(() -> TextContext.of("ab\ud83d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("U+D83D")
        .hasMessageContaining("UTF-16 unit 2");
    TextContext pieces = TextContext.ofPieces(() -> List.of("a b", "\ude00 c").iterator());
    assertThatThrownBy(() -> pieces.tokenCount(Encoders.BYTES)).hasMessageContaining("unit 3");
    assertThatThrownBy(pieces::sha256).hasMessageContaining("unit 3");
  }

  @Test
  void aMissingFileIsNamed() {
    TextContext context = TextContext.ofFile(folder.resolve("none.txt"));
    assertThatThrownBy(() -> context.open(Encoders.BYTES))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.txt");
  }

  @Test
  void closingTheStreamClosesTheSource() {
    boolean[] closed = new boolean[1];
    class Source implements Iterator<String>, Closeable {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public String next() {
        return "again ";
      }

      @Override
      public void close() {
        closed[0] = true;
      }
    }
    try (TokenStream stream = TextContext.ofPieces(Source::new).open(Encoders.BYTES)) {
      assertThat(stream.fill(new int[100])).isEqualTo(100);
    }
    assertThat(closed[0]).isTrue();
  }

  private static List<String> pieces(String text, int size) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); at += size) {
      pieces.add(text.substring(at, Math.min(text.length(), at + size)));
    }
    return pieces;
  }
}
