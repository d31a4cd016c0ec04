package org.rccbench.models.checkpoint;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What rcc_config.json adds to an official RCC checkpoint.
 *
 * @param window tokens of an encoder window
 * @param rate tokens a slot
 * @param pairs whether a decoder level is the mean of two encoder levels (layers_Equal)
 * @param compat how windows are filled
 */
public record RccConfig(int window, int rate, boolean pairs, Compat compat) {

  /** The official settings, in force where a checkpoint has no rcc_config.json. */
  public static final RccConfig OFFICIAL = new RccConfig(2048, 32, false, Compat.REFERENCE);

  private static final Set<String> KNOWN =
      Set.of("window", "rate", "trained_rates", "level_rule", "compat", "architecture", "prompts");

  /** Checks that a window gives at least one slot. */
  public RccConfig {
    if (window <= 0 || rate <= 0) {
      throw new IllegalArgumentException(
          "window and rate must be > 0, were " + window + " and " + rate);
    }
    if (rate > window) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rate %d is larger than the window of %d tokens: no slot would be kept",
              rate,
              window));
    }
  }

  static RccConfig read(Path file) {
    ConfigFile config = ConfigFile.read(file);
    config.refuseUnknown(KNOWN);
    if (!config.text("architecture", "rcc").equals("rcc")) {
      throw config.error("architecture", "must be \"rcc\", was " + config.node("architecture"));
    }
    try {
      return new RccConfig(
          config.integer("window", OFFICIAL.window()),
          config.integer("rate", OFFICIAL.rate()),
          isPairs(config.text("level_rule", "first")),
          Compat.named(config.text("compat", "reference")));
    } catch (IllegalArgumentException e) {
      throw config.inThisFile(e);
    }
  }

  /** Whether an option or rcc_config.json names the rule of pairs. */
  public static boolean isPairs(String levelRule) {
    return switch (levelRule) {
      case "first" -> false;
      case "pairs" -> true;
      default ->
          throw new IllegalArgumentException(
              "unknown level_rule \"" + levelRule + "\"; known: first, pairs");
    };
  }
}
