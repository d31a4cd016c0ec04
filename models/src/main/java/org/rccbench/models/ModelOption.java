package org.rccbench.models;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Settings of a {@link ModelSpec} for which only some kinds have a use. */
public enum ModelOption {
  RATE("rate"),
  WINDOW("window"),
  COMPAT("compat"),
  LEVEL_RULE("level_rule"),
  WINDOW_BATCH("window_batch"),
  SEGMENT_CACHE("segment_cache_mb");

  private final String label;

  ModelOption(String label) {
    this.label = label;
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
    return switch (this) {
      case RATE -> text(spec.rate());
      case WINDOW -> text(spec.window());
      case COMPAT -> spec.compat();
      case LEVEL_RULE -> spec.levelRule();
      case WINDOW_BATCH -> unlessZero(spec.windowBatch());
      case SEGMENT_CACHE -> unlessZero(spec.segmentCacheBytes() >> 20);
    };
  }

  private static Optional<String> text(OptionalInt number) {
    return number.isPresent() ? Optional.of(Integer.toString(number.getAsInt())) : Optional.empty();
  }

  private static Optional<String> unlessZero(long number) {
    return number == 0 ? Optional.empty() : Optional.of(Long.toString(number));
  }
}
