package org.rccbench.reports.paper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.ContextScores;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.IndependentDifference;
import org.rccbench.evaluators.statistics.IndependentDifference.Estimate;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.PairedScores;
import org.rccbench.evaluators.statistics.PairedScores.Pair;
import org.rccbench.evaluators.statistics.Resampling;
import org.rccbench.evaluators.statistics.Summary;

/**
 * Scores of one selection: by context for a mean, by sample for a pair. Where several seeds of
 * training play the role, a sample's score is the mean over them.
 */
final class CellScores {
  private static final double LEVEL = 0.95;
  private static final int SEEDS = 3;

  private final Resampling resampling;
  private final double best;
  private final Map<String, Scored> bySample = new TreeMap<>();
  private final Map<String, Map<String, List<Double>>> byModel = new TreeMap<>();
  private int samples;
  private int failed;
  private int skipped;

  private CellScores(Resampling resampling, double best) {
    this.resampling = resampling;
    this.best = best;
  }

  /** Scores of one sample, one a seed of training. */
  private record Scored(String context, List<Double> scores) {
    double mean() {
      return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
  }

  /**
   * Reads a selection.
   *
   * @throws UnmeasuredException if there is no score, or the weights are random
   */
  static CellScores of(RunEvidence run, Selection selection, FailedAs failedAs) {
    String profile = run.profile(selection);
    CellScores scores = new CellScores(run.resampling(), Headline.best(profile));
    boolean any = false;
    for (SampleLine line : run.lines(selection)) {
      Double score = line.outcome() == Outcome.SCORED ? line.scores().get(profile) : null;
      if (score != null) {
        scores.add(line, score);
        any = true;
        continue;
      }
      if (line.outcome() == Outcome.FAILED) {
        scores.failed++;
      } else {
        scores.skipped++;
      }
      if (failedAs != FailedAs.LEFT_OUT) {
        scores.add(line, failedAs == FailedAs.BEST ? scores.best : 0.0);
      }
    }
    if (!any) {
      throw scores.failed > 0
          ? UnmeasuredException.inconclusive(
              "all " + scores.failed + " samples of " + selection.role() + " failed")
          : UnmeasuredException.notRun(
              "no sample of " + selection.role() + " has the score " + profile);
    }
    return scores;
  }

  private void add(SampleLine line, double score) {
    bySample
        .computeIfAbsent(line.sample(), s -> new Scored(line.context(), new ArrayList<>()))
        .scores()
        .add(score);
    byModel
        .computeIfAbsent(line.model(), m -> new TreeMap<>())
        .computeIfAbsent(line.context(), c -> new ArrayList<>())
        .add(score);
    samples++;
  }

  /** Mean over contexts of the mean over a context's samples. */
  Measured mean() {
    Map<String, List<Double>> byContext = new TreeMap<>();
    for (Scored sample : bySample.values()) {
      byContext.computeIfAbsent(sample.context, c -> new ArrayList<>()).add(sample.mean());
    }
    ContextScores contexts = ContextScores.of(byContext, best).withEqualContexts();
    Interval interval =
        contexts
            .interval(resampling)
            .orElseThrow(
                () -> UnmeasuredException.inconclusive("one context alone has no interval"));
    double[] means = means(byContext);
    return new Measured(
        contexts.mean(), interval, Summary.of(means).deviation(), behind(contexts.contexts()));
  }

