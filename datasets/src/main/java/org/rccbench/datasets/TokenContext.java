package org.rccbench.datasets;

import java.util.Locale;
import java.util.Objects;
import java.util.function.LongToIntFunction;

/** A context given as token ids; the encoder is not asked. */
public final class TokenContext implements Context {
  private static final int FIRST_RANDOM_ID = 2;

  private final LongToIntFunction idAt;
  private final long tokens;

  /**
   * Takes a copy of {@code ids}.
   *
   * @throws IllegalArgumentException if an id is negative
   */
  public TokenContext(int[] ids) {
    int[] copy = ids.clone();
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] < 0) {
        throw new IllegalArgumentException(
            "token ids must be >= 0, the id at position " + i + " was " + copy[i]);
      }
    }
    this.idAt = position -> copy[(int) position];
    this.tokens = copy.length;
  }

  private TokenContext(LongToIntFunction idAt, long tokens) {
    this.idAt = idAt;
    this.tokens = tokens;
  }

  /**
   * A context of independent, uniformly random ids in 2 .. vocabulary-1 (0 and 1 are the special
   * tokens of the Pythia vocabulary), made while it is read: no length needs memory. The id at a
   * position depends on the seed, the position and the vocabulary only.
   *
   * @throws IllegalArgumentException if {@code tokens} is negative or {@code vocabulary} is under 3
   */
  public static TokenContext random(long tokens, int vocabulary, long seed) {
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens must be >= 0, was " + tokens);
    }
    if (vocabulary <= FIRST_RANDOM_ID) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "vocabulary must be > %d (ids 0 and 1 are never drawn), was %d",
              FIRST_RANDOM_ID,
              vocabulary));
    }
    int bound = vocabulary - FIRST_RANDOM_ID;
    return new TokenContext(
        position -> FIRST_RANDOM_ID + SplitMix.below(bound, seed, position), tokens);
  }

  /** As {@link #tokenCount}, which needs no encoder here. */
  public long tokens() {
    return tokens;
  }

  @Override
  public TokenStream open(TextEncoder encoder) {
    return new Ids(idAt, tokens);
  }

  @Override
  public long tokenCount(TextEncoder encoder) {
    return tokens;
  }

  /** The sha256 over the ids as little-endian int32; reads the context once. */
  @Override
  public String sha256() {
    Sha256 sha = new Sha256();
    sha.updateIds(new Ids(idAt, tokens));
    return sha.hex();
  }

  private static final class Ids implements TokenStream {
    private final LongToIntFunction idAt;
    private final long end;
    private long next;

    Ids(LongToIntFunction idAt, long end) {
      this.idAt = idAt;
      this.end = end;
    }

    @Override
    public int read(int[] into, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (next == end) {
        return -1;
      }
      int n = (int) Math.min(length, end - next);
      for (int i = 0; i < n; i++) {
        into[offset + i] = idAt.applyAsInt(next++);
      }
      return n;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
