package org.rccbench.datasets;

/**
 * Counts the tokens of a text that grows. What is appended with a space in front is cut from what
 * stands before it, since that is a {@link SafeCut} after a full stop, and is encoded alone.
 */
final class RunningCount {
  private final TextEncoder encoder;
  private long settled;
  private String open = "";
  private int openTokens;

  RunningCount(TextEncoder encoder) {
    this.encoder = encoder;
  }

  /** Tokens of the whole text so far. */
  long tokens() {
    return settled + openTokens;
  }

  /** Tokens of the text with {@code more} at its end, which is not appended. */
  long tokensWith(String more) {
    return startsAfterCut(more)
        ? tokens() + encoder.encode(more).length
        : settled + encoder.encode(open + more).length;
  }

  void append(String more) {
    appendIfWithin(more, Long.MAX_VALUE);
  }

  /** Appends {@code more} unless the text then has more than {@code limit} tokens. */
  boolean appendIfWithin(String more, long limit) {
    boolean cut = startsAfterCut(more);
    String nowOpen = cut ? more : open + more;
    int nowTokens = encoder.encode(nowOpen).length;
    long nowSettled = cut ? tokens() : settled;
    if (nowSettled + nowTokens > limit) {
      return false;
    }
    settled = nowSettled;
    open = nowOpen;
    openTokens = nowTokens;
    return true;
  }

  private boolean startsAfterCut(String more) {
    return open.endsWith(".") && more.startsWith(" ");
  }
}
