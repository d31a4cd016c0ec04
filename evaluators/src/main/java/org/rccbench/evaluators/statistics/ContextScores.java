package org.rccbench.evaluators.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Scores grouped by the context they were measured on. The context is the statistical unit: two
 * questions about one context are not two independent observations, so a resample takes a context
 * with all its scores or not at all.
 */
public final class ContextScores {
  private final List<double[]> groups = new ArrayList<>();
  private final int samples;

  private ContextScores(SortedMap<String, List<Double>> byContext) {
    for (Map.Entry<String, List<Double>> context : byContext.entrySet()) {
      double[] scores = context.getValue().stream().mapToDouble(Double::doubleValue).toArray();
      if (scores.length == 0 || !Arrays.stream(scores).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "context " + context.getKey() + " has no finite scores: " + context.getValue());
      }
      groups.add(scores);
    }
    samples = groups.stream().mapToInt(g -> g.length).sum();
    if (samples == 0) {
      throw new IllegalArgumentException("no scores; a mean of nothing is not 0");
    }
  }

  /**
   * Groups scores.
   *
   * @param byContext scores of each context, at least one context and one score each
   * @throws IllegalArgumentException if a context has no score or one that is no finite number
   */
  public static ContextScores of(Map<String, List<Double>> byContext) {
    // sorted, so that the same seed draws the same contexts in whatever order they came
    return new ContextScores(new TreeMap<>(byContext));
  }

  /** Number of contexts. */
  public int contexts() {
    return groups.size();
  }

  /** Number of scores. */
  public int samples() {
    return samples;
  }

  /** Mean over all scores. */
  public double mean() {
    double sum = 0;
    for (double[] group : groups) {
      for (double score : group) {
        sum += score;
      }
    }
    return sum / samples;
  }

  /**
   * Percentile bootstrap of the mean over contexts; empty with fewer than two contexts, which say
   * nothing about how contexts differ.
   */
  public Optional<Interval> bootstrap(Resampling resampling) {
    if (groups.size() < 2) {
      return Optional.empty();
    }
    double[] means = new double[resampling.resamples()];
    RandomGenerator random = new Well19937c(resampling.seed());
    for (int i = 0; i < means.length; i++) {
      means[i] = resampledMean(random);
    }
    return Optional.of(
        percentileInterval(
            means,
            resampling.level(),
            "percentile bootstrap of "
                + resampling.resamples()
                + " over "
                + groups.size()
                + " contexts, seed "
                + resampling.seed()));
  }

  /** The central part of resampled values: linear quantiles (numpy's default, type 7). */
  static Interval percentileInterval(double[] resampled, double level, String method) {
    Percentile quantiles = new Percentile().withEstimationType(EstimationType.R_7);
    quantiles.setData(resampled);
    double tail = (1 - level) / 2;
    return new Interval(
        quantiles.evaluate(100 * tail), quantiles.evaluate(100 * (1 - tail)), level, method);
  }

  private double resampledMean(RandomGenerator random) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < groups.size(); i++) {
      double[] group = groups.get(random.nextInt(groups.size()));
      for (double score : group) {
        sum += score;
      }
      count += group.length;
    }
    return sum / count;
  }
}
