package org.rccbench.models.checkpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an encoder's slots reach the decoder. */
public enum Architecture {
  /** A level of the encoder behind every block of the decoder (arXiv 2406.06110). */
  RCC,
  /** The encoder's last level alone, as the decoder's input (the ablation of its Figure 3a). */
  LAST_LAYER,
  /**
   * Learned tokens behind each window, whose last level is the decoder's input (as ICAE, arXiv
   * 2307.06945; here with two towers that are trained whole, without LoRA).
   */
  ICAE;

  /**
   * The architecture that a label names.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Architecture named(String label) {
    return Arrays.stream(values())
        .filter(architecture -> architecture.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown architecture \"" + label + "\"; known: " + known()));
  }

  /** Whether {@code label} names one. */
  public static boolean isNamed(String label) {
    return Arrays.stream(values()).anyMatch(one -> one.label().equals(label));
  }

  private static String known() {
    return Arrays.stream(values()).map(Architecture::label).collect(Collectors.joining(", "));
  }

  /** Its name in rcc_config.json, in recipes and as a kind of model. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
