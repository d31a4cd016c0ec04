package org.rccbench.models.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.models.ModelSpec;

/**
 * Errors planted by the {@code noisy} control at known places.
 *
 * @param offsets tokens of each window that are forgotten, from and to; none if empty
 * @param slots places in each stretch of a slot that are forgotten, from and to
 * @param depths answers whose place in the text, in percent, lies here are wrong
 * @param lengths of contexts with so many tokens every answer is wrong
 * @param first index of the new ids that is wrong in every answer
 * @param guess whether the text is forgotten and every answer guessed
 */
record Noise(Range offsets, Range slots, Range depths, Range lengths, Range first, boolean guess) {
  static final Noise NONE =
      new Noise(Range.EMPTY, Range.EMPTY, Range.EMPTY, Range.EMPTY, Range.EMPTY, false);

  private static final String FORM =
      "the source of a noisy model is a tokenizer (bytes, or a folder with tokenizer.json) and then"
          + " errors, such as bytes;offset=64-71;slot=3;depth=50;length=1024;first=7 or bytes;guess";

  /** Whole numbers from one to another, both included. */
  record Range(long from, long to) {
    static final Range EMPTY = new Range(0, -1);

    boolean holds(double value) {
      return value >= from && value <= to;
    }

    private static Range parse(String text) {
      if (!text.matches("[0-9]{1,9}(-[0-9]{1,9})?")) {
        throw new IllegalArgumentException("\"" + text + "\" is no number or range; " + FORM);
      }
      int dash = text.indexOf('-');
      long from = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
      return new Range(from, dash < 0 ? from : Long.parseLong(text.substring(dash + 1)));
    }
  }

  /** The part of a source before the errors. */
  static String tokenizer(ModelSpec spec) {
    int end = spec.source().indexOf(';');
    return end < 0 ? spec.source() : spec.source().substring(0, end);
  }

  /**
   * The errors that a source asks for.
   *
   * @throws IllegalArgumentException if it asks for none, or is not understood
   */
  static Noise of(ModelSpec spec) {
    Map<String, Range> ranges = new TreeMap<>();
    boolean guess = false;
    String[] parts = spec.source().split(";", -1);
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      int at = part.indexOf('=');
      if (part.equals("guess")) {
        guess = true;
      } else if (at > 0 && part.substring(0, at).matches("offset|slot|depth|length|first")) {
        ranges.put(part.substring(0, at), Range.parse(part.substring(at + 1)));
      } else {
        throw new IllegalArgumentException("unknown error \"" + part + "\"; " + FORM);
      }
    }
    if (ranges.isEmpty() && !guess) {
      throw new IllegalArgumentException("\"" + spec.source() + "\" asks for no error; " + FORM);
    }
    return new Noise(
        ranges.getOrDefault("offset", Range.EMPTY),
        ranges.getOrDefault("slot", Range.EMPTY),
        ranges.getOrDefault("depth", Range.EMPTY),
        ranges.getOrDefault("length", Range.EMPTY),
        ranges.getOrDefault("first", Range.EMPTY),
        guess);
  }

  /** What is kept of a text: forgotten tokens are others. */
  int[] kept(int[] read, int window, int rate) {
    int[] kept = read.clone();
    for (int i = 0; i < kept.length; i++) {
      int offset = window > 0 ? i % window : i;
      if (offsets.holds(offset) || slots.holds(offset % Math.max(1, rate))) {
        kept[i] = other(kept[i]);
      }
    }
    return kept;
  }

  /** The answer with its planted errors. */
  int[] said(int[] answer, boolean allWrong) {
    int[] said = answer.clone();
    for (int i = 0; i < said.length; i++) {
      if (allWrong || first.holds(i)) {
        said[i] = other(said[i]);
      }
    }
    return said;
  }

  /** An id that is not the right one. */
  static int other(int id) {
    return id == 5 ? 6 : 5;
  }

  /** In words, for a card. */
  String words() {
    if (equals(NONE)) {
      return "keeps the text and answers from it";
    }
    return String.format(
        Locale.ROOT,
        "keeps the text but for planted errors: offset %s, slot %s, depth %s, length %s, first %s%s",
        word(offsets),
        word(slots),
        word(depths),
        word(lengths),
        word(first),
        guess ? ", guesses" : "");
  }

  private static String word(Range range) {
    return range.equals(Range.EMPTY) ? "none" : range.from() + "-" + range.to();
  }
}
