package org.rccbench.models.internal;

import java.util.Locale;
import java.util.Optional;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.TorchEngine;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.BundledModels;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Compat;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.NeoxConfig;
import org.rccbench.models.checkpoint.RccConfig;
import org.rccbench.models.checkpoint.StoredTensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link ModelSpec#source()} names: a checkpoint folder, a bundled model, {@code shape:NAME},
 * or {@code rcc:shape:ENCODER,shape:DECODER}.
 *
 * @param name folder name or shape, without a path
 * @param checkpoint the folder, or null for a shape
 * @param decoder the decoder's shape (the only one without an encoder)
 * @param encoder the encoder's shape, or null
 * @param tensors the weights
 */
record TowerSource(
    String name,
    Checkpoint checkpoint,
    NeoxConfig decoder,
    NeoxConfig encoder,
    TensorSource tensors)
    implements AutoCloseable {
  /** More than this, and a narrow model would be read more slowly packed than plain. */
  private static final double MOST_PADDING = 1.5;

  private static final Logger LOG = LoggerFactory.getLogger("rcc-bench");

  static TowerSource open(ModelSpec spec) {
    String source = spec.source();
    if (source.startsWith("rcc:")) {
      String[] towers = source.substring("rcc:".length()).split(",", -1);
      if (towers.length != 2) {
        throw new IllegalArgumentException(
            "\""
                + source
                + "\" must name two shapes, encoder and decoder: rcc:shape:pythia-14m,shape:pythia-14m");
      }
      return new TowerSource(
          source, null, shape(towers[1]), shape(towers[0]), new RandomTensors(spec.seed()));
    } else if (source.startsWith("shape:")) {
      return new TowerSource(source, null, shape(source), null, new RandomTensors(spec.seed()));
    }
    Checkpoint checkpoint = Checkpoint.open(BundledModels.folder(source));
    return new TowerSource(
        checkpoint.name(),
        checkpoint,
        checkpoint.config(),
        checkpoint.isRcc() ? checkpoint.encoderConfig() : null,
        new CheckpointTensors(checkpoint));
  }

  private static NeoxConfig shape(String source) {
    String name = source.startsWith("shape:") ? source.substring("shape:".length()) : source;
    NeoxConfig config = NeoxConfig.PYTHIA.get(name);
    if (config == null) {
      throw new IllegalArgumentException(
          "unknown shape \""
              + name
              + "\"; known: "
              + String.join(", ", NeoxConfig.PYTHIA.keySet().stream().sorted().toList()));
    }
    return config;
  }

  /**
   * Settings of an RCC model: the options, else the checkpoint, else the official ones, said aloud.
   */
  RccConfig rccConfig(ModelSpec spec) {
    Optional<RccConfig> own = checkpoint == null ? Optional.empty() : checkpoint.rccConfig();
    if (checkpoint != null && own.isEmpty()) {
      LOG.warn(
          "{} has no rcc_config.json: the official window 2048, rate 32, level rule first and compat reference hold where no option says otherwise",
          name);
    }
    RccConfig base = own.orElse(RccConfig.OFFICIAL);
    return new RccConfig(
        spec.window().orElse(base.window()),
        spec.rate().orElse(base.rate()),
        base.trainedRates(),
        spec.levelRule().map(RccConfig::isPairs).orElse(base.pairs()),
        spec.compat().map(Compat::named).orElse(base.compat()),
        architecture(spec.kind(), base),
        base.prompts());
  }

  /** A folder is what it says, whatever it is opened as; a shape is what the kind says. */
  private Architecture architecture(String kind, RccConfig own) {
    if (!Architecture.isNamed(kind)) {
      return own.architecture();
    }
    Architecture asked = Architecture.named(kind);
    if (checkpoint != null && asked != own.architecture()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" has architecture "
              + own.architecture().label()
              + " (rcc_config.json); open it as kind \""
              + own.architecture().label()
              + "\", not \""
              + kind
              + "\"");
    }
    return asked;
  }

  /**
   * ICAE's learned tokens; 0 for other architectures.
   *
   * @throws IllegalArgumentException if the checkpoint has fewer than a window needs
   */
  int memoryTokens(RccConfig config) {
    if (config.architecture() != Architecture.ICAE) {
      return 0;
    }
    int needed = SlotRule.of(config).positions(config.window()).length;
    if (checkpoint == null) {
      return needed;
    }
    StoredTensor memory = checkpoint.tensors().get(TowerPart.MEMORY);
    if (memory == null || memory.shape().size() != 2) {
      throw new IllegalArgumentException(
          "\"" + name + "\" lacks the learned tokens of ICAE, tensor \"" + TowerPart.MEMORY + "\"");
    }
    if (memory.shape().get(0) < needed) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a window of %d tokens at rate %d needs %d learned tokens, \"%s\" has %d; raise the rate",
              config.window(),
              config.rate(),
              needed,
              name,
              memory.shape().get(0)));
    }
    return Math.toIntExact(memory.shape().get(0));
  }

  /** Tells apart models of the same weights: a short hash of their settings; empty for a shape. */
  String settings() {
    return checkpoint == null ? "" : ", settings " + checkpoint.settingsSha256().substring(0, 8);
  }

  /** Refuses a checkpoint with tensors that no tower has taken. */
  void refuseUnused() {
    if (tensors instanceof CheckpointTensors files) {
      files.refuseUnused();
    }
  }

  boolean trained() {
    return checkpoint != null;
  }

  /** Decides how a tower multiplies; see {@link ModelSpec#weightForm()}. */
  Arithmetic arithmetic(ModelSpec spec, NeoxConfig config, TowerPart part) {
    Dtype dtype = Dtype.arithmetic(spec.dtype());
    String device = TorchEngine.device(spec.device());
    return switch (spec.weightForm()) {
      case "plain" -> new Arithmetic(dtype, true, false, device);
      case "packed" -> packed(config, part, new Arithmetic(dtype, false, true, device));
      // An encoder never reads one row at a time, so a packed copy would be dead weight.
      case "both" ->
          part.isEncoder()
              ? new Arithmetic(dtype, true, false, device)
              : packed(config, part, new Arithmetic(dtype, true, true, device));
      case "auto" -> automatic(config, part, new Arithmetic(dtype, true, false, device));
      default ->
          throw new IllegalArgumentException(
              "unknown weight form \""
                  + spec.weightForm()
                  + "\"; known: auto, plain, packed, both");
    };
  }

  /**
   * Packed where it costs no digit, no speed and little memory: all of an f32 model, and the
   * decoder of a bf16 RCC, which reads a few rows at a time.
   */
  private Arithmetic automatic(NeoxConfig config, TowerPart part, Arithmetic plain) {
    boolean wanted = plain.dtype() == Dtype.F32 || part.takesSlots();
    boolean can =
        plain.device().equals("cpu")
            && TorchEngine.onX86()
            && padding(config, part) <= MOST_PADDING;
    return wanted && can && inexact(config, part).isEmpty()
        ? new Arithmetic(plain.dtype(), false, true, plain.device())
        : plain;
  }

  /**
   * Packed size over size: FBGEMM fills the inner width up to a multiple of 512 (fbgemm,
   * PackMatrix).
   */
  private static double padding(NeoxConfig config, TowerPart part) {
    double packed = 0;
    double plain = 0;
    for (MatrixRef matrix : part.matrices(config)) {
      packed += matrix.rows() * (double) ((matrix.columns() + 511) / 512 * 512);
      plain += matrix.rows() * (double) matrix.columns();
    }
    return packed / plain;
  }

  private Arithmetic packed(NeoxConfig config, TowerPart part, Arithmetic packed) {
    if (!TorchEngine.onX86()) {
      throw new IllegalArgumentException("packed weights need an x86 CPU; use --weights plain");
    }
    inexact(config, part)
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "tensor \""
                      + name
                      + "\" has values that fp16 cannot hold, so packing would change it; use --weights plain");
            });
    return packed;
  }

  private Optional<String> inexact(NeoxConfig config, TowerPart part) {
    for (MatrixRef matrix : part.matrices(config)) {
      if (!tensors.exactInF16(matrix.weight(), matrix.rows(), matrix.columns())) {
        return Optional.of(matrix.weight());
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    tensors.close();
  }
}
