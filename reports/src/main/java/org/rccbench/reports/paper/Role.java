package org.rccbench.reports.paper;

import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

/**
 * A model that a manifest speaks of. A run's model plays it if it has the role's name, or the name
 * and {@code -seed} and a number; else, where the role has a kind, if kind and rate are the role's.
 * In a run of scale mini the name of the small model that takes the paper's place counts as well.
 *
 * @param says what the model is
 * @param kind kind of model, or null where only the name tells
 * @param rate compression rate, or null for any
 * @param mini name of the model that plays it in the suites of scale mini, or null
 */
public record Role(String says, String kind, Integer rate, String mini) {
  private static final String SEED = "-seed[0-9]+";

  /** Checks that a rate comes with a kind. */
  public Role {
    Objects.requireNonNull(says, "says is missing: what the model is");
    if (rate != null && kind == null) {
      throw new IllegalArgumentException("a rate needs a kind");
    }
  }

  /** The role as a run of a scale casts it. */
  Role at(PaperScale scale) {
    return scale == PaperScale.MINI ? this : new Role(says, kind, rate, null);
  }

  /** Names in a run that play the role by name. */
  List<String> byName(String role, SortedSet<String> names) {
    List<String> own = called(role, names);
    return own.isEmpty() && mini != null ? called(mini, names) : own;
  }

  private static List<String> called(String called, SortedSet<String> names) {
    if (names.contains(called)) {
      return List.of(called);
    }
    return names.stream()
        .filter(name -> name.startsWith(called) && name.substring(called.length()).matches(SEED))
        .toList();
  }

  boolean isPlayedBy(String otherKind, int otherRate) {
    return kind != null && kind.equals(otherKind) && (rate == null || rate == otherRate);
  }
}
