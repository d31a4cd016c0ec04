package org.rccbench.evaluators;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.models.ModelSpec;

/**
 * What a suite says about a model.
 *
 * @param kind model kind, such as {@code full} or {@code rcc}
 * @param source a checkpoint folder, {@code shape:...} or {@code rcc:shape:...,shape:...}
 * @param dtype {@code f32} (default) or {@code bf16}
 * @param weights form of the weights: {@code auto} (default), {@code plain}, {@code packed}, {@code
 *     both}
 * @param device {@code cpu} (default), {@code cuda}, {@code cuda:1}
 * @param rate compression rate, default the checkpoint's own
 * @param window encoder window, default the checkpoint's own
 * @param compat {@code reference} or {@code fixed}, default the checkpoint's own
 * @param levelRule {@code first} or {@code pairs}, default the checkpoint's own
 * @param windowBatch encoder windows in one batch, default 0: as many as make about 2048 tokens
 * @param segmentCacheMb cap of the cache of encoded windows in MiB, default 0: no cache
 * @param seed seed of random weights and of the {@code random} control, default 0
 * @param settings what only this kind understands; paths in it start at the suite's folder
 */
record ModelEntry(
    String kind,
    String source,
    String dtype,
    String weights,
    String device,
    Integer rate,
    Integer window,
    String compat,
    String levelRule,
    Integer windowBatch,
    Long segmentCacheMb,
    Long seed,
    Map<String, JsonNode> settings) {

  private static final long MEBIBYTE = 1 << 20;
  private static final String TOKENIZER = "tokenizer";
  private static final String FOLDER = "folder";
  private static final String EXEC = "exec";

  ModelEntry {
    Objects.requireNonNull(kind, "a model needs a kind, such as full or rcc");
    Objects.requireNonNull(source, "a model needs a source: a checkpoint folder or shape:...");
    dtype = dtype == null ? "f32" : dtype;
    weights = weights == null ? "auto" : weights;
    device = device == null ? "cpu" : device;
    windowBatch = windowBatch == null ? 0 : windowBatch;
    segmentCacheMb = segmentCacheMb == null ? 0 : segmentCacheMb;
    seed = seed == null ? 0 : seed;
    settings = settings == null ? Map.of() : Map.copyOf(settings);
    settings.forEach(ModelEntry::requireScalar);
    Checks.positive("rate", rate == null ? 1 : rate);
    Checks.positive("window", window == null ? 1 : window);
    Checks.notNegative("window_batch", windowBatch);
    Checks.notNegative("segment_cache_mb", segmentCacheMb);
  }

  /**
   * As the models module takes it.
   *
   * @param base folder in which a relative checkpoint folder is looked for first
   */
  ModelSpec spec(Path base) {
    return new ModelSpec(
        kind,
        located(base),
        dtype,
        weights,
        device,
        optional(rate),
        optional(window),
        Optional.ofNullable(compat),
        Optional.ofNullable(levelRule),
        windowBatch,
        Math.multiplyExact(segmentCacheMb, MEBIBYTE),
        seed,
        settings(base));
  }

  private static void requireScalar(String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new IllegalArgumentException("settings." + name + " must be text or a number");
    }
  }

  private SortedMap<String, String> settings(Path base) {
    SortedMap<String, String> values = new TreeMap<>();
    settings.forEach((name, value) -> values.put(name, value.asText()));
    values.computeIfPresent(TOKENIZER, (name, folder) -> beside(base, folder));
    if (kind.equals(EXEC)) {
      // a program runs where the suite stands, as relative paths in it are meant
      values.put(FOLDER, base.resolve(values.getOrDefault(FOLDER, "")).toString());
    }
    return values;
  }

  private String located(Path base) {
    return ModelSpec.isNoPath(source) || source.contains("://") || kind.equals(EXEC)
        ? source
        : beside(base, source);
  }

  /** A folder beside the suite where it is there, else as it was named. */
  static String beside(Path base, String folder) {
    Path beside = base.resolve(folder);
    return Files.isDirectory(beside) ? beside.toString() : folder;
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
