package org.rccbench.evaluators.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.scorers.Scorer;

/**
 * One number for a profile over the samples of one model and task, with its averaging rule.
 *
 * @param profile scorer profile, such as {@code bleu4-ids-nltk-method1@500}
 * @param mean the number
 * @param interval what {@link ContextScores#interval} gives; empty with one context
 * @param contexts contexts with a score
 * @param samples samples with a score
 * @param unscored samples without this score: failed, skipped, or too short for it
 */
public record Headline(
    String profile,
    double mean,
    Optional<Interval> interval,
    int contexts,
    int samples,
    int unscored) {

  /** The averaging rule (paper section 4.1: scores averaged over the positions of a sample). */
  public static final String RULE =
      "mean over contexts of the mean over the context's scored positions;"
          + " failed and skipped samples are counted apart and never scored";

  /**
   * Averages a profile; empty if no sample has it.
   *
   * @param lines samples of one model and one task
   */
  public static Optional<Headline> of(
      List<SampleLine> lines, String profile, Resampling resampling) {
    Map<String, List<Double>> byContext = new TreeMap<>();
    int scored = 0;
    for (SampleLine line : lines) {
      Double score = line.outcome() == Outcome.SCORED ? line.scores().get(profile) : null;
      if (score != null) {
        byContext.computeIfAbsent(line.context(), c -> new ArrayList<>()).add(score);
        scored++;
      }
    }
    if (scored == 0) {
      return Optional.empty();
    }
    ContextScores contexts = ContextScores.of(byContext, best(profile)).withEqualContexts();
    return Optional.of(
        new Headline(
            profile,
            contexts.mean(),
            contexts.interval(resampling),
            contexts.contexts(),
            scored,
            lines.size() - scored));
  }

  /**
   * The score of a perfect output: 1, or 100 of scores in percent. A profile that is unknown here,
   * such as one of a later version, is taken to end at 1.
   */
  public static double best(String profile) {
    return Scorer.find(profile).map(Scorer::best).orElse(1.0);
  }
}
