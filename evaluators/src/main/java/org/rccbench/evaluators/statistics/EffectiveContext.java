package org.rccbench.evaluators.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
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

  /** The detail of samples whose number their answers decided. */
  private static final String ADAPTIVE = "half-width";

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
    return Headline.of(byLength.get(byLength.firstKey()), profile, resampling)
        .filter(shortest -> shortest.mean() > 0)
        .map(shortest -> of(byLength, shortest, resampling));
  }

  /**
   * A length without a score or a bound ends the row, and so does one at which samples failed:
   * nothing shows that the model copes.
   */
  private static EffectiveContext of(
      SortedMap<Long, List<SampleLine>> byLength, Headline shortest, Resampling resampling) {
    double threshold = SHARE * shortest.mean();
    OptionalLong longest = OptionalLong.empty();
    for (Map.Entry<Long, List<SampleLine>> cell : byLength.entrySet()) {
      OptionalDouble low = low(cell.getValue(), shortest.profile(), resampling);
      if (low.isEmpty() || !(low.getAsDouble() > threshold)) {
        break;
      }
      longest = OptionalLong.of(cell.getKey());
    }
    return new EffectiveContext(
        shortest.profile(),
        byLength.firstKey(),
        shortest.mean(),
        threshold,
        longest,
        byLength.lastKey());
  }

  private static OptionalDouble low(List<SampleLine> lines, String profile, Resampling resampling) {
    if (lines.stream().anyMatch(line -> line.outcome() == Outcome.FAILED)) {
      return OptionalDouble.empty();
    }
    if (lines.stream().anyMatch(line -> line.details().containsKey(ADAPTIVE))) {
      return lowOfLooks(lines, profile, resampling.level());
    }
    return Headline.of(lines, profile, resampling)
        .flatMap(Headline::interval)
        .map(interval -> OptionalDouble.of(interval.low()))
        .orElse(OptionalDouble.empty());
  }

  /**
   * Where the answers decided how many samples each cell has, the ordinary interval is too narrow:
   * the bounds of all cells, which hold together at the level (Bonferroni), in the cells' shares of
   * the samples. Empty of scores that are neither 0 nor 1.
   */
  private static OptionalDouble lowOfLooks(List<SampleLine> lines, String profile, double level) {
    Map<SortedMap<String, String>, List<Double>> cells = new LinkedHashMap<>();
    for (SampleLine line : lines) {
      Double score = line.outcome() == Outcome.SCORED ? line.scores().get(profile) : null;
      if (score != null && score != 0 && score != 1) {
        return OptionalDouble.empty();
      }
      if (score != null) {
        cells.computeIfAbsent(line.cell(), c -> new ArrayList<>()).add(score);
      }
    }
    RepeatedLooks looks =
        new RepeatedLooks(
            RepeatedLooks.PASSKEY.counts(), 1 - (1 - level) / Math.max(1, cells.size()));
    double sum = 0;
    int samples = 0;
    for (List<Double> scores : cells.values()) {
      long right = scores.stream().filter(score -> score == 1).count();
      sum += scores.size() * looks.interval(right, scores.size()).low();
      samples += scores.size();
    }
    return samples == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / samples);
  }
}
