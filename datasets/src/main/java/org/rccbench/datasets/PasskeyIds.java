package org.rccbench.datasets;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pass-key contexts in the classic filler as ids, for those who need thousands of them: the form is
 * that of {@link PasskeyGenerator#classic}, and so are the ids, but what comes again is encoded
 * once. Not safe for use by several threads.
 *
 * <p>A context is a head (task line and filler, up to the key line), the key line and a tail (line
 * feed and filler). Heads and tails of up to three blocks are encoded and kept; longer ones have
 * more blocks of the same ids in them, because the space before each block is a {@code SafeCut}.
 */
public final class PasskeyIds {
  private static final int KEPT_BLOCKS = 2;
  private static final int LARGEST_SHIFT = 8;

  private final TextEncoder encoder;
  private final Filler[] fillers = new Filler[PasskeyText.ROTATIONS];

  /** Contexts for the reader whose ids {@code encoder} gives. */
  public PasskeyIds(TextEncoder encoder) {
    this.encoder = Objects.requireNonNull(encoder, "encoder");
  }

  /** What is asked about a context. */
  public static String question() {
    return PasskeyText.QUESTION;
  }

  /** How many ways there are to begin the filler. */
  public static int rotations() {
    return PasskeyText.ROTATIONS;
  }

  /** Tokens of the shortest context: the task line and the line of {@code key}. */
  public int least(int key, int rotation) {
    Filler filler = filler(rotation);
    return filler.heads.tokens(0) + keyLine(key).length + filler.tails.tokens(0);
  }

  /**
   * A context of exactly {@code tokens} ids.
   *
   * @param depth share of the filler before the key line, 0 to 1; moved by up to 8 characters where
   *     the length cannot be met otherwise
   * @param key the number to find
   * @param rotation the sentence that the filler begins with, 0 .. {@link #rotations} - 1
   * @return the ids, or empty in the rare case that no context near the depth has the length
   * @throws IllegalArgumentException if the length is less than {@link #least}
   */
  public Optional<int[]> context(int tokens, double depth, int key, int rotation) {
    if (!(depth >= 0 && depth <= 1)) {
      throw new IllegalArgumentException("depth must be 0 to 1, was " + depth);
    }
    Filler filler = filler(rotation);
    int[] line = keyLine(key);
    int left = tokens - least(key, rotation);
    if (left < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d tokens are too few for a pass-key context of key %d, which has at least %d",
              tokens,
              key,
              tokens - left));
    }
    long characters = Math.round(depth * left / filler.unit.length * filler.block.length());
    for (int i = 0; i <= 2 * LARGEST_SHIFT; i++) {
      long prefix = characters + (i % 2 == 1 ? (i + 1) / 2 : -(i / 2));
      int rest = tokens - line.length - (prefix < 0 ? tokens : filler.heads.tokens(prefix));
      OptionalInt suffix = filler.tails.charactersOf(rest);
      if (prefix >= 0 && suffix.isPresent()) {
        return Optional.of(laidOut(prefix, suffix.getAsInt(), key, rotation));
      }
    }
    return Optional.empty();
  }

  /** The ids of a {@link PasskeyLayout}. */
  int[] laidOut(long prefix, long suffix, int key, int rotation) {
    int[] head = filler(rotation).heads.ids(prefix);
    int[] line = keyLine(key);
    int[] tail = filler(rotation).tails.ids(suffix);
    int[] all = Arrays.copyOf(head, head.length + line.length + tail.length);
    System.arraycopy(line, 0, all, head.length, line.length);
    System.arraycopy(tail, 0, all, head.length + line.length, tail.length);
    return all;
  }

  private int[] keyLine(int key) {
    return encoder.encode(PasskeyText.keyLine(key));
  }

  private Filler filler(int rotation) {
    if (fillers[rotation] == null) {
      fillers[rotation] = new Filler(rotation);
    }
    return fillers[rotation];
  }

  /** Heads and tails of one rotation. */
  private final class Filler {
    private final String block;

    /** A block behind another one: with the space before it, not the one after it. */
    private final int[] unit;

    private final Stretches heads;
    private final Stretches tails;

    Filler(int rotation) {
      block = PasskeyText.block(rotation);
      unit = encoder.encode(" " + block.strip());
      // The word of the key line decides how the white space before it is divided.
      String line = PasskeyText.keyLine(0);
      heads =
          new Stretches(this, PasskeyText.TASK + "\n", "\n", line.substring(0, line.indexOf(' ')));
      tails = new Stretches(this, "\n", "", "");
    }
  }

  /** {@code before}, then some characters of filler, then {@code after}, ahead of {@code next}. */
  private final class Stretches {
    private final Filler filler;
    private final String before;
    private final String after;
    private final int[] next;
    private final String nextText;

    /** Ids by characters of filler, up to three blocks. */
    private final int[][] known;

    /** Ids before the second block, where more blocks can be put in. */
    private final int cut;

    Stretches(Filler filler, String before, String after, String next) {
      this.filler = filler;
      this.before = before;
      this.after = after;
      this.nextText = next;
      this.next = encoder.encode(next);
      this.known = new int[(KEPT_BLOCKS + 1) * filler.block.length()][];
      this.cut = encoder.encode(before + filler.block.strip()).length;
    }

    private int[] known(int characters) {
      if (known[characters] == null) {
        String text = filler.block.repeat(KEPT_BLOCKS + 1).substring(0, characters);
        int[] ids = encoder.encode(before + text + after + nextText);
        int end = ids.length - next.length;
        if (end < 0 || !Arrays.equals(ids, end, ids.length, next, 0, next.length)) {
          throw new IllegalStateException(
              "this tokenizer joins \""
                  + nextText
                  + "\" with the line before it; use a byte-level BPE");
        }
        known[characters] = Arrays.copyOf(ids, end);
      }
      return known[characters];
    }

    private long spareBlocks(long characters) {
      return Math.max(0, characters / filler.block.length() - KEPT_BLOCKS);
    }

    private int shortened(long characters) {
      return (int) (characters - spareBlocks(characters) * filler.block.length());
    }

    int tokens(long characters) {
      return Math.toIntExact(
          known(shortened(characters)).length + spareBlocks(characters) * filler.unit.length);
    }

    int[] ids(long characters) {
      int[] shorter = known(shortened(characters));
      int[] all = new int[tokens(characters)];
      System.arraycopy(shorter, 0, all, 0, Math.min(cut, shorter.length));
      int at = Math.min(cut, shorter.length);
      for (long i = spareBlocks(characters); i > 0; i--, at += filler.unit.length) {
        System.arraycopy(filler.unit, 0, all, at, filler.unit.length);
      }
      System.arraycopy(shorter, all.length - at > 0 ? cut : 0, all, at, all.length - at);
      return all;
    }

    /** How many characters have so many tokens. */
    OptionalInt charactersOf(int tokens) {
      int block = filler.block.length();
      int spare = Math.max(0, (tokens - tokens(KEPT_BLOCKS * (long) block)) / filler.unit.length);
      int from = spare > 0 ? KEPT_BLOCKS * block : 0;
      for (int characters = from; characters < known.length; characters++) {
        if (tokens(characters) + spare * filler.unit.length == tokens) {
          return OptionalInt.of(characters + spare * block);
        }
      }
      return OptionalInt.empty();
    }
  }
}
