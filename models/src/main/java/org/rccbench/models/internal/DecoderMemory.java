package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.Arrays;
import java.util.Locale;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.TimeLimit;

/**
 * A decoder that has read a context (as ids or as slots, or nothing) into its cache. Every prompt
 * starts behind the context and is cut off again.
 */
final class DecoderMemory implements Memory {
  private final GptNeox decoder;
  private final KvCache cache;
  private final PtNDArray last; // final row of the context's last position, null without a context
  private final PromptRules rules;
  private final Ledger ledger;
  private final PhaseTimes readTimes;
  private final int context;

  DecoderMemory(
      GptNeox decoder, KvCache cache, PtNDArray last, PromptRules rules, ReadReport report) {
    this.decoder = decoder;
    this.cache = cache;
    this.last = last;
    this.rules = rules;
    this.ledger = report.ledger();
    this.readTimes = report.times();
    this.context = cache.used();
  }

  @Override
  public Generation generate(int[] prompt, Decoding decoding) {
    int[] used = rules.apply(prompt);
    checkIds(used);
    if (decoding.maxNewTokens() == 0) {
      return new Generation(new int[0], false, context, PhaseTimes.ZERO);
    }
    try {
      return greedy(used, decoding);
    } finally {
      cache.cutBack(context);
    }
  }

  private Generation greedy(int[] prompt, Decoding decoding) {
    cache.reserve(Math.addExact(prompt.length, decoding.maxNewTokens()));
    int[] ids = new int[decoding.maxNewTokens()];
    int eos = decoding.eosId().orElse(-1);
    long start = System.nanoTime();
    int next = first(prompt);
    long prefilled = System.nanoTime();
    int count = 0;
    boolean stopped = rules.firstMayStop() && next == eos;
    while (!stopped) {
      ids[count++] = next;
      if (count == ids.length) {
        break;
      }
      TimeLimit.check();
      next = decoder.step(cache, next);
      stopped = next == eos;
    }
    long decoded = System.nanoTime();
    return new Generation(
        Arrays.copyOf(ids, count),
        stopped,
        // The last id was chosen but never fed, unless a stop id came after it.
        (long) context + prompt.length + (stopped ? count : count - 1),
        new PhaseTimes(0, 0, prefilled - start, decoded - prefilled));
  }

  private int first(int[] prompt) {
    if (prompt.length == 0) {
      return decoder.best(lastRow());
    }
    try (PtNDArray row = decoder.prefill(cache, prompt, 1)) {
      return decoder.best(row);
    }
  }

  private PtNDArray lastRow() {
    if (last == null) {
      throw new IllegalArgumentException(
          "an empty prompt after an empty context: there is nothing to predict from; give a"
              + " prompt");
    }
    return last;
  }

  @Override
  public double[] logProbabilities(int[] prompt, int[] continuation) {
    checkIds(prompt);
    checkIds(continuation);
    if (continuation.length == 0) {
      return new double[0];
    }
    try {
      if (prompt.length > 0) {
        return scored(prompt, continuation);
      }
      return last == null ? fromNothing(continuation) : fromContext(continuation);
    } finally {
      cache.cutBack(context);
    }
  }

  /**
   * A text that nothing stands before begins behind the end of another one, as it does in training
   * (lm-evaluation-harness, models/huggingface.py, prefix_token_id).
   */
  private double[] fromNothing(int[] continuation) {
    int[] end = {decoder.config().eosId()};
    checkIds(end);
    return scored(end, continuation);
  }

  private double[] fromContext(int[] continuation) {
    double[] result = new double[continuation.length];
    result[0] = decoder.logProbabilities(lastRow(), new int[] {continuation[0]})[0];
    if (continuation.length > 1) {
      double[] rest =
          scored(
              new int[] {continuation[0]},
              Arrays.copyOfRange(continuation, 1, continuation.length));
      System.arraycopy(rest, 0, result, 1, rest.length);
    }
    return result;
  }

  private double[] scored(int[] prompt, int[] continuation) {
    cache.reserve(Math.addExact(prompt.length, continuation.length));
    // The prompt's last row predicts the first id of the continuation, whose last id is never fed.
    decoder.prefill(cache, Arrays.copyOf(prompt, prompt.length - 1), 0);
    int[] fed = new int[continuation.length];
    fed[0] = prompt[prompt.length - 1];
    System.arraycopy(continuation, 0, fed, 1, fed.length - 1);
    double[] result = new double[continuation.length];
    for (int from = 0; from < fed.length; from += GptNeox.CHUNK) {
      int to = Math.min(from + GptNeox.CHUNK, fed.length);
      TimeLimit.check();
      try (PtNDArray rows = decoder.prefill(cache, Arrays.copyOfRange(fed, from, to), to - from)) {
        double[] part = decoder.logProbabilities(rows, Arrays.copyOfRange(continuation, from, to));
        System.arraycopy(part, 0, result, from, part.length);
      }
    }
    return result;
  }

  private void checkIds(int[] ids) {
    TokenIds.check(ids, ids.length, decoder.config().vocabulary());
  }

  /** Logits of the last position of the prompt (of the context, where the prompt is empty), [V]. */
  float[] lastLogits(int[] prompt) {
    try {
      if (prompt.length == 0) {
        return decoder.script().floats("last_logits", lastRow());
      }
      try (PtNDArray row = decoder.prefill(cache, prompt, 1)) {
        return decoder.script().floats("last_logits", row);
      }
    } finally {
      cache.cutBack(context);
    }
  }

  KvCache cache() {
    return cache;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public PhaseTimes readTimes() {
    return readTimes;
  }

  @Override
  public long bytes() {
    return context * decoder.kvBytesPerPosition();
  }

  @Override
  public void close() {
    cache.close();
    if (last != null) {
      last.close();
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "memory of %d positions", context);
  }
}
