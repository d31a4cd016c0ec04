package org.rccbench.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** All kinds of model on the class path. */
public final class ContextModels {

  private ContextModels() {}

  /**
   * Opens a model of any kind.
   *
   * @throws IllegalArgumentException if the kind is unknown (the message lists the known ones) or
   *     the kind refuses the specification
   */
  public static ContextModel open(ModelSpec spec) {
    ContextModelProvider provider = providers().get(spec.kind());
    if (provider == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "unknown model kind \"%s\"; known: %s",
              spec.kind(),
              String.join(", ", kinds())));
    }
    return provider.open(spec);
  }

  /** The names of all kinds, sorted. */
  public static List<String> kinds() {
    return new ArrayList<>(providers().keySet());
  }

  private static SortedMap<String, ContextModelProvider> providers() {
    SortedMap<String, ContextModelProvider> byKind = new TreeMap<>();
    for (ContextModelProvider provider : ServiceLoader.load(ContextModelProvider.class)) {
      ContextModelProvider other = byKind.put(provider.kind(), provider);
      if (other != null) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "model kind \"%s\" is provided twice: by %s and %s",
                provider.kind(),
                other.getClass().getName(),
                provider.getClass().getName()));
      }
    }
    return byKind;
  }
}
