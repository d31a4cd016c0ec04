package org.rccbench.models;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.models.checkpoint.BundledModels;

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
 * @param settings what only this kind understands, by name; see {@link
 *     ContextModelProvider#settings}
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
    long seed,
    SortedMap<String, String> settings) {

  /** Tokens in one batch of windows: short windows are batched, long ones run alone. */
  private static final int BATCH_TOKENS = 2048;

  /** Checks that nothing is missing; the values are checked where the model is opened. */
  public ModelSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(weightForm, "weightForm");
    Objects.requireNonNull(device, "device");
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** A model without settings of its kind's own. */
  public ModelSpec(
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
    this(
        kind,
        source,
        dtype,
        weightForm,
        device,
        rate,
        window,
        compat,
        levelRule,
        windowBatch,
        segmentCacheBytes,
        seed,
        new TreeMap<>());
  }

  /** The same with other settings of its kind's own. */
  public ModelSpec withSettings(Map<String, String> values) {
    return new ModelSpec(
        kind,
        source,
        dtype,
        weightForm,
        device,
        rate,
        window,
        compat,
        levelRule,
        windowBatch,
        segmentCacheBytes,
        seed,
        new TreeMap<>(values));
  }

  /** The same with another arithmetic, form of the weights and device. */
  public ModelSpec withArithmetic(String newDtype, String newWeightForm, String newDevice) {
    return new ModelSpec(
        kind,
        source,
        newDtype,
        newWeightForm,
        newDevice,
        rate,
        window,
        compat,
        levelRule,
        windowBatch,
        segmentCacheBytes,
        seed,
        settings);
  }

  /**
   * Whether a source names a shape, or a bundled model by its prefix: no path, and the same
   * everywhere.
   */
  public static boolean isNoPath(String source) {
    return source.contains("shape:") || source.startsWith(BundledModels.PREFIX);
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
