package org.rccbench.reports.paper;

import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

/**
 * A model that a manifest speaks of. A run's model plays it if it has the role's name, or the name
 * and {@code -seed} and a number; else, where the role has a kind, if kind and rate are the role's.
 *
 * @param says what the model is
 * @param kind kind of model, or null where only the name tells
 * @param rate compression rate, or null for any
 */
public record Role(String says, String kind, Integer rate) {
  private static final String SEED = "-seed[0-9]+";

  /** Checks that a rate comes with a kind. */
  public Role {
    Objects.requireNonNull(says, "says is missing: what the model is");
    if (rate != null && kind == null) {
      throw new IllegalArgumentException("a rate needs a kind");
    }
  }

  /** Names in a run that play the role by name. */
  List<String> byName(String role, SortedSet<String> names) {
    if (names.contains(role)) {
      return List.of(role);
    }
    return names.stream()
        .filter(name -> name.startsWith(role) && name.substring(role.length()).matches(SEED))
        .toList();
  }

  boolean isPlayedBy(String otherKind, int otherRate) {
    return kind != null && kind.equals(otherKind) && (rate == null || rate == otherRate);
  }
}
