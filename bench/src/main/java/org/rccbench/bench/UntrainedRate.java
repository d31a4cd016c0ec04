package org.rccbench.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.BundledModels;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.RccConfig;

/** Whether a user asks for a rate that a model has never seen: it answers all the same. */
final class UntrainedRate {
  private UntrainedRate() {}

  /** What to tell the user, or nothing: the rate is the model's own, or nobody knows. */
  static Optional<String> warning(ModelSpec asked) {
    Path folder = BundledModels.folder(asked.source());
    if (asked.rate().isEmpty() || !Files.isRegularFile(folder.resolve("rcc_config.json"))) {
      return Optional.empty();
    }
    int rate = asked.rate().getAsInt();
    List<Integer> trained =
        Checkpoint.open(folder).rccConfig().map(RccConfig::trainedRates).orElse(List.of());
    if (trained.isEmpty() || trained.contains(rate)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s was trained at rate %s, not at %d: the answer is not to be trusted",
            asked.source(),
            trained.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            rate));
  }
}
