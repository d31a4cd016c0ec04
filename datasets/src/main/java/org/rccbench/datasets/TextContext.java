package org.rccbench.datasets;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A context given as text, encoded piece by piece with the ids of the whole text.
 *
 * <p>The text is cut only where the cut cannot show in the ids ({@code SafeCut} states the rule and
 * proves it for byte-level BPE with the GPT-2 and GPT-NeoX pre-tokenizer): before a space after a
 * letter, a digit or plain punctuation, and before a line feed after a letter or a digit. About
 * 8,192 characters stand in memory. A text without such a place (one long word, Chinese without
 * spaces) is still encoded rightly, but its buffer grows to the whole stretch.
 */
public final class TextContext implements Context {
  private static final int BUFFERED_CHARACTERS = 8192;

  private final Supplier<Iterator<String>> pieces;
  private volatile Counted counted;

  /** A count that is known for one encoder. */
  private record Counted(TextEncoder encoder, long tokens) {}

  private TextContext(Supplier<Iterator<String>> pieces, Counted counted) {
    this.pieces = Objects.requireNonNull(pieces, "pieces");
    this.counted = counted;
  }

  /**
   * A context of {@code text}.
   *
   * @throws IllegalArgumentException if the text holds half a surrogate pair
   */
  public static TextContext of(String text) {
    Surrogates.refuseLone(text, 0);
    return new TextContext(() -> List.of(text).iterator(), null);
  }

  /**
   * The text of a UTF-8 file, read anew on every pass. Line ends and a byte-order mark are kept.
   * Reading throws {@link java.io.UncheckedIOException} if the file cannot be read, or naming file
   * and byte offset where it is not UTF-8.
   */
  public static TextContext ofFile(Path file) {
    Objects.requireNonNull(file, "file");
    return new TextContext(() -> new Utf8Pieces(file), null);
  }

  /**
   * One text in pieces, which may end anywhere, also inside a surrogate pair. Every call of the
   * supplier must give the same text from its start. An iterator that is {@link java.io.Closeable}
   * is closed with the stream. Reading throws {@link IllegalArgumentException} if the text holds
   * half a surrogate pair.
   */
  public static TextContext ofPieces(Supplier<Iterator<String>> pieces) {
    return new TextContext(pieces, null);
  }

  /** As {@link #ofPieces}, for a text whose length under {@code encoder} is known. */
  static TextContext ofCountedPieces(
      Supplier<Iterator<String>> pieces, TextEncoder encoder, long tokens) {
    return new TextContext(pieces, new Counted(encoder, tokens));
  }

  @Override
  public TokenStream open(TextEncoder encoder) {
    return new PieceTokens(pieces.get(), encoder, BUFFERED_CHARACTERS);
  }

  /** Counts the tokens by one pass; the last count is kept for its encoder. */
  @Override
  public long tokenCount(TextEncoder encoder) {
    Counted known = counted;
    if (known == null || known.encoder() != encoder) {
      known = new Counted(encoder, countByReading(encoder));
      counted = known;
    }
    return known.tokens();
  }

  private long countByReading(TextEncoder encoder) {
    int[] ids = new int[BUFFERED_CHARACTERS];
    long tokens = 0;
    try (TokenStream stream = open(encoder)) {
      for (int n = stream.fill(ids); n > 0; n = stream.fill(ids)) {
        tokens += n;
      }
    }
    return tokens;
  }

  /** The sha256 of the text as UTF-8; reads the text once. */
  @Override
  public String sha256() {
    Sha256 sha = new Sha256();
    Iterator<String> source = pieces.get();
    try {
      String carried = "";
      long before = 0;
      while (source.hasNext()) {
        String text = carried + source.next();
        int end = text.length() - (endsInsidePair(text) ? 1 : 0);
        carried = text.substring(end);
        update(sha, text.substring(0, end), before);
        before += end;
      }
      update(sha, carried, before);
    } finally {
      PieceTokens.closeSource(source);
    }
    return sha.hex();
  }

  private static boolean endsInsidePair(String text) {
    return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
  }

  private static void update(Sha256 sha, String text, long before) {
    Surrogates.refuseLone(text, before);
    sha.update(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many words the text has, as Python's {@code len(text.split())} counts them. */
  public long words() {
    long words = 0;
    boolean inside = false;
    Iterator<String> source = pieces.get();
    try {
      while (source.hasNext()) {
        String piece = source.next();
        for (int i = 0; i < piece.length(); i++) {
          boolean space = isSpace(piece.charAt(i));
          words += !space && !inside ? 1 : 0;
          inside = !space;
        }
      }
    } finally {
      PieceTokens.closeSource(source);
    }
    return words;
  }

  // Python's white space: Java's, and four characters more.
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c)
        || c == '\u0085'
        || c == '\u00a0'
        || c == '\u2007'
        || c == '\u202f';
  }

  /**
   * Where these words stand for the first time, not as part of longer ones: no letter or digit
   * touches them. Reads the text up to there and keeps none of it.
   *
   * @return characters (UTF-16) before them, or empty
   */
  public OptionalLong find(String words) {
    if (words.isBlank()) {
      throw new IllegalArgumentException("there are no words to find in \"" + words + "\"");
    }
    StringBuilder held = new StringBuilder();
    long dropped = 0;
    Iterator<String> source = pieces.get();
    try {
      while (source.hasNext()) {
        held.append(source.next());
        int at = wholeWords(held, words, dropped > 0, source.hasNext());
        if (at >= 0) {
          return OptionalLong.of(dropped + at);
        }
        // what may still begin a match, and the character before it
        int passed = Math.max(0, held.length() - words.length() - 1);
        held.delete(0, passed);
        dropped += passed;
      }
    } finally {
      PieceTokens.closeSource(source);
    }
    return OptionalLong.empty();
  }

  private static int wholeWords(
      StringBuilder held, String words, boolean unknownBefore, boolean unknownAfter) {
    int at = held.indexOf(words);
    while (at >= 0) {
      int end = at + words.length();
      boolean begins = at == 0 ? !unknownBefore : !Character.isLetterOrDigit(held.charAt(at - 1));
      boolean ends =
          end == held.length() ? !unknownAfter : !Character.isLetterOrDigit(held.charAt(end));
      if (begins && ends) {
        return at;
      }
      at = held.indexOf(words, at + 1);
    }
    return -1;
  }

  /**
   * A stretch of the text, shorter where the text ends before it does.
   *
   * @param from characters (UTF-16) before it
   * @param length characters, at most
   */
  public String text(long from, int length) {
    StringBuilder stretch = new StringBuilder();
    long at = 0;
    Iterator<String> source = pieces.get();
    try {
      while (source.hasNext() && at < from + length) {
        String piece = source.next();
        int start = (int) Math.min(piece.length(), Math.max(0, from - at));
        int end = (int) Math.min(piece.length(), from + length - at);
        stretch.append(piece, start, Math.max(start, end));
        at += piece.length();
      }
    } finally {
      PieceTokens.closeSource(source);
    }
    return stretch.toString();
  }

  /** The whole text in memory; only for texts that are known to be small. */
  public String text() {
    StringBuilder text = new StringBuilder();
    Iterator<String> source = pieces.get();
    try {
      source.forEachRemaining(text::append);
    } finally {
      PieceTokens.closeSource(source);
    }
    return text.toString();
  }
}
