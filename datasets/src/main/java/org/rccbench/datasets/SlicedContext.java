package org.rccbench.datasets;

import java.util.Locale;
import java.util.Objects;

/**
 * A window of another context, by token positions under the encoder that reads it. The tokens
 * before the window are read and passed over; nothing is kept.
 */
public final class SlicedContext implements Context {
  private static final int SKIPPED_AT_ONCE = 4096;

  private final Context whole;
  private final long from;
  private final long tokens;

  /**
   * Takes the tokens {@code from} .. {@code from + tokens - 1} of {@code whole}. Whether the whole
   * is long enough is only known when it is read.
   *
   * @throws IllegalArgumentException if {@code from} or {@code tokens} is negative or their sum
   *     does not fit a long
   */
  public SlicedContext(Context whole, long from, long tokens) {
    this.whole = Objects.requireNonNull(whole, "whole");
    if (from < 0 || tokens < 0 || from > Long.MAX_VALUE - tokens) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "a slice needs from and tokens >= 0, was %d and %d", from, tokens));
    }
    this.from = from;
    this.tokens = tokens;
  }

  /**
   * Opens a pass over the window.
   *
   * @throws IllegalStateException here or while reading, if the whole ends inside the window
   */
  @Override
  public TokenStream open(TextEncoder encoder) {
    TokenStream stream = whole.open(encoder);
    try {
      return skipTo(stream);
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private TokenStream skipTo(TokenStream stream) {
    int[] passed = new int[(int) Math.min(SKIPPED_AT_ONCE, Math.max(1, from))];
    long at = 0;
    while (at < from) {
      int n = stream.read(passed, 0, (int) Math.min(passed.length, from - at));
      if (n < 0) {
        throw tooShort(at);
      }
      at += n;
    }
    return new Window(stream);
  }

  /**
   * The tokens asked for, once it is known that the whole has them; counts the whole.
   *
   * @throws IllegalStateException if the whole ends before the window does
   */
  @Override
  public long tokenCount(TextEncoder encoder) {
    long available = whole.tokenCount(encoder);
    if (available < from + tokens) {
      throw tooShort(available);
    }
    return tokens;
  }

  /**
   * The sha256 of the UTF-8 text {@code slice}, the sha256 of the whole, {@code from} and {@code
   * tokens}, joined by line feeds. It names the window without an encoder, so two slices of a text
   * under two tokenizers share it.
   */
  @Override
  public String sha256() {
    return Sha256.ofText("slice\n" + whole.sha256() + "\n" + from + "\n" + tokens);
  }

  private IllegalStateException tooShort(long available) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "a slice asks for tokens %d to %d, but the context has only %d; take a shorter or"
                + " earlier slice",
            from,
            from + tokens,
            available));
  }

  private final class Window implements TokenStream {
    private final TokenStream stream;
    private long left = tokens;

    Window(TokenStream stream) {
      this.stream = stream;
    }

    @Override
    public int read(int[] into, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (left == 0) {
        return -1;
      }
      int n = stream.read(into, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw tooShort(from + tokens - left);
      }
      left -= n;
      return n;
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
