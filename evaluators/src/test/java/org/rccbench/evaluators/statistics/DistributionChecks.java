package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.rccbench.evaluators.golden.Expected;
import org.rccbench.evaluators.golden.GoldenRow;

/** Reference points of the distributions. */
final class DistributionChecks {
  private DistributionChecks() {}

  static void quantiles(GoldenRow row) {
    Expected expected = row.expected();
    points(expected.child("norm"), at -> Distributions.normalQuantile(at[0]));
    points(expected.child("norm_cdf"), at -> Distributions.normalBelow(at[0]));
    points(expected.child("t"), at -> Distributions.tQuantile(at[0], at[1]));
    points(expected.child("t_sf"), at -> Distributions.tAbove(at[0], at[1]));
    points(expected.child("beta"), at -> Distributions.betaQuantile(at[0], at[1], at[2]));
    points(expected.child("chi2_sf"), at -> Distributions.chiSquaredAbove(at[0], at[1]));
    points(
        expected.child("binom_two_sided"),
        at -> Distributions.coinTwoSided((long) at[0], (long) at[1]));
  }

  private static void points(Expected expected, ToDoubleFunction<double[]> function) {
    for (String field : expected.names()) {
      double[] at =
          Arrays.stream(field.split("\\|", -1)).mapToDouble(Double::parseDouble).toArray();
      expected.near(field, function.applyAsDouble(at));
    }
  }
}
