package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * McNemar's test where a context has several pairs of yes/no outcomes (Durkalski, Palesch, Lipsitz
 * and Rust 2003, "Analysis of clustered matched-pair data", after Obuchowski 1998): the squared sum
 * over the sum of squares of the contexts' shares of discordant pairs, one way less the other, is
 * chi-squared with one degree of freedom. With one pair a context it is McNemar's own statistic
 * without correction.
 */
public final class ClusteredMcNemar {
  private ClusteredMcNemar() {}

  /**
   * The test; empty if every context has as many discordant pairs one way as the other.
   *
   * @param shares of each context the share of pairs in which only the second system is right, less
   *     the share in which only the first one is
   */
  public static Optional<TestResult> of(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    double squares = Arrays.stream(shares).map(share -> share * share).sum();
    if (!(squares > 0)) {
      return Optional.empty();
    }
    double statistic = sum * sum / squares;
    return Optional.of(new TestResult(statistic, Distributions.chiSquaredAbove(statistic, 1)));
  }
}
