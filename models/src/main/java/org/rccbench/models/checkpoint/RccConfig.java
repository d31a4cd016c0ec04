package org.rccbench.models.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.rccbench.models.Prompts;

/**
 * What rcc_config.json adds to an official RCC checkpoint.
 *
 * @param window tokens of an encoder window
 * @param rate tokens a slot
 * @param trainedRates rates that were trained, {@code rate} among them; empty where it is not said
 * @param pairs whether a decoder level is the mean of two encoder levels (layers_Equal)
 * @param compat how windows are filled
 * @param architecture how slots reach the decoder
 * @param prompts the strings that the model was trained with
 */
public record RccConfig(
    int window,
    int rate,
    List<Integer> trainedRates,
    boolean pairs,
    Compat compat,
    Architecture architecture,
    Prompts prompts) {

  /** The official settings, in force where a checkpoint has no rcc_config.json. */
  public static final RccConfig OFFICIAL =
      new RccConfig(
          2048, 32, List.of(), false, Compat.REFERENCE, Architecture.RCC, Prompts.OFFICIAL);

  private static final Set<String> KNOWN =
      Set.of("window", "rate", "trained_rates", "level_rule", "compat", "architecture", "prompts");

  private static final Set<String> PROMPTS =
      Set.of("separator", "reconstruction", "human", "compress", "context_only", "turn", "marker");

  /** Checks that a window gives at least one slot, and that the levels fit the architecture. */
  public RccConfig {
    Objects.requireNonNull(compat, "compat");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(prompts, "prompts");
    trainedRates = List.copyOf(trainedRates);
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
    if (pairs && architecture != Architecture.RCC) {
      throw new IllegalArgumentException(
          "level_rule \"pairs\" is for architecture rcc; "
              + architecture.label()
              + " uses the encoder's last level alone");
    }
  }

  static RccConfig read(Path file) {
    ConfigFile config = ConfigFile.read(file);
    config.refuseUnknown(KNOWN);
    try {
      return new RccConfig(
          config.integer("window", OFFICIAL.window()),
          config.integer("rate", OFFICIAL.rate()),
          config.integers("trained_rates"),
          isPairs(config.text("level_rule", "first")),
          Compat.named(config.text("compat", "reference")),
          Architecture.named(config.text("architecture", Architecture.RCC.label())),
          prompts(config));
    } catch (IllegalArgumentException e) {
      throw config.inThisFile(e);
    }
  }

  private static Prompts prompts(ConfigFile config) {
    config.refuseUnknown("prompts", PROMPTS);
    return new Prompts(
        config.text("prompts.separator", null),
        config.text("prompts.reconstruction", null),
        config.text("prompts.human", null),
        config.text("prompts.compress", null),
        config.text("prompts.context_only", null),
        config.text("prompts.turn", null),
        config.text("prompts.marker", null));
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
