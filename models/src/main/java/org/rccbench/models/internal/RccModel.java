package org.rccbench.models.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Decoding;
import org.rccbench.models.Inspection;
import org.rccbench.models.Ledger;
import org.rccbench.models.LevelStatistics;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.Prompts;
import org.rccbench.models.TimeLimit;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.NeoxConfig;
import org.rccbench.models.checkpoint.RccConfig;

/**
 * RCC: an encoder reads the context in windows, the decoder takes their slots. Because the
 * decoder's attention is causal, the slots of a batch of windows enter its cache as soon as they
 * are encoded and are then dropped: memory is weights, cache and one batch, whatever the length.
 *
 * <p>The ablations {@code last-layer} and {@code icae} differ in what passes between the towers.
 *
 * <p>The control {@code random} encodes random ids instead of the context: slots of the right size
 * and distribution that say nothing about it.
 */
final class RccModel implements ContextModel, Inspection.Source {
  private final RccTowers towers;
  private final RccConfig config;
  private final LevelRule levels;
  private final SlotEncoder slots;
  private final ModelCard card;
  private final LazyTokenizer tokenizer;
  private final Long randomSeed;

  private RccModel(
      RccTowers towers, RccConfig config, ModelSpec spec, ModelCard card, LazyTokenizer tokenizer) {
    this.towers = towers;
    this.config = config;
    this.levels = LevelRule.of(config);
    this.card = card;
    this.tokenizer = tokenizer;
    this.randomSeed = spec.kind().equals("random") ? spec.seed() : null;
    this.slots =
        new SlotEncoder(
            towers.encoder(),
            SlotRule.of(config),
            spec.windowsAtOnce(config.window()),
            spec.segmentCacheBytes());
  }

  static RccModel open(ModelSpec spec) {
    try (TowerSource source = TowerSource.open(spec)) {
      if (source.encoder() == null) {
        throw new IllegalArgumentException(
            "\""
                + source.name()
                + "\" has no encoder (gpt_neox.rcc_encoder.*); kind \""
                + spec.kind()
                + "\" needs an RCC checkpoint, kind \"full\" reads this one");
      }
      RccConfig config = source.rccConfig(spec);
      checkDepths(source.encoder(), source.decoder(), config);
      RccTowers towers = towers(spec, source, new Parts(source, config));
      try {
        source.refuseUnused();
        ModelCard card = card(spec, source, config, towers);
        return new RccModel(towers, config, spec, card, new LazyTokenizer(source));
      } catch (RuntimeException e) {
        towers.close();
        throw e;
      }
    }
  }

  /** What of a checkpoint makes the towers. */
  private record Parts(TowerPart encoder, TowerPart decoder) {
    Parts(TowerSource source, RccConfig config) {
      this(
          TowerPart.encoder(config.architecture(), source.memoryTokens(config)),
          TowerPart.decoder(config.architecture()));
    }

    long parameters(TowerSource source) {
      return encoder.parameters(source.encoder()) + decoder.parameters(source.decoder());
    }
  }

