package org.rccbench.models.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TokenContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.Tokenizer;

/** Pieces of text are together the text, wherever ids cut its characters. */
class TextPiecesTest {
  private static final String TEXT = "a€b\uD83D\uDE00ü \n\uFFFD\uFFFDend é";

  private static String joined(TokenStream ids, Tokenizer tokenizer, int length) {
    StringBuilder all = new StringBuilder();
    TextPieces pieces = new TextPieces(ids, tokenizer, length);
    for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
      assertThat(piece).isNotEmpty();
      all.append(piece);
    }
    return all.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 11, 100})
  void joinedTheyAreTheText(int length) {
    try (Tokenizer tokenizer = Tokenizer.bytes();
        TokenStream ids = TextContext.of(TEXT).open(tokenizer);
        TokenStream again = new TokenContext(tokenizer.encode(TEXT)).open(tokenizer)) {
      assertThat(joined(ids, tokenizer, length)).isEqualTo(TEXT);
      assertThat(joined(again, tokenizer, length)).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50})
  void bytesThatAreNoCharacterBecomeReplacements(int length) {
    try (Tokenizer tokenizer = Tokenizer.bytes();
        TokenStream ids =
            new TokenContext(new int[] {0xe2 + 2, 0x82 + 2, 'x' + 2, 0xff + 2, 'y' + 2})
                .open(tokenizer)) {
      assertThat(joined(ids, tokenizer, length).replace("\uFFFD", "")).isEqualTo("xy");
    }
  }
}
