package org.rccbench.datasets;

import java.util.Locale;

/** What a pass key is hidden in. */
public enum PasskeyFiller {
  /** The published block of five sentences, again and again. */
  CLASSIC(0),
  /** {@link Chronicle}, in which other numbers stand. */
  PROSE(0),
  /** The classic filler with the lines of four other keys. */
  CLASSIC_DECOYS(4),
  /** {@link Chronicle} with the lines of four other keys. */
  PROSE_DECOYS(4);

  private final int decoys;

  PasskeyFiller(int decoys) {
    this.decoys = decoys;
  }

  /** How many lines of other keys there are. */
  public int decoys() {
    return decoys;
  }

  boolean isProse() {
    return this == PROSE || this == PROSE_DECOYS;
  }

  /** The name in suite files and tables, such as {@code prose-decoys}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
