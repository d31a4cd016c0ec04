package org.rccbench.datasets;

import java.util.Locale;

/** What a question of {@link Chronicle} asks of its reader. */
public enum ChronicleForm {
  /** One fact about a person who is named. */
  ONE_HOP,
  /** One fact about a person whom another fact points to. */
  TWO_HOP,
  /** How many people a fact holds for. */
  COUNT,
  /** Whether a fact holds. */
  YES_NO,
  /** All people that a fact holds for, or all things of a person. */
  LIST,
  /** The same fact about two people. */
  COMPARE;

  /** The name in records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
