package org.rccbench.evaluators.statistics;

import static org.rccbench.evaluators.statistics.StatisticsChecks.ends;
import static org.rccbench.evaluators.statistics.StatisticsChecks.ifPresent;
import static org.rccbench.evaluators.statistics.StatisticsChecks.result;

import java.util.List;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;
import org.rccbench.evaluators.statistics.MannWhitney.Alternative;
import org.rccbench.evaluators.statistics.Wilcoxon.Zeros;

/** Tests of one and two samples, and lines through points. */
final class SampleChecks {
  private static final double LEVEL = 0.95;

  private SampleChecks() {}

  static void paired(GoldenRow row) {
    double[] x = row.numbers("x");
    double[] y = row.numbers("y");
    Expected expected = row.expected();
    SignTest sign = SignTest.of(x, y);
    Expected signs = expected.child("sign");
    signs.near("m", sign.m());
    signs.near("p", sign.p());
    signs.same("positive", sign.positive());
    signs.same("negative", sign.negative());
    Wilcoxon ranks = Wilcoxon.of(x, y);
    for (boolean continuity : new boolean[] {false, true}) {
      String end = continuity ? "_cc" : "_nocc";
      expected.near("wilcoxon_wilcox" + end, result(ranks.approximate(Zeros.DROPPED, continuity)));
      expected.near("wilcoxon_pratt" + end, result(ranks.approximate(Zeros.RANKED, continuity)));
    }
    if (expected.has("wilcoxon_exact")) {
      expected.near("wilcoxon_exact", result(ranks.exact().orElseThrow()));
    }
    expected.near("wilcoxon_default", result(ranks.automatic()));
    expected.near("wilcoxon_greater", result(ranks.greater()));
    PairedT.of(x, y).ifPresent(t -> pairedT(t, expected));
  }

  private static void pairedT(PairedT t, Expected expected) {
    expected.near("mean_difference", t.meanDifference());
    Expected student = expected.child("ttest_rel");
    student.near("t", t.test().statistic());
    student.near("p", t.test().p());
    student.near("df", t.degrees());
    student.near("ci95", ends(t.interval(LEVEL)));
  }

  static void twoSamples(GoldenRow row) {
    double[] x = row.numbers("x");
    double[] y = row.numbers("y");
    MannWhitney test = MannWhitney.of(x, y);
    Expected expected = row.expected();
    expected.near("asymptotic", result(test.approximate(Alternative.TWO_SIDED, true)));
    expected.near("asymptotic_nocc", result(test.approximate(Alternative.TWO_SIDED, false)));
    expected.near("auto", result(test.automatic()));
    expected.near("greater", result(test.approximate(Alternative.GREATER, true)));
    expected.near("less", result(test.approximate(Alternative.LESS, true)));
    ifPresent(expected, "exact", test.exact().map(StatisticsChecks::result));
    expected.near("cliffs_delta", CliffsDelta.of(x, y));
    expected.near(
        "brunnermunzel", BrunnerMunzel.of(x, y).map(StatisticsChecks::result).orElse(null));
  }

  static void mean(GoldenRow row) {
    Summary summary = Summary.of(row.numbers("x"));
    Expected expected = row.expected();
    expected.near("mean", summary.mean());
    expected.near("sd", summary.deviation().orElse(Double.NaN));
    expected.near("sem", summary.standardError().orElse(Double.NaN));
    expected.near("median", summary.median());
    if (expected.has("quantile_linear")) {
      Expected quantiles = expected.child("quantile_linear");
      quantiles
          .names()
          .forEach(share -> quantiles.near(share, summary.quantile(Double.parseDouble(share))));
      expected.near("mad", summary.medianDeviation());
      expected.near("geometric_mean", summary.geometricMean());
      expected.near("harmonic_mean", summary.harmonicMean());
      expected.near("trimmed_mean_10", summary.trimmedMean(0.1));
    }
    for (String field : expected.names()) {
      if (field.startsWith("t_ci_")) {
        double level = Double.parseDouble(field.substring("t_ci_".length()));
        expected.near(field, ends(summary.interval(level).orElseThrow()));
      }
    }
  }

  static void slope(GoldenRow row) {
    double[] x = row.numbers("x");
    double[] y = row.numbers("y");
    TheilSen median = TheilSen.of(x, y, LEVEL);
    Expected robust = row.expected().child("theil_sen");
    robust.near("slope", median.slope());
    robust.near("intercept", median.intercept());
    robust.near("intercept_joint", median.jointIntercept());
    robust.near("low", median.slopeInterval().low());
    robust.near("high", median.slopeInterval().high());
    OrdinaryLeastSquares line = OrdinaryLeastSquares.of(x, y);
    Expected ols = row.expected().child("ols");
    ols.near("slope", line.slope());
    ols.near("intercept", line.intercept());
    ols.near("r", line.correlation());
    if (x.length > 2) {
      errors(line, ols);
    }
    row.expected().near("spearman", RankCorrelation.spearman(x, y));
    row.expected().near("kendall_tau_b", RankCorrelation.kendall(x, y));
  }

  private static void errors(OrdinaryLeastSquares line, Expected ols) {
    ols.near("p", line.p());
    ols.near("slope_stderr", line.slopeError());
    ols.near("intercept_stderr", line.interceptError());
    List<Double> slopeEnds = ends(line.slopeInterval(LEVEL));
    ols.near("slope_ci95", slopeEnds);
    ols.near("slope_ci95_by_t", slopeEnds);
    ols.near("intercept_ci95", ends(line.interceptInterval(LEVEL)));
    ols.near("r2", line.determination());
    ols.near("residual_sd", line.residualDeviation());
  }
}
