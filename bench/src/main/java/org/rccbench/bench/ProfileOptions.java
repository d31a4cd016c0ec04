package org.rccbench.bench;

import java.util.Arrays;
import java.util.List;
import org.rccbench.evaluators.scorers.Scorer;
import picocli.CommandLine.Option;

/** The scorer profiles of verbs that score. */
final class ProfileOptions {
  private static final String ALL = "all";

  @Option(
      names = "--profile",
      required = true,
      split = ",",
      paramLabel = "P",
      description = "Scorer profiles (docs/profiles.md lists them), or all.")
  private List<String> names;

  /** Whether all were asked for, of which some fit no data. */
  boolean all() {
    return names.contains(ALL);
  }

  /**
   * The profiles that were named, each once.
   *
   * @throws IllegalArgumentException if one is unknown; the message lists the known ones
   */
  List<Scorer> named() {
    return all()
        ? List.of(Scorer.values())
        : names.stream().map(String::strip).map(Scorer::named).distinct().toList();
  }

  /** The same; of all, those that compare texts. */
  List<Scorer> overTexts() {
    return all()
        ? Arrays.stream(Scorer.values()).filter(scorer -> !scorer.comparesIds()).toList()
        : named();
  }
}
