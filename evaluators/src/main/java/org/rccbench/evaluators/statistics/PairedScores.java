package org.rccbench.evaluators.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Scores of two systems, a baseline and a candidate, on the same samples. The context is the unit,
 * and every context weighs the same, as in {@link Headline}: what is compared are the means over
 * contexts of the mean over a context's samples. Differences are the candidate's less the
 * baseline's.
 */
public final class PairedScores {
  private final List<List<Pair>> contexts;
  private final double best;
  private final double[] baseline;
  private final double[] candidate;
  private final double[] ahead;
  private final double[] behind;

  private PairedScores(List<List<Pair>> contexts, double best) {
    this.contexts = contexts;
    this.best = best;
    baseline = means(contexts, Pair::baseline);
    candidate = means(contexts, Pair::candidate);
    ahead = means(contexts, pair -> pair.candidate > pair.baseline ? 1 : 0);
    behind = means(contexts, pair -> pair.candidate < pair.baseline ? 1 : 0);
  }

  private static double[] means(List<List<Pair>> contexts, ToDoubleFunction<Pair> value) {
    return contexts.stream()
        .mapToDouble(pairs -> pairs.stream().mapToDouble(value).sum() / pairs.size())
        .toArray();
  }

  /**
   * One sample, scored on both sides.
   *
   * @param context what was read: the unit
   * @param baseline the baseline's score
   * @param candidate the candidate's score
   */
  public record Pair(String context, double baseline, double candidate) {
    /** Checks that both are numbers. */
    public Pair {
      if (!Double.isFinite(baseline) || !Double.isFinite(candidate)) {
        throw new IllegalArgumentException(
            "context " + context + " has scores " + baseline + " and " + candidate);
      }
    }

    private Pair swapped() {
      double first = candidate;
      double second = baseline;
      return new Pair(context, first, second);
    }

    private boolean isTrial(double best) {
      return (baseline == 0 || baseline == best) && (candidate == 0 || candidate == best);
    }
  }

  /**
   * Groups pairs by their context.
   *
   * @param best the score of a perfect output: 1 or 100
   * @throws IllegalArgumentException without a pair
   */
  public static PairedScores of(List<Pair> pairs, double best) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("no sample is scored on both sides: nothing to compare");
    }
    // sorted, so that the same seed draws the same contexts in whatever order they came
    Map<String, List<Pair>> byContext = new TreeMap<>();
    pairs.forEach(
        pair -> byContext.computeIfAbsent(pair.context, c -> new ArrayList<>()).add(pair));
    return new PairedScores(List.copyOf(byContext.values()), best);
  }

  /** Number of contexts. */
  public int contexts() {
    return baseline.length;
  }

  /** Number of samples. */
  public int samples() {
    return contexts.stream().mapToInt(List::size).sum();
  }

  /** Samples on which the candidate scores more than the baseline. */
  public int candidateAhead() {
    return count(pair -> pair.candidate > pair.baseline);
  }

  /** Samples on which the baseline scores more than the candidate. */
  public int baselineAhead() {
    return count(pair -> pair.candidate < pair.baseline);
  }

  /** Mean over contexts of the baseline's scores. */
  public double baselineMean() {
    return StatUtils.mean(baseline);
  }

  /** Mean over contexts of the candidate's scores. */
  public double candidateMean() {
    return StatUtils.mean(candidate);
  }

  /** The candidate's mean less the baseline's. */
  public double difference() {
    return StatUtils.mean(differences());
  }

  /** Interval of the difference; empty with one context. See {@link DifferenceInterval}. */
  public Optional<Interval> interval(double level) {
    Interval.checkLevel(level);
    return contexts() < 2
        ? Optional.empty()
        : Optional.of(new DifferenceInterval(this, level).interval());
  }

  /**
   * Chance of a difference as large as this one, either way, if nothing but chance decided in each
   * context which system is which: signs of whole contexts are flipped.
   */
  public double permutation(Resampling resampling) {
    return SignFlips.twoSided(differences(), resampling);
  }

  /**
   * McNemar's test, where every score is right or wrong: the exact one where each context has one
   * sample, else {@link ClusteredMcNemar}. Empty for other scores, and where contexts show no
   * difference.
   */
  public Optional<TestResult> mcNemar() {
    if (!areTrials()) {
      return Optional.empty();
    }
    return hasOneSampleEach()
        ? Optional.of(new McNemar(candidateAhead(), baselineAhead()).exact())
        : ClusteredMcNemar.of(shareDifferences());
  }

  /** What share of the baseline's score the candidate keeps. */
  public Retention retention(Resampling resampling) {
    return Retention.of(candidate, baseline, resampling);
  }

  /** The smallest difference that this many contexts detect; empty with one context. */
  public Optional<DetectableDifference> detectable(double alpha, double power) {
    return interval(1 - alpha)
        .map(interval -> DetectableDifference.of(interval, this, alpha, power));
  }

  /** The same samples with baseline and candidate exchanged. */
  public PairedScores swapped() {
    return new PairedScores(
        contexts.stream().map(pairs -> pairs.stream().map(Pair::swapped).toList()).toList(), best);
  }

  boolean hasOneSampleEach() {
    return contexts.stream().allMatch(pairs -> pairs.size() == 1);
  }

  boolean areTrials() {
    return contexts.stream().flatMap(List::stream).allMatch(pair -> pair.isTrial(best));
  }

  double best() {
    return best;
  }

  /** Of each context, the candidate's mean less the baseline's. */
  double[] differences() {
    double[] differences = new double[baseline.length];
    Arrays.setAll(differences, i -> candidate[i] - baseline[i]);
    return differences;
  }

  /** Of each context, the share of samples on which the candidate is ahead. */
  ContextScores ahead() {
    return ContextScores.ofShares(ahead, samples());
  }

  /** Of each context, the share of samples on which the baseline is ahead. */
  ContextScores behind() {
    return ContextScores.ofShares(behind, samples());
  }

  private double[] shareDifferences() {
    double[] shares = new double[ahead.length];
    Arrays.setAll(shares, i -> ahead[i] - behind[i]);
    return shares;
  }

  private int count(Predicate<Pair> which) {
    return (int) contexts.stream().flatMap(List::stream).filter(which).count();
  }
}
