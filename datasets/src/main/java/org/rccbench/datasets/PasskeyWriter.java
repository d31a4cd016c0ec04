package org.rccbench.datasets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lays out a passkey context of exactly the tokens asked for in filler that does not repeat: whole
 * sentences while they fit, then as many characters of the next ones as are needed.
 *
 * <p>Encodes the filler once, about a thousandth of it at a time. Each key line goes to the border
 * between two sentences, or between two such parts, that is nearest to its depth.
 */
final class PasskeyWriter {
  private static final int PARTS = 1000;
  private static final int TOKENS_OF_A_SENTENCE = 14;
  private static final int SPARE_TOKENS = 8;
  private static final int MOST_SKIPPED = 8;
  private static final int LONGEST_SEARCH = 64;

  private final TextEncoder encoder;
  private final PasskeyCell cell;
  private final Supplier<Iterator<String>> filler;
  private final Deque<Wanted> wanted;
  private final Map<String, Integer> tokensOfLines = new HashMap<>();
  private final RunningCount count;
  private final List<PasskeyPlan.Line> placed = new ArrayList<>();
  private final Iterator<String> sentences;
  private final Deque<String> ahead = new ArrayDeque<>();
  private final long fillerTokens;
  private long written;
  private long notFiller;
  private long keyToken = -1;
  private boolean atLineStart = true;

  /**
   * A line to place.
   *
   * @param text the line
   * @param share of the filler that stands before it; 1 only for the line that ends the text
   * @param isKey whether it is the line that is asked for
   * @param atToken the token at which the line must begin, filler being cut for it; or {@link
   *     #ANYWHERE}
   */
  record Wanted(String text, double share, boolean isKey, long atToken) {
    static final long ANYWHERE = -1;

    boolean isExact() {
      return atToken != ANYWHERE;
    }
  }

  /** A finished layout and how many tokens stand before the line of the key. */
  record Written(PasskeyPlan plan, long keyToken) {}

  /**
   * @param lines in the order of their shares
   * @throws IllegalArgumentException if the cell is too short, naming the smallest length
   */
  PasskeyWriter(
      TextEncoder encoder,
      PasskeyCell cell,
      Supplier<Iterator<String>> filler,
      List<Wanted> lines) {
    this.encoder = encoder;
    this.cell = cell;
    this.filler = filler;
    this.wanted = new ArrayDeque<>(lines);
    this.count = new RunningCount(encoder);
    this.sentences = filler.get();
    StringBuilder bare = new StringBuilder(PasskeyPlan.START);
    lines.forEach(line -> bare.append(PasskeyPlan.between(line.text())));
    int least = encoder.encode(bare.toString()).length;
    cell.requireRoom(least);
    this.fillerTokens = cell.tokens() - least;
  }

  /**
   * @throws IllegalArgumentException if no cut of the filler gives the tokens of the cell
   */
  Written write() {
    count.append(PasskeyPlan.START);
    notFiller = count.tokens();
    int sentencesOfAPart =
        (int) Math.max(1, Math.min(512, fillerTokens / TOKENS_OF_A_SENTENCE / PARTS));
    writeWhole(sentencesOfAPart);
    writeWhole(1);
    while (!wanted.isEmpty() && wanted.peek().share() < 1) {
      peek(PasskeyPlan.CUT_SENTENCES);
      placeFirst(lead() + PasskeyPlan.cuttable(ahead.iterator(), 0));
    }
    return cut();
  }

  /** Appends whole sentences, so many at a time, as long as they fit, and the lines on the way. */
  private void writeWhole(int atATime) {
    long half = 0;
    while (true) {
      while (isDue(half)) {
        place(wanted.remove());
      }
      List<String> next = peek(atATime);
      if (isReachedWith(lead() + String.join(" ", next))) {
        placeFirst(lead() + String.join(" ", next));
        continue;
      }
      long before = count.tokens();
      if (!count.appendIfWithin(lead() + String.join(" ", next), cell.tokens() - reserve())) {
        return;
      }
      half = (count.tokens() - before) / 2;
      next.forEach(sentence -> ahead.remove());
      written += next.size();
      atLineStart = false;
    }
  }

  private boolean isDue(long halfAPart) {
    return !wanted.isEmpty()
        && wanted.peek().share() < 1
        && !wanted.peek().isExact()
        && count.tokens() - notFiller + halfAPart >= wanted.peek().share() * fillerTokens;
  }

  /** Whether more filler would leave no room before a line that must begin at its token. */
  private boolean isReachedWith(String more) {
    long others = 0;
    for (Wanted line : wanted) {
      if (line.isExact()) {
        return count.tokensWith(more) + others > line.atToken() - SPARE_TOKENS;
      }
      others += tokens(line);
    }
    return false;
  }

