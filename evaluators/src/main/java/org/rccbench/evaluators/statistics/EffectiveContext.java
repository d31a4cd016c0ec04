package org.rccbench.evaluators.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.SampleLine;

/**
 * How long a context a model copes with: the longest length up to which the lower bound of the
 * score stays above a share of the model's own score at the shortest length. The share is that of
 * RULER (Hsieh et al. 2024, arXiv 2404.06654), where it is the absolute score 85.6 of one model at
 * 4k.
 *
 * @param profile scorer profile
 * @param shortest the shortest length, in tokens
 * @param shortScore the mean score there
 * @param threshold the score that the lower bounds must stay above
 * @param longest the longest length up to which they do; empty if none does
 * @param measured the longest length that was measured
 */
public record EffectiveContext(
    String profile,
    long shortest,
    double shortScore,
    double threshold,
    OptionalLong longest,
    long measured) {

  /** The share of the short score that must be kept. */
  public static final double SHARE = 0.856;

  private static final String COORDINATE = "length";

  /**
   * Finds it; empty with fewer than two lengths, and where the shortest has no score or 0.
   *
   * @param lines samples of one model, task and mode
   */
  public static Optional<EffectiveContext> of(
      List<SampleLine> lines, String profile, Resampling resampling) {
    SortedMap<Long, List<SampleLine>> byLength = new TreeMap<>();
    for (SampleLine line : lines) {
      String length = line.cell().get(COORDINATE);
      if (length != null && length.matches("[0-9]{1,18}")) {
        byLength.computeIfAbsent(Long.valueOf(length), l -> new ArrayList<>()).add(line);
      }
    }
    if (byLength.size() < 2) {
      return Optional.empty();
    }
    SortedMap<Long, Optional<Headline>> scores = new TreeMap<>();
    byLength.forEach((length, cell) -> scores.put(length, Headline.of(cell, profile, resampling)));
    return scores
        .get(scores.firstKey())
        .filter(shortest -> shortest.mean() > 0)
        .map(shortest -> of(scores, shortest));
  }

  /** A length without a score or an interval ends the row: nothing shows that the model copes. */
  private static EffectiveContext of(
      SortedMap<Long, Optional<Headline>> scores, Headline shortest) {
    double threshold = SHARE * shortest.mean();
    OptionalLong longest = OptionalLong.empty();
    for (Map.Entry<Long, Optional<Headline>> cell : scores.entrySet()) {
      Optional<Interval> interval = cell.getValue().flatMap(Headline::interval);
      if (interval.isEmpty() || !(interval.get().low() > threshold)) {
        break;
      }
      longest = OptionalLong.of(cell.getKey());
    }
    return new EffectiveContext(
        shortest.profile(),
        scores.firstKey(),
        shortest.mean(),
        threshold,
        longest,
        scores.lastKey());
  }
}
