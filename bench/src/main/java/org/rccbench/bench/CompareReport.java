package org.rccbench.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.rccbench.evaluators.comparison.Rescoring.Group;
import org.rccbench.evaluators.comparison.RunComparison;
import org.rccbench.evaluators.comparison.RunComparison.CellMatch;
import org.rccbench.evaluators.comparison.RunComparison.Match;
import org.rccbench.evaluators.comparison.Unpaired;
import org.rccbench.evaluators.statistics.Comparison;
import org.rccbench.evaluators.statistics.EffectiveContext;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.PairedScores;
import org.rccbench.evaluators.statistics.Resampling;
import org.rccbench.evaluators.statistics.Retention;

/**
 * What the verb compare prints.
 *
 * @param sides what was compared
 * @param seed seed of resampling
 * @param resamples resamples of each interval and test
 * @param level confidence of the intervals
 * @param comparisons one a pair of models, task, mode and profile
 * @param effectiveContexts one a model, task and mode with several lengths
 * @param lacking models and tasks that one side does not have
 */
record CompareReport(
    Sides sides,
    long seed,
    int resamples,
    double level,
    List<Row> comparisons,
    List<Reach> effectiveContexts,
    List<String> lacking) {

  static final double LEVEL = 0.95;

  private static final int SHOWN = 10;

  /**
   * The arguments.
   *
   * @param a the baseline
   * @param b the candidate
   */
  record Sides(String a, String b) {}

  /**
   * Two ends, or nulls where there is no interval.
   *
   * @param low lower end
   * @param high upper end
   * @param method how it was made
   */
  record Ends(Double low, Double high, String method) {
    static Ends of(Interval interval) {
      return new Ends(interval.low(), interval.high(), interval.method());
    }
  }

  /**
   * What the candidate keeps of the baseline's score.
   *
   * @param ratio ratio of the means, or null where it is undefined
   * @param interval or null
   * @param note why one of them is missing, or null
   */
  record Kept(Double ratio, Ends interval, String note) {
    static Kept of(Retention retention) {
      OptionalDouble ratio = retention.ratio();
      return new Kept(
          ratio.isPresent() ? ratio.getAsDouble() : null,
          retention.interval().map(Ends::of).orElse(null),
          retention.note());
    }
  }

  /**
   * Means of both sides on the same samples.
   *
   * @param contexts contexts
   * @param samples samples
   * @param a mean over contexts of the baseline
   * @param b mean over contexts of the candidate
   * @param difference b less a
   * @param aheadB samples on which the candidate scores more
   * @param aheadA samples on which the baseline scores more
   */
  record Means(
      int contexts, int samples, double a, double b, double difference, int aheadB, int aheadA) {
    static Means of(PairedScores scores) {
      return new Means(
          scores.contexts(),
          scores.samples(),
          scores.baselineMean(),
          scores.candidateMean(),
          scores.difference(),
          scores.candidateAhead(),
          scores.baselineAhead());
    }
  }

  /**
   * What is tested, and what follows.
   *
   * @param verdict BETTER, WORSE, SAME or INCONCLUSIVE: of the candidate
   * @param interval of the difference, or null with one context
   * @param p of the permutation test
   * @param holm the same adjusted for all comparisons printed
   * @param mcNemar p of McNemar's test, or null where scores are not right or wrong
   * @param margin a difference up to this size counts as none
   * @param detectable smallest true difference that is found with a power of 0.8, or null
   * @param samplesNeeded samples that would find a difference of the margin's size (of the size
   *     observed, if the margin is 0), or null
   */
  record Judged(
      String verdict,
      Ends interval,
      double p,
      double holm,
      Double mcNemar,
      double margin,
      Double detectable,
      Long samplesNeeded) {
    static Judged of(Comparison comparison) {
      OptionalLong needed = comparison.samplesNeeded();
      return new Judged(
          comparison.verdict().name(),
          comparison.interval().map(Ends::of).orElse(null),
          comparison.p(),
          comparison.adjusted(),
          comparison.mcNemar().orElse(null),
          comparison.margin(),
          comparison.detectable().map(d -> d.difference()).orElse(null),
          needed.isPresent() ? needed.getAsLong() : null);
    }
  }

  /**
   * The pairs at one value of a coordinate.
   *
   * @param coordinate its name
   * @param value its value
   * @param means of both sides
   * @param retention what the candidate keeps
   */
  record Cell(String coordinate, String value, Means means, Kept retention) {
    static Cell of(CellMatch cell) {
      return new Cell(
          cell.coordinate(), cell.value(), Means.of(cell.scores()), Kept.of(cell.retention()));
    }
  }

  /**
   * Two systems at one task.
   *
   * @param a the baseline
   * @param b the candidate
   * @param profile scorer profile
   * @param rateB the candidate's compression rate, or null
   * @param means null where no sample is scored on both sides, as are the next two
   * @param judged verdict and tests
   * @param retention what the candidate keeps
   * @param cells by length, depth and other coordinates
   * @param unpaired samples that one side lacks or failed
   * @param skippedByBoth samples that both sides skipped
   */
  record Row(
      Group a,
      Group b,
      String profile,
      String rateB,
      Means means,
      Judged judged,
      Kept retention,
      List<Cell> cells,
      List<Unpaired> unpaired,
      int skippedByBoth) {
    static Row of(Match match) {
      return new Row(
          match.baseline(),
          match.candidate(),
          match.profile(),
          match.rate(),
          match.result().map(result -> Means.of(result.scores())).orElse(null),
          match.result().map(Judged::of).orElse(null),
          match.result().map(result -> Kept.of(result.retention())).orElse(null),
          match.cells().stream().map(Cell::of).toList(),
          match.unpaired(),
          match.skippedByBoth());
    }
  }

  /**
   * How long a context one system copes with.
   *
   * @param side A or B
   * @param group the system and its task
   * @param profile scorer profile
   * @param shortest the shortest length
   * @param shortScore the score there
   * @param threshold what lower bounds must stay above
   * @param longest the effective context, or null if not even the shortest length shows it
   * @param measured the longest length measured
   */
  record Reach(
      String side,
      Group group,
      String profile,
      long shortest,
      double shortScore,
      double threshold,
      Long longest,
      long measured) {
    static Reach of(RunComparison.Reach reach) {
      EffectiveContext context = reach.context();
      return new Reach(
          reach.side(),
          reach.group(),
          context.profile(),
          context.shortest(),
          context.shortScore(),
          context.threshold(),
          context.longest().isPresent() ? context.longest().getAsLong() : null,
          context.measured());
    }
  }

  static CompareReport of(RunComparison comparison, Sides sides, Resampling resampling) {
    return new CompareReport(
        sides,
        resampling.seed(),
        resampling.resamples(),
        resampling.level(),
        comparison.matches().stream().map(Row::of).toList(),
        comparison.reaches().stream().map(Reach::of).toList(),
        comparison.lacking());
  }

  /** What one side lacks, in one line. */
  String missing(boolean onlyCommon) {
    if (onlyCommon) {
      return "no sample is scored on both sides";
    }
    int samples = comparisons.stream().mapToInt(row -> row.unpaired.size()).sum();
    return samples
        + " samples are not scored on both sides"
        + (lacking.isEmpty() ? "" : ", and " + Failures.oneLine(String.join("; ", lacking)))
        + "; --common compares the rest";
  }

  String text() {
    Lines lines = new Lines();
    lines.add("A %s", Failures.oneLine(sides.a));
    lines.add("B %s", Failures.oneLine(sides.b));
    lines.add(
        "means over contexts; 95 %% intervals; %d resamples of contexts, seed %d; p by Holm over %d"
            + " comparisons",
        resamples, seed, comparisons.stream().filter(row -> row.judged != null).count());
    comparisons.forEach(row -> new CompareText(lines).add(row));
    if (!effectiveContexts.isEmpty()) {
      lines.add("");
      lines.add(
          "effective context: the longest length up to which the lower bound stays above %.1f %% of"
              + " the score at the shortest",
          100 * EffectiveContext.SHARE);
      effectiveContexts.forEach(reach -> new CompareText(lines).add(reach));
    }
    lacking.forEach(what -> lines.add("lacking: %s", Failures.oneLine(what)));
    return lines.text();
  }

  /** Reasons with their numbers, and the first samples. */
  static void addUnpaired(Lines lines, List<Unpaired> unpaired) {
    Map<String, Integer> reasons = new TreeMap<>();
    unpaired.forEach(one -> reasons.merge(reason(one), 1, Integer::sum));
    reasons.forEach((reason, count) -> lines.add("  not paired: %d, %s", count, reason));
    unpaired.stream()
        .limit(SHOWN)
        .forEach(
            one -> lines.add("    %s %s", one.sample(), Failures.oneLine(one.cell().toString())));
    if (unpaired.size() > SHOWN) {
      lines.add("    and %d more; --json lists them", unpaired.size() - SHOWN);
    }
  }

  private static String reason(Unpaired one) {
    String a = one.baseline() == null ? "scored" : one.baseline();
    String b = one.candidate() == null ? "scored" : one.candidate();
    return String.format(Locale.ROOT, "A %s, B %s", Failures.oneLine(a), Failures.oneLine(b));
  }
}
