package org.rccbench.models.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.Tokenizer;

/**
 * A control without weights that keeps the text: {@code oracle} answers from it, {@code noisy} with
 * errors planted at known places. They show what a task, a score and a table make of right and of
 * wrong answers. With a rate they are asked as a model that compresses is, else as one that does
 * not.
 */
final class OracleModel implements ContextModel {
  private static final int USUAL_WINDOW = 2048;
  private static final int BYTES_OF_AN_ID = 4;

  private final Tokenizer tokenizer;
  private final Noise noise;
  private final ModelCard card;

  private OracleModel(ModelSpec spec, Noise noise) {
    this.noise = noise;
    String source = Noise.tokenizer(spec);
    int rate = spec.rate().orElse(1);
    int window = spec.window().orElse(rate > 1 ? USUAL_WINDOW : 0);
    if (window < 0 || rate < 1 || (window > 0 && rate > window)) {
      throw new IllegalArgumentException(
          "rate must be > 0 and at most the window, were " + rate + " and " + window);
    }
    this.tokenizer = source.equals("bytes") ? Tokenizer.bytes() : Tokenizer.load(Path.of(source));
    this.card =
        new ModelCard(
            spec.kind(),
            source.equals("bytes") ? source : String.valueOf(Path.of(source).getFileName()),
            noise.words(),
            "none",
            false,
            0,
            "none",
            "cpu",
            rate,
            window,
            0,
            0,
            0,
            tokenizer.size());
  }

  static OracleModel open(ModelSpec spec) {
    return new OracleModel(spec, spec.kind().equals("oracle") ? Noise.NONE : Noise.of(spec));
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public boolean isShareable() {
    return true;
  }

  @Override
  public Optional<Ledger> forecast(long tokens) {
    return Optional.of(ledger(tokens));
  }

  @Override
  public Memory read(Context context) {
    long tokens = context.tokenCount(tokenizer);
    if (tokens == 0) {
      throw new IllegalArgumentException("the context is empty");
    }
    int[] ids = new int[Math.toIntExact(tokens)];
    try (TokenStream stream = context.open(tokenizer)) {
      stream.fill(ids);
    }
    int[] kept = noise.kept(ids, card.window(), card.rate());
    return new OracleMemory(this, ids, kept);
  }

  Noise noise() {
    return noise;
  }

  /** Slots at r - 1, 2r - 1, ... of each window, and one at its last id, as the fixed rules say. */
  Ledger ledger(long tokens) {
    int window = card.window();
    long windows = window == 0 ? 0 : (tokens + window - 1) / window;
    long ofLast = window == 0 ? 0 : tokens - (windows - 1) * window;
    long slots = window == 0 ? 0 : (windows - 1) * slots(window) + slots(ofLast);
    double rateReal = window == 0 ? 1 : (double) tokens / slots;
    return new Ledger(
        tokens,
        tokens,
        0,
        0,
        windows,
        slots,
        card.rate(),
        rateReal,
        0,
        tokens * BYTES_OF_AN_ID,
        "");
  }

  private long slots(long tokens) {
    return (tokens + card.rate() - 1) / card.rate();
  }

  String decode(int[] ids, int from, int to) {
    return tokenizer.decode(Arrays.copyOfRange(ids, from, Math.min(to, ids.length)));
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
