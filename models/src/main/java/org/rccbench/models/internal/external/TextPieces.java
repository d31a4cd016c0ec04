package org.rccbench.models.internal.external;

import java.util.Arrays;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.Tokenizer;

/**
 * A stream of ids as consecutive pieces of text, which together are the text of all ids: no
 * character is cut in two, however the ids cut it.
 */
final class TextPieces {
  /** What a decoder puts in place of bytes that are no character, and a character of its own. */
  private static final char REPLACEMENT = '\uFFFD';

  /** Most bytes of a character, and so most ids. */
  private static final int LONGEST = 4;

  private final TokenStream ids;
  private final Tokenizer tokenizer;
  private final int length;
  private int[] ahead = new int[0];

  /**
   * Takes a stream, which the caller closes.
   *
   * @param length ids of a piece
   */
  TextPieces(TokenStream ids, Tokenizer tokenizer, int length) {
    this.ids = ids;
    this.tokenizer = tokenizer;
    this.length = length;
  }

  /** The next piece, or null at the end. */
  String next() {
    look(length);
    if (ahead.length == 0) {
      return null;
    }
    int end = Math.min(length, ahead.length);
    String text = decoded(0, end);
    if (text.endsWith(String.valueOf(REPLACEMENT))) {
      look(length + 2 * LONGEST);
      end = border(end);
      text = decoded(0, end);
    }
    ahead = Arrays.copyOfRange(ahead, end, ahead.length);
    return text;
  }

  /**
   * The first place from {@code end} on where the ids before and behind do not share a character.
   */
  private int border(int end) {
    for (int cut = end; cut < Math.min(end + LONGEST, ahead.length); cut++) {
      int behind = Math.min(cut + LONGEST, ahead.length);
      if ((decoded(0, cut) + decoded(cut, behind)).equals(decoded(0, behind))) {
        return cut;
      }
    }
    return Math.min(end + LONGEST, ahead.length);
  }

  private String decoded(int from, int to) {
    return tokenizer.decode(Arrays.copyOfRange(ahead, from, to));
  }

  private void look(int wanted) {
    if (ahead.length < wanted) {
      int[] more = new int[wanted - ahead.length];
      int filled = ids.fill(more);
      int there = ahead.length;
      ahead = Arrays.copyOf(ahead, there + filled);
      System.arraycopy(more, 0, ahead, there, filled);
    }
  }
}
