package org.rccbench.evaluators;

import java.util.Arrays;
import org.rccbench.models.Tokenizer;

/**
 * Where ids can be cut so that both parts are text: a token of a byte-level tokenizer may end
 * inside a character, and what is left of a character there cannot be told another tokenizer.
 */
final class WholeCharacters {
  /** Tokens that the bytes of a cut character can take: one less than its four bytes. */
  private static final int MOST = 3;

  /** Tokens on each side that are looked at: a character, and what stands around it. */
  private static final int AROUND = 8;

  private static final String NO_CHARACTER = "\uFFFD";

  private WholeCharacters() {}

  /** The last place at or before {@code at} at which no character is cut. */
  static int before(Tokenizer tokenizer, int[] ids, int at) {
    for (int place = at; place > Math.max(0, at - MOST); place--) {
      if (isWhole(tokenizer, ids, place)) {
        return place;
      }
    }
    return Math.max(0, at - MOST);
  }

  private static boolean isWhole(Tokenizer tokenizer, int[] ids, int at) {
    int from = Math.max(0, at - AROUND);
    int to = Math.min(ids.length, at + AROUND);
    String left = tokenizer.decode(Arrays.copyOfRange(ids, from, at));
    String right = tokenizer.decode(Arrays.copyOfRange(ids, at, to));
    return tokenizer.decode(Arrays.copyOfRange(ids, from, to)).equals(left + right);
  }

  /**
   * The ids without the halves of characters at their ends, at most three ids at each.
   *
   * @param ids a piece of a text
   */
  static int[] of(Tokenizer tokenizer, int[] ids) {
    int from = 0;
    while (from < Math.min(MOST, ids.length) && beginsCut(tokenizer, ids, from)) {
      from++;
    }
    // longer than what is left of a character can be: nothing of a cut
    int start = beginsCut(tokenizer, ids, from) ? 0 : from;
    return upToWhole(tokenizer, Arrays.copyOfRange(ids, start, ids.length));
  }

  /** The ids without the beginning of a character at their end, at most three ids. */
  static int[] upToWhole(Tokenizer tokenizer, int[] ids) {
    int end = ids.length;
    while (end > Math.max(0, ids.length - MOST) && endsCut(tokenizer, ids, end)) {
      end--;
    }
    return endsCut(tokenizer, ids, end) ? ids : Arrays.copyOf(ids, end);
  }

  private static boolean beginsCut(Tokenizer tokenizer, int[] ids, int from) {
    int to = Math.min(ids.length, from + AROUND);
    return tokenizer.decode(Arrays.copyOfRange(ids, from, to)).startsWith(NO_CHARACTER)
        && !standsAt(ids, from, tokenizer.encode(NO_CHARACTER));
  }

  private static boolean endsCut(Tokenizer tokenizer, int[] ids, int end) {
    int from = Math.max(0, end - AROUND);
    int[] own = tokenizer.encode(NO_CHARACTER);
    return tokenizer.decode(Arrays.copyOfRange(ids, from, end)).endsWith(NO_CHARACTER)
        && !standsAt(ids, end - own.length, own);
  }

  /** A replacement character that the text itself has is none that a cut has made. */
  private static boolean standsAt(int[] ids, int at, int[] own) {
    int end = at + own.length;
    return at >= 0 && end <= ids.length && Arrays.equals(ids, at, end, own, 0, own.length);
  }
}