  private static RccTowers towers(ModelSpec spec, TowerSource source, Parts parts) {
    Arithmetic encoding = source.arithmetic(spec, source.encoder(), parts.encoder());
    Arithmetic decoding = source.arithmetic(spec, source.decoder(), parts.decoder());
    GptNeox decoder = GptNeox.load(source.decoder(), decoding, source.tensors(), parts.decoder());
    try {
      return new RccTowers(
          GptNeox.load(source.encoder(), encoding, source.tensors(), parts.encoder()), decoder);
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  private static void checkDepths(NeoxConfig encoder, NeoxConfig decoder, RccConfig config) {
    int e = encoder.layers();
    int d = decoder.layers();
    LevelRule rule = LevelRule.of(config);
    if (rule == LevelRule.PAIRS ? e != 2 * d : e < rule.perBlock() * d) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "level rule \"%s\" cannot feed a decoder of %d blocks from an encoder of %d: it needs"
                  + " %s",
              config.pairs() ? "pairs" : "first",
              d,
              e,
              config.pairs() ? "twice as many" : "at least as many"));
    }
    if (encoder.hidden() != decoder.hidden()) {
      throw new IllegalArgumentException(
          "encoder width "
              + encoder.hidden()
              + " and decoder width "
              + decoder.hidden()
              + " must be equal");
    }
  }

  private static ModelCard card(
      ModelSpec spec, TowerSource source, RccConfig config, RccTowers towers) {
    Arithmetic encoding = towers.encoder().arithmetic();
    Arithmetic decoding = towers.decoder().arithmetic();
    return new ModelCard(
        spec.kind(),
        source.name(),
        String.format(
            Locale.ROOT,
            "%s, encoder %s, decoder %s, rate %d, window %d, %s, compat %s%s",
            config.architecture() == Architecture.LAST_LAYER
                ? "last-layer"
                : config.architecture().name(),
            source.encoder().size(),
            source.decoder().size(),
            config.rate(),
            config.window(),
            levels(source, config),
            config.compat().name().toLowerCase(Locale.ROOT),
            source.settings()),
        source.tensors().identity(),
        source.trained(),
        new Parts(source, config).parameters(source),
        encoding.equals(decoding)
            ? encoding.words()
            : "encoder: " + encoding.words() + "; decoder: " + decoding.words(),
        decoding.device(),
        config.rate(),
        config.window(),
        source.decoder().maxPositions(),
        towers.encoder().weightBytes() + towers.decoder().weightBytes(),
        towers.decoder().kvBytesPerPosition(),
        source.decoder().vocabulary());
  }

  private static String levels(TowerSource source, RccConfig config) {
    return switch (config.architecture()) {
      case RCC -> "levels " + (config.pairs() ? "pairs" : "first");
      case LAST_LAYER -> "level last";
      case ICAE -> "level last of " + source.memoryTokens(config) + " learned tokens";
    };
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
  public Prompts prompts() {
    return config.prompts();
  }

  @Override
  public Memory read(Context context) {
    return read(context, new SlotObserver(false));
  }

  private DecoderMemory read(Context context, SlotObserver observer) {
    WindowPlan plan = plan(context.tokenCount(tokenizer));
    Context source =
        randomSeed == null
            ? context
            : TokenContext.random(
                plan.tokens(), towers.encoder().config().vocabulary(), randomSeed);
    int count = Math.toIntExact(slots.rule().count(plan));
    KvCache cache = towers.decoder().newCache(count + KvCache.SHORT_PROMPT);
    SlotStream stream = new SlotStream(towers, slots, levels, cache, observer);
    try (WindowReader windows = new WindowReader(source, tokenizer, plan)) {
      feed(windows, stream);
      ReadReport report = new ReadReport(ledger(plan), stream.times());
      return new DecoderMemory(towers.decoder(), cache, stream.last(), rules(), report);
    } catch (RuntimeException e) {
      stream.close();
      cache.close();
      throw e;
    }
  }

  private WindowPlan plan(long tokens) {
    return WindowPlan.of(tokens, config.window(), config.compat());
  }

  @Override
  public Optional<Ledger> forecast(long tokens) {
    return Optional.of(ledger(plan(tokens)));
  }

  private PromptRules rules() {
    return PromptRules.of(config.compat(), config.rate(), card.trainedPositions());
  }

  private void feed(WindowReader windows, SlotStream stream) {
    List<int[]> batch = new ArrayList<>();
    for (int[] window = windows.next(); window != null; window = windows.next()) {
      TimeLimit.check();
      TokenIds.check(window, window.length, towers.encoder().config().vocabulary());
      if (window.length < config.window() && !batch.isEmpty()) {
        stream.feed(batch, false);
        batch.clear();
      }
      batch.add(window);
      if (windows.atEnd() || batch.size() == slots.batch()) {
        stream.feed(batch, windows.atEnd());
        batch.clear();
      }
    }
  }

  private Ledger ledger(WindowPlan plan) {
    long count = slots.rule().count(plan);
    long levelBytes =
        count
            * levels.kept(towers)
            * towers.encoder().config().hidden()
            * towers.encoder().arithmetic().activations().bytes();
    String notes = plan.repaired() ? "official code errors here; its intended tiling is used" : "";
    int tail = config.window() % config.rate();
    if (tail != 0 && !slots.rule().lastToo()) {
      notes +=
          (notes.isEmpty() ? "" : "; ")
              + "the last "
              + tail
              + " ids of each window get no slot of their own";
    }
    return new Ledger(
        plan.tokens(),
        plan.tokens(),
        plan.padded(),
        0,
        plan.windows(),
        count,
        config.rate(),
        (double) plan.tokens() / count,
        count * towers.decoder().kvBytesPerPosition(),
        levelBytes,
        notes);
  }

  @Override
  public Inspection inspect(Optional<Context> context, int[] tokens, int generate) {
    if (context.isEmpty()) {
      throw new IllegalArgumentException("kind \"" + card.kind() + "\" needs a context to inspect");
    }
    SlotObserver observer = new SlotObserver(true);
    try (DecoderMemory memory = read(context.get(), observer)) {
      PromptRules rules = rules();
      int[] prompt = rules.apply(tokens);
      List<LevelStatistics> hidden = observer.hiddenWith(towers.decoder(), memory.cache(), prompt);
      return new Inspection(
          card,
          memory.ledger(),
          prompt,
          observer.compressedLevels(towers.encoder()),
          hidden,
          memory.logProbabilities(new int[0], prompt),
          memory.lastLogits(prompt),
          memory.generate(tokens, Decoding.greedy(generate)).ids());
    }
  }

  @Override
  public void close() {
    slots.close();
    towers.close();
    tokenizer.close();
  }
}
