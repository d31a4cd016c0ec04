package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.Arrays;
import java.util.Optional;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Inspection;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.TimeLimit;
import org.rccbench.models.Tokenizer;

/**
 * The uncompressed decoder, and two controls made of it: {@code truncated} reads the context's last
 * window only, {@code blind} reads nothing.
 */
final class FullModel implements ContextModel, Inspection.Source {
  /** Which part of a context is read. */
  enum Reach {
    ALL,
    LAST_WINDOW,
    NOTHING
  }

  /**
   * Positions kept free behind a truncated context, for a prompt and the longest generation of the
   * paper.
   */
  private static final int RESERVE = 640;

  private final GptNeox decoder;
  private final Reach reach;
  private final int window;
  private final ModelCard card;
  private final LazyTokenizer tokenizer;

  private FullModel(ModelSpec spec, Reach reach, TowerSource source, GptNeox decoder) {
    int positions = source.decoder().maxPositions();
    this.decoder = decoder;
    this.reach = reach;
    this.window = spec.window().orElse(Math.max(positions / 2, positions - RESERVE));
    String remark = reach == Reach.LAST_WINDOW ? ", last " + window + " tokens" : "";
    this.card = card(spec, source, decoder, remark);
    this.tokenizer = new LazyTokenizer(source);
  }

  static FullModel open(ModelSpec spec, Reach reach) {
    if (spec.window().orElse(1) < 1) {
      throw new IllegalArgumentException("window must be > 0, was " + spec.window().getAsInt());
    }
    try (TowerSource source = TowerSource.open(spec)) {
      // Of an RCC checkpoint the decoder alone is taken; its encoder stays untouched on disk.
      Arithmetic arithmetic = source.arithmetic(spec, source.decoder(), TowerPart.PLAIN);
      GptNeox decoder =
          GptNeox.load(source.decoder(), arithmetic, source.tensors(), TowerPart.PLAIN);
      try {
        if (source.encoder() == null) {
          source.refuseUnused();
        }
        return new FullModel(spec, reach, source, decoder);
      } catch (RuntimeException e) {
        decoder.close();
        throw e;
      }
    }
  }

  private static ModelCard card(
      ModelSpec spec, TowerSource source, GptNeox decoder, String remark) {
    return new ModelCard(
        spec.kind(),
        source.name(),
        "GPT-NeoX " + source.decoder().size() + remark + source.settings(),
        source.tensors().identity(),
        source.trained(),
        TowerPart.PLAIN.parameters(source.decoder()),
        decoder.arithmetic().words(),
        decoder.arithmetic().device(),
        1,
        0,
        source.decoder().maxPositions(),
        decoder.weightBytes(),
        decoder.kvBytesPerPosition(),
        source.decoder().vocabulary());
  }

  @Override
  public ModelCard card() {
    return card;
  }

  /** Nothing changes after loading but the cache of windows, which is locked. */
  @Override
  public boolean isShareable() {
    return true;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer.get();
  }

  @Override
  public Memory read(Context context) {
    return open(context);
  }

  private DecoderMemory open(Context context) {
    long given = context.tokenCount(tokenizer);
    long skip = skipped(given);
    int length = Math.toIntExact(given - skip);
    KvCache cache = decoder.newCache(length + KvCache.SHORT_PROMPT);
    try {
      long start = System.nanoTime();
      PtNDArray last = prefill(cache, context, skip);
      PhaseTimes times = new PhaseTimes(0, System.nanoTime() - start, 0, 0);
      return new DecoderMemory(
          decoder, cache, last, rules(), new ReadReport(ledger(given, length), times));
    } catch (RuntimeException e) {
      cache.close();
      throw e;
    }
  }

  /** How many tokens of a context's start are not read. */
  private long skipped(long given) {
    if (given == 0 && reach != Reach.NOTHING) {
      throw new IllegalArgumentException(
          "the context is empty; kind \"blind\" is the one that reads none");
    }
    return switch (reach) {
      case ALL -> 0;
      case LAST_WINDOW -> Math.max(0, given - window);
      case NOTHING -> given;
    };
  }

  @Override
  public Optional<Ledger> forecast(long tokens) {
    return Optional.of(ledger(tokens, tokens - skipped(tokens)));
  }

  private PromptRules rules() {
    return reach == Reach.LAST_WINDOW
        ? new PromptRules(Integer.MAX_VALUE, card.trainedPositions(), true)
        : PromptRules.FREE;
  }

  private PtNDArray prefill(KvCache cache, Context context, long skip) {
    int[] piece = new int[GptNeox.CHUNK];
    PtNDArray last = null;
    try (TokenStream ids = context.open(tokenizer)) {
      long left = skip;
      for (int n = ids.fill(piece); n > 0; n = ids.fill(piece)) {
        int from = (int) Math.min(n, left);
        left -= from;
        if (from < n) {
          TimeLimit.check();
          TokenIds.check(piece, n, card.vocabulary());
          close(last);
          last = null;
          last = decoder.prefill(cache, Arrays.copyOfRange(piece, from, n), 1);
        }
      }
      return last;
    } catch (RuntimeException e) {
      close(last);
      throw e;
    }
  }

  private static void close(PtNDArray row) {
    if (row != null) {
      row.close();
    }
  }

  private Ledger ledger(long given, long read) {
    return new Ledger(
        given,
        read,
        0,
        given - read,
        0,
        0,
        1,
        read == 0 ? Double.NaN : 1.0,
        read * decoder.kvBytesPerPosition(),
        0,
        "");
  }

  @Override
  public Inspection inspect(Optional<Context> context, int[] tokens, int generate) {
    if (context.isPresent()) {
      throw new IllegalArgumentException(
          "kind \"" + card.kind() + "\" has no encoder; give all ids as tokens, without a context");
    }
    KvCache cache = decoder.newCache(tokens.length + 1 + generate);
    try (DecoderMemory memory =
        new DecoderMemory(
            decoder,
            cache,
            null,
            PromptRules.FREE,
            new ReadReport(ledger(0, 0), PhaseTimes.ZERO))) {
      return Inspector.of(decoder, memory, card, tokens, generate);
    }
  }

  @Override
  public void close() {
    decoder.close();
    tokenizer.close();
  }
}
