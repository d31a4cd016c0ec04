package org.rccbench.evaluators.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;

/** Statistics equal those of scipy, statsmodels and numpy within a relative 1e-9. */
public final class StatisticsChecks {
  private static final double LEVEL = 0.95;
  // scipy.optimize.brentq's default xtol; statsmodels has the same interval by beta quantiles
  private static final double SCIPY_SOLVER = 2e-12;
  private static final Map<String, Consumer<GoldenRow>> OPERATIONS =
      Map.ofEntries(
          Map.entry("proportion_ci", StatisticsChecks::proportion),
          Map.entry("mcnemar", StatisticsChecks::mcNemar),
          Map.entry("paired", SampleChecks::paired),
          Map.entry("two_sample", SampleChecks::twoSamples),
          Map.entry("adjust", StatisticsChecks::adjusted),
          Map.entry("mean_ci", SampleChecks::mean),
          Map.entry("slope", SampleChecks::slope),
          Map.entry("mde_paired_binary", StatisticsChecks::detectable),
          Map.entry("pairs_needed", StatisticsChecks::pairsNeeded),
          Map.entry("cohens_kappa", StatisticsChecks::kappa),
          Map.entry("interval_from_resamples", StatisticsChecks::resamples),
          Map.entry("quantiles", DistributionChecks::quantiles));

  private static final Map<String, PValueAdjustment> ADJUSTMENTS =
      Map.of(
          "holm", PValueAdjustment.HOLM,
          "fdr_bh", PValueAdjustment.BENJAMINI_HOCHBERG,
          "bonferroni", PValueAdjustment.BONFERRONI,
          "holm-sidak", PValueAdjustment.HOLM_SIDAK,
          "simes-hochberg", PValueAdjustment.HOCHBERG,
          "fdr_by", PValueAdjustment.BENJAMINI_YEKUTIELI);

  private StatisticsChecks() {}

  public static Map<String, Consumer<GoldenRow>> byFile() {
    return Map.of("stats.jsonl", StatisticsChecks::operation);
  }

  static List<Double> ends(Interval interval) {
    return List.of(interval.low(), interval.high());
  }

  static List<Double> result(TestResult result) {
    return List.of(result.statistic(), result.p());
  }

  private static void operation(GoldenRow row) {
    Consumer<GoldenRow> check = OPERATIONS.get(row.text("op"));
    if (check == null) {
      throw new AssertionError("unknown operation " + row.text("op"));
    }
    check.accept(row);
  }

  private static void proportion(GoldenRow row) {
    long successes = row.input("successes").longValue();
    long n = row.input("n").longValue();
    double level = row.input("confidence").doubleValue();
    Expected expected = row.expected();
    List<Double> wilson = ends(Wilson.interval(successes, n, level));
    List<Double> exact = ends(ClopperPearson.interval(successes, n, level));
    expected.near("wilson", wilson);
    expected.near("scipy_wilson", wilson);
    expected.near("scipy_wilson_continuity", ends(Wilson.withContinuity(successes, n, level)));
    expected.near("clopper_pearson", exact);
    expected.nearOrSolved("scipy_exact", exact, SCIPY_SOLVER);
    expected.near("jeffreys", ends(Jeffreys.interval(successes, n, level)));
    expected.near("normal_clipped", ends(NormalProportion.interval(successes, n, level)));
  }

  private static void mcNemar(GoldenRow row) {
    McNemar test = new McNemar(row.input("n01").longValue(), row.input("n10").longValue());
    Expected expected = row.expected();
    expected.near("exact_p", test.exact().p());
    expected.near("exact_statistic", test.exact().statistic());
    ifPresent(expected, "chi2_corrected", test.chiSquaredCorrected().map(StatisticsChecks::result));
    ifPresent(expected, "chi2", test.chiSquared().map(StatisticsChecks::result));
    ifPresent(expected, "midp", test.midP());
  }

  /** The reference leaves a field out exactly where the code has no answer. */
  static void ifPresent(Expected expected, String field, Optional<?> actual) {
    if (expected.has(field) || actual.isPresent()) {
      expected.near(field, actual.orElse(null));
    }
  }

  private static void adjusted(GoldenRow row) {
    double[] values = row.numbers("p");
    double alpha = row.input("alpha").doubleValue();
    for (String name : row.expected().names()) {
      PValueAdjustment adjustment = ADJUSTMENTS.get(name);
      if (adjustment == null) {
        throw new AssertionError("unknown adjustment " + name);
      }
      double[] adjusted = adjustment.adjusted(values);
      Expected expected = row.expected().child(name);
      expected.near("adjusted", adjusted);
      expected.same("reject", Arrays.stream(adjusted).mapToObj(p -> p <= alpha).toList());
    }
  }

  private static void detectable(GoldenRow row) {
    DetectableEffect effect =
        new DetectableEffect(
            row.input("discordant_share").doubleValue(),
            row.input("alpha").doubleValue(),
            row.input("power").doubleValue());
    long pairs = row.input("pairs").longValue();
    OptionalDouble smallest = effect.smallest(pairs);
    Expected expected = row.expected();
    expected.near("z_alpha", effect.zAlpha());
    expected.near("z_power", effect.zPower());
    expected.near("connor", smallest.isPresent() ? smallest.getAsDouble() : null);
    expected.near("normal", effect.smallestByNormal(pairs));
    expected.near(
        "pairs_needed_for_connor",
        smallest.isPresent() ? effect.pairsNeeded(smallest.getAsDouble()) : null);
  }

  private static void pairsNeeded(GoldenRow row) {
    DetectableEffect effect =
        new DetectableEffect(
            row.input("discordant_share").doubleValue(),
            row.input("alpha").doubleValue(),
            row.input("power").doubleValue());
    row.expected().near("connor", effect.pairsNeeded(row.input("effect").doubleValue()));
  }

  private static void kappa(GoldenRow row) {
    JsonNode rows = row.input("table");
    long[][] table = new long[rows.size()][];
    for (int i = 0; i < table.length; i++) {
      JsonNode counts = rows.get(i);
      table[i] =
          IntStream.range(0, counts.size()).mapToLong(j -> counts.get(j).longValue()).toArray();
    }
    Kappa kappa = Kappa.of(table);
    row.expected().near("kappa", kappa.kappa());
    row.expected().near("std", kappa.standardError());
    row.expected().near("ci95", ends(kappa.interval(LEVEL)));
  }

  private static void resamples(GoldenRow row) {
    if (!row.text("statistic").equals("mean")) {
      throw new AssertionError("unknown statistic " + row.text("statistic"));
    }
    double[] x = row.numbers("x");
    double level = row.input("confidence").doubleValue();
    double mean = Summary.of(x).mean();
    double[] without =
        IntStream.range(0, x.length)
            .mapToDouble(
                left ->
                    IntStream.range(0, x.length)
                        .filter(i -> i != left)
                        .mapToDouble(i -> x[i])
                        .average()
                        .orElseThrow())
            .toArray();
    BcaInterval intervals = BcaInterval.of(mean, row.numbers("resampled"), without);
    Expected expected = row.expected();
    expected.near("mean", mean);
    expected.near("percentile", ends(intervals.percentile(level)));
    expected.near("basic", ends(intervals.basic(level)));
    expected.near("BCa", ends(intervals.corrected(level)));
    expected.near("standard_error", intervals.standardError());
  }
}
