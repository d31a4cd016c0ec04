package org.rccbench.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** All kinds of model on the class path. */
public final class ContextModels {

  private ContextModels() {}

  /**
   * Opens a model of any kind.
   *
   * @throws IllegalArgumentException if the kind is unknown (the message lists the known ones),
   *     ignores an option that is set, or refuses the specification
   */
  public static ContextModel open(ModelSpec spec) {
    refuseIgnored(spec);
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

  /** Whether opening this specification starts a program that it names. */
  public static boolean startsPrograms(ModelSpec spec) {
    ContextModelProvider provider = providers().get(spec.kind());
    return provider != null && provider.startsPrograms();
  }

  /**
   * The models of a suite, by name, of which none that is a program gets the variables from which
   * another takes its secrets. Models of unknown kinds stay as they are.
   */
  public static Map<String, ModelSpec> withoutForeignSecrets(Map<String, ModelSpec> models) {
    SortedMap<String, ContextModelProvider> providers = providers();
    Set<String> secrets = new TreeSet<>();
    for (ModelSpec spec : models.values()) {
      if (providers.containsKey(spec.kind())) {
        secrets.addAll(providers.get(spec.kind()).secrets(spec));
      }
    }
    Map<String, ModelSpec> hiding = new LinkedHashMap<>(models);
    if (!secrets.isEmpty()) {
      hiding.replaceAll(
          (name, spec) ->
              providers.containsKey(spec.kind())
                  ? providers.get(spec.kind()).hiding(spec, secrets)
                  : spec);
    }
    return hiding;
  }

  /**
   * Refuses an option or a setting for which the kind has no use, and what else can be seen to be
   * wrong without opening the model; a kind that is not known is left to {@link #open}.
   *
   * @throws IgnoredOptionException naming the option and the kinds that take it
   * @throws IllegalArgumentException if a setting is not known or a value is wrong
   */
  public static void refuseIgnored(ModelSpec spec) {
    ContextModelProvider provider = providers().get(spec.kind());
    if (provider == null) {
      return;
    }
    for (ModelOption option : ModelOption.setIn(spec)) {
      if (!provider.options().contains(option)) {
        throw new IgnoredOptionException(
            option,
            String.format(
                Locale.ROOT,
                "kind \"%s\" has no use for %s, which is set to %s; leave it out, or take a kind"
                    + " that has: %s",
                spec.kind(),
                option.label(),
                option.in(spec).orElseThrow(),
                String.join(", ", kindsWith(option))));
      }
    }
    for (String name : spec.settings().keySet()) {
      if (!provider.settings().contains(name)) {
        // its value is not shown: it might be a secret that nobody should write into a suite
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "kind \"%s\" has no setting \"%s\"; known: %s",
                spec.kind(),
                name,
                String.join(", ", new TreeSet<>(provider.settings()))));
      }
    }
    provider.check(spec);
  }

  private static List<String> kindsWith(ModelOption option) {
    return providers().values().stream()
        .filter(provider -> provider.options().contains(option))
        .map(ContextModelProvider::kind)
        .toList();
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
