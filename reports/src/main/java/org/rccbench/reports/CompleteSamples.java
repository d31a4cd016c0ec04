package org.rccbench.reports;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.rccbench.evaluators.results.SampleLine;

/**
 * A run's samples about contexts that no model got shortened. What truncation cut, skipped or
 * refused for one model is left out for all, so that models stand side by side on the same samples.
 *
 * @param run the rest of the run
 * @param note what was left out, for every table
 */
record CompleteSamples(RunData run, String note) {
  /** The detail of a sample whose context was too long for its model. */
  private static final String TRUNCATION = "truncation";

  /**
   * Chooses them.
   *
   * @throws IllegalArgumentException if there are samples, but none is complete
   */
  static CompleteSamples of(RunData all) {
    Set<String> shortened =
        all.samples().stream()
            .filter(CompleteSamples::isShortened)
            .map(SampleLine::sample)
            .collect(Collectors.toSet());
    RunData rest =
        all.withSamples(
            all.samples().stream().filter(line -> !shortened.contains(line.sample())).toList());
    if (rest.samples().isEmpty() && !all.samples().isEmpty()) {
      throw new IllegalArgumentException(
          "no sample is complete: all "
              + shortened.size()
              + " were shortened, skipped or refused for their length; leave --complete out, or"
              + " run shorter contexts");
    }
    long asked = all.samples().stream().map(SampleLine::sample).distinct().count();
    return new CompleteSamples(
        rest,
        String.format(
            Locale.ROOT,
            "Complete samples alone: %d of %d are left out, whose context was too long for a"
                + " model.",
            shortened.size(),
            asked));
  }

  private static boolean isShortened(SampleLine line) {
    return line.details().containsKey(TRUNCATION);
  }
}
