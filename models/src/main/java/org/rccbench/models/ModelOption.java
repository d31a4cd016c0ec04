package org.rccbench.models;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Settings of a {@link ModelSpec} for which only some kinds have a use. */
public enum ModelOption {
  RATE("rate", spec -> text(spec.rate())),
  WINDOW("window", spec -> text(spec.window())),
  COMPAT("compat", ModelSpec::compat),
  LEVEL_RULE("level_rule", ModelSpec::levelRule),
  WINDOW_BATCH("window_batch", spec -> unlessZero(spec.windowBatch())),
  SEGMENT_CACHE("segment_cache_mb", spec -> unlessZero(spec.segmentCacheBytes() >> 20));

  private final String label;
  private final Function<ModelSpec, Optional<String>> value;

  ModelOption(String label, Function<ModelSpec, Optional<String>> value) {
    this.label = label;
    this.value = value;
  }

  /** The key in suites; on the command line {@code --}, with hyphens. */
  public String label() {
    return label;
  }

  /** All of them. */
  public static Set<ModelOption> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(ModelOption.class));
  }

  /** Those that a specification sets. */
  static List<ModelOption> setIn(ModelSpec spec) {
    return Arrays.stream(values()).filter(option -> option.in(spec).isPresent()).toList();
  }

  /** What a specification sets it to, or empty where it leaves it open. */
  Optional<String> in(ModelSpec spec) {
    return value.apply(spec);
  }

  private static Optional<String> text(OptionalInt number) {
    return number.isPresent() ? Optional.of(Integer.toString(number.getAsInt())) : Optional.empty();
  }

  private static Optional<String> unlessZero(long number) {
    return number == 0 ? Optional.empty() : Optional.of(Long.toString(number));
  }
}
