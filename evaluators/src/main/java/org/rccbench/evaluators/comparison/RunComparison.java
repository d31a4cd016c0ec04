package org.rccbench.evaluators.comparison;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rccbench.evaluators.statistics.Comparison;
import org.rccbench.evaluators.statistics.EffectiveContext;
import org.rccbench.evaluators.statistics.PairedScores;
import org.rccbench.evaluators.statistics.Resampling;
import org.rccbench.evaluators.statistics.Retention;

/**
 * Two runs, or two models, side by side: a baseline and a candidate. Models are paired by their
 * name, or, where a side has one model, that one with each of the other side; samples by what was
 * asked.
 *
 * @param matches one for each pair of models, task, mode and profile
 * @param reaches effective contexts, of both sides
 * @param lacking models and tasks that one side does not have
 */
public record RunComparison(List<Match> matches, List<Reach> reaches, List<String> lacking) {

  /** Copies the lists. */
  public RunComparison {
    matches = List.copyOf(matches);
    reaches = List.copyOf(reaches);
    lacking = List.copyOf(lacking);
  }

  /**
   * Two systems at one task.
   *
   * @param baseline whose scores the others are held against
   * @param candidate whose difference is told
   * @param profile scorer profile
   * @param rate the candidate's compression rate, or null where it differs or is not told
   * @param result empty where no sample is scored on both sides
   * @param cells the same by the values of one coordinate
   * @param unpaired samples that one side lacks or failed
   * @param skippedByBoth samples that both sides skipped
   */
  public record Match(
      Rescoring.Group baseline,
      Rescoring.Group candidate,
      String profile,
      String rate,
      Optional<Comparison> result,
      List<CellMatch> cells,
      List<Unpaired> unpaired,
      int skippedByBoth) {}

  /**
   * The pairs at one value of a coordinate, such as length 2048. Nothing is tested here: the
   * verdict is about all of them.
   *
   * @param coordinate its name
   * @param value its value
   * @param scores the pairs
   * @param retention what the candidate keeps there
   */
  public record CellMatch(
      String coordinate, String value, PairedScores scores, Retention retention) {}

  /**
   * How long a context one system copes with.
   *
   * @param side {@code A} or {@code B}
   * @param group the system and the task
   * @param context the effective context
   */
  public record Reach(String side, Rescoring.Group group, EffectiveContext context) {}

  /**
   * How runs are compared.
   *
   * @param profiles profile names, {@code @n} behind where the run has such; empty for the profile
   *     that stands for each task
   * @param margin a difference up to this share of a perfect score counts as none
   * @param resampling how intervals are drawn
   */
  public record Settings(List<String> profiles, double margin, Resampling resampling) {
    /** Copies the profiles. */
    public Settings {
      profiles = List.copyOf(profiles);
      Objects.requireNonNull(resampling, "resampling");
    }
  }

  /**
   * Compares a candidate with a baseline.
   *
   * @throws IllegalArgumentException if the two have no model or no task in common, or a profile is
   *     neither known nor one that a run has scores of
   */
  public static RunComparison of(ComparedRun baseline, ComparedRun candidate, Settings settings) {
    return new Comparing(baseline, candidate, settings).compare();
  }

  /** Whether each side has a score for all that the other has. */
  public boolean isComplete() {
    return lacking.isEmpty() && matches.stream().allMatch(match -> match.unpaired.isEmpty());
  }

  /** Whether anything could be compared. */
  public boolean isEmpty() {
    return matches.stream().allMatch(match -> match.result.isEmpty());
  }
}
