package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Scores grouped by the context they were measured on. The context is the statistical unit: two
 * questions about one context are not two independent observations, so a resample takes a context
 * with all its scores or not at all.
 */
public final class ContextScores {
  private final double[] sums;
  private final int[] counts;
  private final int weight;
  private final Nature nature;

  private ContextScores(double[] sums, int[] counts, Nature nature) {
    this.sums = sums;
    this.counts = counts;
    this.weight = Arrays.stream(counts).sum();
    this.nature = nature;
  }

  /**
   * What the scores are.
   *
   * @param trials whether each is 0 or the best one
   * @param samples how many there are
   * @param best the score of a perfect output
   */
  private record Nature(boolean trials, int samples, double best) {}

  /** Groups scores of which the best is 1. */
  public static ContextScores of(Map<String, List<Double>> byContext) {
    return of(byContext, 1);
  }

  /**
   * Groups scores.
   *
   * @param byContext scores of each context, at least one context and one score each
   * @param best the score of a perfect output: 1 or 100
   * @throws IllegalArgumentException if a context has no score or one that is no finite number
   */
  public static ContextScores of(Map<String, List<Double>> byContext, double best) {
    Builder builder = new Builder(best);
    int number = 0;
    // sorted, so that the same seed draws the same contexts in whatever order they came
    for (Map.Entry<String, List<Double>> context : new TreeMap<>(byContext).entrySet()) {
      List<Double> scores = context.getValue();
      if (scores.isEmpty() || !scores.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "context " + context.getKey() + " has no finite scores: " + scores);
      }
      for (double score : scores) {
        builder.add(number, score);
      }
      number++;
    }
    return builder
        .build()
        .orElseThrow(() -> new IllegalArgumentException("no scores; a mean of nothing is not 0"));
  }

  /** Contexts of the same weight, each with its share of hits, over so many trials in all. */
  static ContextScores ofShares(double[] shares, int trials) {
    int[] ones = new int[shares.length];
    Arrays.fill(ones, 1);
    return new ContextScores(shares.clone(), ones, new Nature(true, trials, 1));
  }

  /** Scores in the order in which they are read, for as many contexts as there will be. */
  public static final class Builder {
    private final double best;
    private double[] sums = new double[64];
    private int[] counts = new int[64];
    private int contexts;
    private boolean trials = true;

    /**
     * No scores yet.
     *
     * @param best the score of a perfect output: 1 or 100
     */
    public Builder(double best) {
      this.best = best;
    }

    /**
     * Adds a score.
     *
     * @param context number of the context, from 0
     */
    public void add(int context, double score) {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("a score must be finite, was " + score);
      }
      if (context >= sums.length) {
        int room = Math.max(context + 1, 2 * sums.length);
        sums = Arrays.copyOf(sums, room);
        counts = Arrays.copyOf(counts, room);
      }
      sums[context] += score;
      counts[context]++;
      contexts = Math.max(contexts, context + 1);
      trials &= score == 0 || score == best;
    }

    /** The scores so far; empty without one. Contexts without a score are left out. */
    public Optional<ContextScores> build() {
      int[] scored = IntStream.range(0, contexts).filter(i -> counts[i] > 0).toArray();
      if (scored.length == 0) {
        return Optional.empty();
      }
      double[] kept = Arrays.stream(scored).mapToDouble(i -> sums[i]).toArray();
      int[] sizes = Arrays.stream(scored).map(i -> counts[i]).toArray();
      Nature nature = new Nature(trials, Arrays.stream(sizes).sum(), best);
      return Optional.of(new ContextScores(kept, sizes, nature));
    }
  }

  /** Number of contexts. */
  public int contexts() {
    return sums.length;
  }

  /** Number of scores. */
  public int samples() {
    return nature.samples;
  }

  /** Whether every score is right or wrong: the best one or 0. */
  public boolean areTrials() {
    return nature.trials;
  }

  /** Mean over all scores; over contexts, if they weigh the same. */
  public double mean() {
    return Arrays.stream(sums).sum() / weight;
  }

  /** The same scores with a mean in which every context weighs the same, however many it has. */
  public ContextScores withEqualContexts() {
    int[] ones = new int[sums.length];
    Arrays.fill(ones, 1);
    return new ContextScores(contextMeans(), ones, nature);
  }

  /** The score of a perfect output. */
  double best() {
    return nature.best;
  }

  /** Mean of each context's scores. */
  double[] contextMeans() {
    return IntStream.range(0, sums.length).mapToDouble(i -> sums[i] / counts[i]).toArray();
  }

  /** Variance of the mean as contexts differ, over k - 1: that of a ratio of two sums. */
  double variance() {
    double mean = mean();
    double squares = 0;
    for (int i = 0; i < sums.length; i++) {
      double rest = sums[i] - mean * counts[i];
      squares += rest * rest;
    }
    double k = sums.length;
    return k / (k - 1) * squares / ((double) weight * weight);
  }

  /** Whether all contexts have the same mean. */
  boolean isConstant() {
    double[] means = contextMeans();
    return Arrays.stream(means).allMatch(mean -> mean == means[0]);
  }

  /**
   * The interval of the mean that fits the scores: of right and wrong, Wilson's where each context
   * has one, else its clustered form, because a bootstrap of nothing but hits would say that there
   * is no doubt; of other scores the percentile bootstrap. Empty with one context alone.
   */
  public Optional<Interval> interval(Resampling resampling) {
    if (!nature.trials) {
      return bootstrap(resampling);
    }
    if (nature.samples == sums.length) {
      long hits = Math.round(Arrays.stream(sums).sum() / nature.best);
      Interval share = Wilson.interval(hits, nature.samples, resampling.level());
      return Optional.of(share.times(nature.best));
    }
    return ClusteredWilson.interval(this, resampling.level());
  }

  /**
   * Percentile bootstrap of the mean over contexts; empty with fewer than two contexts, which say
   * nothing about how contexts differ.
   */
  public Optional<Interval> bootstrap(Resampling resampling) {
    if (sums.length < 2) {
      return Optional.empty();
    }
    return Optional.of(
        percentileInterval(
            resampledMeans(resampling),
            resampling.level(),
            "percentile bootstrap" + over(resampling)));
  }

  /** BCa bootstrap of the mean over contexts (Efron 1987); empty with fewer than two contexts. */
  public Optional<Interval> correctedBootstrap(Resampling resampling) {
    if (sums.length < 2) {
      return Optional.empty();
    }
    double sum = Arrays.stream(sums).sum();
    double[] without = new double[sums.length];
    for (int i = 0; i < without.length; i++) {
      without[i] = (sum - sums[i]) / (weight - counts[i]);
    }
    Interval ends =
        BcaInterval.of(mean(), resampledMeans(resampling), without).corrected(resampling.level());
    return Optional.of(
        new Interval(ends.low(), ends.high(), ends.level(), "BCa bootstrap" + over(resampling)));
  }

  private String over(Resampling resampling) {
    return " of "
        + resampling.resamples()
        + " over "
        + sums.length
        + " contexts, seed "
        + resampling.seed();
  }

  /** The central part of resampled values: linear quantiles (numpy's default, type 7). */
  static Interval percentileInterval(double[] resampled, double level, String method) {
    Percentile quantiles = new Percentile().withEstimationType(EstimationType.R_7);
    quantiles.setData(resampled);
    double tail = (1 - level) / 2;
    return new Interval(
        quantiles.evaluate(100 * tail), quantiles.evaluate(100 * (1 - tail)), level, method);
  }

  private double[] resampledMeans(Resampling resampling) {
    double[] means = new double[resampling.resamples()];
    Draws draws = new Draws(resampling.seed());
    boolean alike = Arrays.stream(counts).allMatch(count -> count == counts[0]);
    for (int i = 0; i < means.length; i++) {
      means[i] = alike ? resampledSum(draws) / weight : resampledMean(draws);
    }
    return means;
  }

  private double resampledSum(Draws draws) {
    int n = sums.length;
    double sum = 0;
    for (int i = 0; i + 1 < n; i += 2) {
      long bits = draws.next();
      sum += sums[Draws.low(bits, n)];
      sum += sums[Draws.high(bits, n)];
    }
    return (n & 1) == 0 ? sum : sum + sums[Draws.low(draws.next(), n)];
  }

  private double resampledMean(Draws draws) {
    int n = sums.length;
    double sum = 0;
    long count = 0;
    for (int i = 0; i < n; i++) {
      int drawn = Draws.low(draws.next(), n);
      sum += sums[drawn];
      count += counts[drawn];
    }
    return sum / count;
  }
}
