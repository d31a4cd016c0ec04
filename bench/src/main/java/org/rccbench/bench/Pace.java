package org.rccbench.bench;

import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;

/**
 * How fast a model reads and decodes, from one short try. Attention over a long context costs more
 * a token than over a short one, so long reads take longer than this says.
 *
 * @param readNanos nanoseconds a context token
 * @param decodeNanos nanoseconds a new token
 */
record Pace(double readNanos, double decodeNanos) {
  private static final int TOKENS = 1024;
  private static final int NEW_TOKENS = 17;
  private static final int[] PROMPT = {1, 2, 3, 4};

  /** Tries a model; the first, untimed try pays for what is set up once. */
  static Pace of(ContextModel model) {
    attempt(model);
    return attempt(model);
  }

  private static Pace attempt(ContextModel model) {
    // A whole window, where there are windows: a shorter context would be repeated to fill one.
    long tokens = Math.max(TOKENS, model.card().window());
    Context context = TokenContext.random(tokens, model.card().vocabulary(), 1);
    try (Memory memory = model.read(context)) {
      Generation answer = memory.generate(PROMPT, Decoding.greedy(NEW_TOKENS));
      return new Pace(
          (double) memory.readTimes().total() / tokens,
          (double) answer.times().decode() / (NEW_TOKENS - 1));
    }
  }

  double seconds(long read, long decoded) {
    return (readNanos * read + decodeNanos * decoded) / 1e9;
  }
}
