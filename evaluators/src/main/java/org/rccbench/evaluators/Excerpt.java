package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.models.Tokenizer;

/**
 * What a reader of a report needs to see of a context: a short piece of it around what matters. A
 * journal keeps the hash of a context alone, since contexts can be as long as they like.
 */
final class Excerpt {
  /** Name of the detail. */
  static final String DETAIL = "excerpt";

  /** Characters (UTF-16) of the longest excerpt. */
  static final int MOST = 300;

  private static final int BEFORE = 100;
  private static final int TOKENS_BEFORE = 24;
  private static final int TOKENS = 120;
  private static final char CUT = '…';
  private static final char NO_CHARACTER = '\uFFFD';

  private Excerpt() {}

  /** Puts the piece around the first of these texts that stands in the context, if one does. */
  static void put(SortedMap<String, Object> details, Context context, List<String> wanted) {
    if (context instanceof TextContext text) {
      around(text, wanted).ifPresent(excerpt -> details.put(DETAIL, excerpt));
    }
  }

  private static Optional<String> around(TextContext text, List<String> wanted) {
    for (String words : wanted) {
      OptionalLong at = words.isBlank() ? OptionalLong.empty() : text.find(words.strip());
      if (at.isPresent()) {
        return Optional.of(around(text, at.getAsLong()));
      }
    }
    return Optional.empty();
  }

  private static String around(TextContext text, long at) {
    long from = Math.max(0, at - BEFORE);
    return bounded(text.text(from, MOST + 1), from > 0);
  }

  /** The tokens around one of them. */
  static String around(Tokenizer tokenizer, int[] ids, int at) {
    int from = Math.max(0, at - TOKENS_BEFORE);
    int to = Math.min(ids.length, from + TOKENS);
    String text = tokenizer.decode(Arrays.copyOfRange(ids, from, to));
    // a cut between tokens may lie inside a character
    int start = 0;
    while (from > 0 && start < text.length() && text.charAt(start) == NO_CHARACTER) {
      start++;
    }
    String whole = text.substring(start);
    return bounded(to < ids.length ? whole + CUT : whole, from > 0);
  }

  /** Stretches of a text, joined. */
  static String joined(List<String> stretches) {
    List<String> parts = new ArrayList<>(stretches);
    return bounded(String.join(" " + CUT + " ", parts), false);
  }

  /** At most so long, with a mark at a cut, and no character halved. */
  private static String bounded(String text, boolean cutBefore) {
    int start = !text.isEmpty() && Character.isLowSurrogate(text.charAt(0)) ? 1 : 0;
    String head = cutBefore ? String.valueOf(CUT) : "";
    int room = MOST - head.length();
    if (text.length() - start <= room) {
      return head + text.substring(start);
    }
    int end = start + room - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return head + text.substring(start, end) + CUT;
  }
}
