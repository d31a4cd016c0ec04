package org.rccbench.models.internal;

import java.util.EnumSet;
import java.util.Set;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModelProvider;
import org.rccbench.models.ModelOption;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.Architecture;

/** The kinds of model that come with the suite; listed under META-INF/services. */
public final class BuiltInKinds {
  /** Of kinds whose slots are one level. */
  private static final Set<ModelOption> ALL_BUT_LEVEL_RULE =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(ModelOption.LEVEL_RULE)));

  private static final Set<ModelOption> RATE_AND_WINDOW =
      Set.of(ModelOption.RATE, ModelOption.WINDOW);

  private BuiltInKinds() {}

  /** {@code full}: the uncompressed decoder. */
  public static final class Full implements ContextModelProvider {
    @Override
    public String kind() {
      return "full";
    }

    @Override
    public Set<ModelOption> options() {
      return Set.of();
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return FullModel.open(spec, FullModel.Reach.ALL);
    }
  }

  /** {@code truncated}: the uncompressed decoder over the context's last window. */
  public static final class Truncated implements ContextModelProvider {
    @Override
    public String kind() {
      return "truncated";
    }

    @Override
    public Set<ModelOption> options() {
      return Set.of(ModelOption.WINDOW);
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return FullModel.open(spec, FullModel.Reach.LAST_WINDOW);
    }
  }

  /** {@code blind}: the decoder without any context. */
  public static final class Blind implements ContextModelProvider {
    @Override
    public String kind() {
      return "blind";
    }

    @Override
    public Set<ModelOption> options() {
      return Set.of();
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return FullModel.open(spec, FullModel.Reach.NOTHING);
    }
  }

  /** {@code rcc}: encoder, slots, decoder. */
  public static final class Rcc implements ContextModelProvider {
    @Override
    public String kind() {
      return "rcc";
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return RccModel.open(spec);
    }
  }

  /** {@code last-layer}: the encoder's last level alone, as the decoder's input. */
  public static final class LastLayer implements ContextModelProvider {
    @Override
    public String kind() {
      return Architecture.LAST_LAYER.label();
    }

    @Override
    public Set<ModelOption> options() {
      return ALL_BUT_LEVEL_RULE;
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return RccModel.open(spec);
    }
  }

  /** {@code icae}: learned tokens behind each window, whose last level is the decoder's input. */
  public static final class Icae implements ContextModelProvider {
    @Override
    public String kind() {
      return Architecture.ICAE.label();
    }

    @Override
    public Set<ModelOption> options() {
      return ALL_BUT_LEVEL_RULE;
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return RccModel.open(spec);
    }
  }

  /** {@code random}: rcc with slots of random ids. */
  public static final class Random implements ContextModelProvider {
    @Override
    public String kind() {
      return "random";
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return RccModel.open(spec);
    }
  }

  /** {@code oracle}: keeps the text and answers from it. */
  public static final class Oracle implements ContextModelProvider {
    @Override
    public String kind() {
      return "oracle";
    }

    @Override
    public Set<ModelOption> options() {
      return RATE_AND_WINDOW;
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return OracleModel.open(spec);
    }
  }

  /** {@code noisy}: the oracle with planted errors. */
  public static final class Noisy implements ContextModelProvider {
    @Override
    public String kind() {
      return "noisy";
    }

    @Override
    public Set<ModelOption> options() {
      return RATE_AND_WINDOW;
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return OracleModel.open(spec);
    }
  }
}