  private static double[] means(Map<String, List<Double>> byContext) {
    return byContext.values().stream()
        .mapToDouble(s -> s.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .toArray();
  }

  /** The mean of means that weigh the same, of cells that share nothing. */
  static Measured average(List<Measured> cells) {
    double n = cells.size();
    double value = cells.stream().mapToDouble(Measured::value).sum() / n;
    double below = 0;
    double above = 0;
    double variance = 0;
    Measured.Behind behind = Measured.Behind.NONE;
    for (Measured cell : cells) {
      below += Math.pow(cell.value() - cell.interval().low(), 2);
      above += Math.pow(cell.interval().high() - cell.value(), 2);
      variance += cell.spread().map(s -> s * s).orElse(0.0) / n;
      behind = behind.plus(cell.behind());
    }
    Interval interval =
        new Interval(
            value - Math.sqrt(below) / n,
            value + Math.sqrt(above) / n,
            LEVEL,
            "of " + cells.size() + " independent cells");
    return new Measured(value, interval, Optional.of(Math.sqrt(variance)), behind);
  }

  /** This mean less the other's: paired where samples are the same, else of two groups. */
  Measured less(CellScores other) {
    Set<String> common = new LinkedHashSet<>(bySample.keySet());
    common.retainAll(other.bySample.keySet());
    return common.isEmpty() ? lessIndependent(other) : lessPaired(other, common);
  }

  private Measured lessPaired(CellScores other, Set<String> common) {
    List<Pair> pairs =
        common.stream()
            .map(
                sample ->
                    new Pair(
                        bySample.get(sample).context,
                        other.bySample.get(sample).mean(),
                        bySample.get(sample).mean()))
            .toList();
    PairedScores paired = PairedScores.of(pairs, best);
    Interval interval =
        paired
            .interval(LEVEL)
            .orElseThrow(
                () -> UnmeasuredException.inconclusive("one context alone has no interval"));
    return new Measured(
        paired.difference(),
        interval,
        Optional.empty(),
        new Measured.Behind(
            paired.contexts(), paired.samples(), failed + other.failed, skipped + other.skipped));
  }

  private Measured lessIndependent(CellScores other) {
    Measured one = mean();
    Measured two = other.mean();
    Interval interval =
        IndependentDifference.of(
            new Estimate(one.value(), one.interval()), new Estimate(two.value(), two.interval()));
    return new Measured(
        one.value() - two.value(), interval, Optional.empty(), one.behind().plus(two.behind()));
  }

  /**
   * The same of models that were trained apart: the seed of training is a unit too, so the interval
   * is the wider one of contexts and seeds.
   *
   * @throws UnmeasuredException with fewer than three seeds on a side, unless both sides are the
   *     same weights
   */
  Measured lessApart(CellScores other, RunEvidence run) {
    if (run.sameWeights(byModel.keySet(), other.byModel.keySet())) {
      return less(other);
    }
    requireSeeds(Math.min(run.seeds(byModel.keySet()), run.seeds(other.byModel.keySet())));
    return wider(less(other), IndependentDifference.of(overSeeds(), other.overSeeds()));
  }

  /**
   * The mean for a claim about training: the interval is the wider one of contexts and seeds.
   *
   * @throws UnmeasuredException with fewer than three seeds
   */
  Measured meanOverSeeds(RunEvidence run) {
    requireSeeds(run.seeds(byModel.keySet()));
    return wider(mean(), overSeeds().interval());
  }

  private static void requireSeeds(int seeds) {
    if (seeds < SEEDS) {
      throw UnmeasuredException.inconclusive(
          seeds == 1
              ? "one training seed; " + SEEDS + " are needed"
              : seeds + " training seeds; " + SEEDS + " are needed");
    }
  }

  private static Measured wider(Measured ofContexts, Interval ofSeeds) {
    Interval contexts = ofContexts.interval();
    Interval wider =
        new Interval(
            Math.min(contexts.low(), ofSeeds.low()),
            Math.max(contexts.high(), ofSeeds.high()),
            LEVEL,
            contexts.method() + " and seeds of training, the wider ends");
    return new Measured(ofContexts.value(), wider, ofContexts.spread(), ofContexts.behind());
  }

  /** Contexts of a seed weigh the same, as in {@link #mean}, whatever their samples. */
  private Estimate overSeeds() {
    double[] means =
        byModel.values().stream().mapToDouble(c -> Summary.of(means(c)).mean()).toArray();
    Summary summary = Summary.of(means);
    return new Estimate(summary.mean(), summary.interval(LEVEL).orElseThrow());
  }

  private Measured.Behind behind(int contexts) {
    return new Measured.Behind(contexts, samples, failed, skipped);
  }
}
