package org.rccbench.datasets;

import java.util.List;

/**
 * Lengths of a context in tokens.
 *
 * @param above longer than this; at least 0
 * @param upTo and no longer than this
 */
public record TokenRange(int above, int upTo) {
  /** The ranges that question answering is reported by. */
  public static final List<TokenRange> BUCKETS =
      List.of(
          new TokenRange(0, 256),
          new TokenRange(256, 512),
          new TokenRange(512, 1024),
          new TokenRange(1024, 2048));

  /** Checks the order. */
  public TokenRange {
    if (above < 0 || upTo <= above) {
      throw new IllegalArgumentException(
          "a range of tokens needs 0 <= above < upTo, was " + above + " and " + upTo);
    }
  }

  /** Whether {@code tokens} is in the range. */
  public boolean holds(long tokens) {
    return tokens > above && tokens <= upTo;
  }

  /** The range in tables, such as {@code 256-512}. */
  public String label() {
    return above + "-" + upTo;
  }
}
