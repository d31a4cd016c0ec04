package org.rccbench.models.internal;

import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.TokenStream;

/**
 * Windows of a context in order, read piece by piece; only the context's tail may be read twice.
 */
final class WindowReader implements AutoCloseable {
  private final WindowPlan plan;
  private final Context context;
  private final TextEncoder encoder;
  private final int[] lead;
  private TokenStream stream;
  private int fromLead;
  private long left;

  WindowReader(Context context, TextEncoder encoder, WindowPlan plan) {
    this.plan = plan;
    this.context = context;
    this.encoder = encoder;
    this.lead = plan.lead() == 0 ? new int[0] : tail(plan.lead());
    this.stream = context.open(encoder);
    this.left = plan.total();
  }

  private int[] tail(int length) {
    int[] ring = new int[length];
    long seen = 0;
    int[] piece = new int[4096];
    try (TokenStream ids = context.open(encoder)) {
      for (int n = ids.fill(piece); n > 0; n = ids.fill(piece)) {
        for (int i = 0; i < n; i++) {
          ring[(int) (seen++ % length)] = piece[i];
        }
      }
    }
    checkLength(seen);
    int[] result = new int[length];
    for (int i = 0; i < length; i++) {
      result[i] = ring[(int) ((seen + i) % length)];
    }
    return result;
  }

  private void checkLength(long seen) {
    if (seen != plan.tokens()) {
      throw new IllegalStateException(
          "the context gave "
              + seen
              + " tokens after counting "
              + plan.tokens()
              + "; did its file change?");
    }
  }

  /** The next window (the last one may be short), or null at the end. */
  int[] next() {
    if (left == 0) {
      return null;
    }
    int[] ids = new int[(int) Math.min(plan.window(), left)];
    int filled = Math.min(ids.length, lead.length - fromLead);
    System.arraycopy(lead, fromLead, ids, 0, filled);
    fromLead += filled;
    while (filled < ids.length) {
      int n = stream.read(ids, filled, ids.length - filled);
      if (n < 0) {
        stream.close();
        if (plan.copies() == 1) {
          checkLength(plan.tokens() - (ids.length - filled));
        }
        stream = context.open(encoder);
      } else {
        filled += n;
      }
    }
    left -= ids.length;
    return ids;
  }

  /** Whether the window that was given last is the context's last one. */
  boolean atEnd() {
    return left == 0;
  }

  @Override
  public void close() {
    stream.close();
  }
}
