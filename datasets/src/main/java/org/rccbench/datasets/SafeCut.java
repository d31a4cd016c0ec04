package org.rccbench.datasets;

/**
 * Where a text may be cut so that the ids of the two parts, one after the other, are the ids of the
 * whole.
 *
 * <p><b>The rule.</b> A cut is safe directly before U+0020 whose previous code point is a letter, a
 * decimal digit or one of {@code . , ; : ! ? " ' ( ) -}, and directly before U+000A whose previous
 * code point is a letter or a decimal digit. What follows does not matter.
 *
 * <p><b>Why.</b> Let {@code w} be the white space after the cut and {@code p} the code point before
 * it, which is no white space. The tokenizer works in these steps (HuggingFace tokenizers,
 * byte-level BPE with the pre-tokenizer of GPT-2 and GPT-NeoX, with or without NFC, with or without
 * single digits), and none of them sees across the cut:
 *
 * <ol>
 *   <li><i>Added tokens found in the raw text</i> ({@code <|endoftext|>}) are searched from the
 *       left, the longest first, without overlap. One that is made of white space only cannot hold
 *       {@code p}, and one without white space cannot hold {@code w}, so no match crosses the cut
 *       and the search goes on at the cut as it begins in the second part. A token that swallows
 *       the white space on its right would need {@code p} as its last character: brackets, {@code
 *       |} and {@code >} are therefore not among the marks above. One that swallows the white space
 *       on its left swallows it from {@code w} on, which the second part holds whole.
 *   <li><i>NFC.</i> U+0020 and U+000A are starters that compose with nothing before them, so the
 *       normal form of the whole is the normal form of the parts. No other code point becomes white
 *       space, and white space stays so.
 *   <li><i>Added tokens found in the normalised text</i> (runs of 2 to 24 spaces): as step 1. A run
 *       of spaces after the cut begins at the cut in the whole, too.
 *   <li><i>Digits</i>, where they are single: every number character is taken out of the text, and
 *       the stretches between are matched each for itself in the next step. {@code w} is none, so
 *       the cut either ends a stretch already or falls inside one; that stretch then is two in the
 *       parts, and the next step says why this does not show.
 *   <li><i>The pattern</i> {@code 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+|
 *       ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+} is matched from the left, each match where the last one
 *       ended, and some alternative takes every code point. White space stands inside a match only
 *       as its first code point or in a match that is all white space; {@code p} is none, so the
 *       match that holds {@code w} begins at the cut. The match that ends with {@code p} ends there
 *       in the first part, too, since no class before white space can go on. Only {@code \s+(?!\S)}
 *       looks beyond its end, and by one code point: a match of it in the first part ends before
 *       {@code p}. Nothing looks back. A prefix space, where a tokenizer adds one, is not added
 *       before white space.
 *   <li><i>BPE</i> works inside one match.
 * </ol>
 *
 * <p>What is assumed: no added token mixes white space with other characters, and none that
 * swallows white space on its right ends in a letter, a digit or one of the marks. U+000A asks for
 * a letter or a digit so that patterns which glue marks to a line end keep the property as well.
 */
final class SafeCut {
  private static final String MARKS = ".,;:!?\"'()-";

  private SafeCut() {}

  /** The last safe cut at {@code from} or later, or -1. */
  static int last(CharSequence text, int from) {
    for (int at = text.length() - 1; at >= Math.max(1, from); at--) {
      if (isSafe(text, at)) {
        return at;
      }
    }
    return -1;
  }

  /** Whether {@code text} may be cut before index {@code at} (1 .. length-1). */
  static boolean isSafe(CharSequence text, int at) {
    char next = text.charAt(at);
    if (next != ' ' && next != '\n') {
      return false;
    }
    int previous = Character.codePointBefore(text, at);
    return Character.isLetterOrDigit(previous) || (next == ' ' && MARKS.indexOf(previous) >= 0);
  }
}
