package org.rccbench.models;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to open a model; what the command line and a suite file say about one.
 *
 * @param kind {@code full}, {@code rcc}, {@code truncated}, {@code blind}, {@code random}, or a
 *     kind of a third party
 * @param source a checkpoint folder, the name of a bundled model, {@code shape:pythia-14m}, or
 *     {@code rcc:shape:pythia-14m,shape:pythia-14m} (encoder, decoder)
 * @param dtype arithmetic: {@code f32} or {@code bf16}
 * @param weightForm {@code auto}, {@code plain}, {@code packed} or {@code both}
 * @param device {@code cpu} or {@code cuda}, {@code cuda:1}, ...
 * @param rate compression rate, empty for the checkpoint's own
 * @param window encoder window, empty for the checkpoint's own
 * @param compat {@code reference} or {@code fixed}, empty for the checkpoint's own
 * @param levelRule {@code first} or {@code pairs}, empty for the checkpoint's own
 * @param windowBatch encoder windows in one batch, 0 for as many as make about 2048 tokens
 * @param segmentCacheBytes cap of the cache of encoded windows, 0 for none
 * @param seed seed of random weights and of the {@code random} control
 */
public record ModelSpec(
    String kind,
    String source,
    String dtype,
    String weightForm,
    String device,
    OptionalInt rate,
    OptionalInt window,
    Optional<String> compat,
    Optional<String> levelRule,
    int windowBatch,
    long segmentCacheBytes,
    long seed) {

  /** Tokens in one batch of windows: short windows are batched, long ones run alone. */
  private static final int BATCH_TOKENS = 2048;

  /** Checks that nothing is missing; the values are checked where the model is opened. */
  public ModelSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(weightForm, "weightForm");
    Objects.requireNonNull(device, "device");
  }

  /** Encoder windows in one batch for windows of a length in tokens, at least one. */
  public int windowsAtOnce(int window) {
    return windowBatch > 0 ? windowBatch : Math.max(1, BATCH_TOKENS / Math.max(1, window));
  }

  /** A model with every default: f32 on the CPU, the checkpoint's own rate and window, no cache. */
  public static ModelSpec of(String kind, String source) {
    return new ModelSpec(
        kind,
        source,
        "f32",
        "auto",
        "cpu",
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0);
  }
}