  /** Places the next line: one before the exact one now, the exact one behind as much as fits. */
  private void placeFirst(String filling) {
    Wanted line = wanted.remove();
    if (line.isExact()) {
      placeExactly(line, filling);
    } else {
      place(line);
    }
  }

  private void placeExactly(Wanted line, String filling) {
    String word = firstWord(line);
    long wordTokens = encoder.encode(word).length;
    double share = (line.atToken() - count.tokens()) / (double) encoder.encode(filling).length;
    long estimate = Math.round(share * filling.length());
    for (int i = 0; i < 2 * LONGEST_SEARCH; i++) {
      long characters = estimate + (i % 2 == 1 ? (i + 1) / 2 : -(i / 2));
      if (characters < 0 || characters > filling.length()) {
        continue;
      }
      String cut = filling.substring(0, (int) characters);
      if (count.tokensWith(cut + "\n" + word) - wordTokens == line.atToken()) {
        count.append(cut + PasskeyPlan.between(line.text()));
        notFiller += tokens(line);
        keyToken = line.atToken();
        placed.add(new PasskeyPlan.Line(line.text(), written, cut));
        atLineStart = true;
        return;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "no cut of the filler puts the key line at token %d (seed %d); ask for another",
            line.atToken(),
            cell.seed()));
  }

  private static String firstWord(Wanted line) {
    return line.text().substring(0, line.text().indexOf(' '));
  }

  private List<String> peek(int number) {
    while (ahead.size() < number) {
      ahead.add(sentences.next());
    }
    return ahead.stream().limit(number).toList();
  }

  private String lead() {
    return atLineStart ? "" : " ";
  }

  /** Tokens to leave for the lines that are still to come and for the cut. */
  private long reserve() {
    long tokens = SPARE_TOKENS;
    for (Wanted line : wanted) {
      tokens += tokens(line);
    }
    return tokens;
  }

  /** Tokens of a line between two others; asked for with every sentence of the filler. */
  private int tokens(Wanted line) {
    return tokensOfLines.computeIfAbsent(
        line.text(), text -> encoder.encode(PasskeyPlan.between(text)).length);
  }

  private void place(Wanted line) {
    noteKey(line, "");
    long before = count.tokens();
    count.append(PasskeyPlan.between(line.text()));
    notFiller += count.tokens() - before;
    placed.add(new PasskeyPlan.Line(line.text(), written, ""));
    atLineStart = true;
  }

  /**
   * Counts the tokens before a line: its first word is encoded with what stands before it, and its
   * own tokens are taken off, since white space divides by what follows it.
   */
  private void noteKey(Wanted line, String filling) {
    if (line.isKey()) {
      String word = firstWord(line);
      keyToken = count.tokensWith(filling + "\n" + word) - encoder.encode(word).length;
    }
  }

  private Written cut() {
    Wanted last = wanted.poll();
    String end = last == null ? "" : PasskeyPlan.between(last.text());
    for (int skipped = 0; skipped < MOST_SKIPPED; skipped++) {
      peek(skipped + PasskeyPlan.CUT_SENTENCES);
      String text = lead() + PasskeyPlan.cuttable(ahead.iterator(), skipped);
      String taken = takenToFit(text, end);
      if (taken != null) {
        return written(last, taken, skipped);
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "no passkey context has exactly %d tokens at depth %s with this tokenizer and seed %d;"
                + " ask for a length a few tokens away or take another seed",
            cell.tokens(),
            Double.toString(cell.depthPercent()),
            cell.seed()));
  }

  /**
   * The beginning of {@code text} that makes the length exact, nearest to the estimate, or null.
   */
  private String takenToFit(String text, String end) {
    long without = count.tokensWith(end);
    double tokensOfText = count.tokensWith(text + end) - without;
    long estimate = Math.round((cell.tokens() - without) / tokensOfText * text.length());
    for (int i = 0; i < 2 * LONGEST_SEARCH; i++) {
      long characters = estimate + (i % 2 == 1 ? (i + 1) / 2 : -(i / 2));
      if (characters >= 0 && characters <= text.length()) {
        String taken = text.substring(0, (int) characters);
        if (count.tokensWith(taken + end) == cell.tokens()) {
          return taken;
        }
      }
    }
    return null;
  }

  private Written written(Wanted last, String taken, int skipped) {
    if (last != null) {
      noteKey(last, taken);
      placed.add(new PasskeyPlan.Line(last.text(), written + 1, ""));
    }
    PasskeyPlan plan =
        new PasskeyPlan(filler, List.copyOf(placed), written, skipped, taken.length());
    return new Written(plan, keyToken);
  }
}
