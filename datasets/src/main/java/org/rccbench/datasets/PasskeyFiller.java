package org.rccbench.datasets;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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

  /**
   * The filler of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static PasskeyFiller named(String label) {
    return Arrays.stream(values())
        .filter(filler -> filler.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown filler \""
                        + label
                        + "\"; known: "
                        + Arrays.stream(values())
                            .map(PasskeyFiller::label)
                            .collect(Collectors.joining(", "))));
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
