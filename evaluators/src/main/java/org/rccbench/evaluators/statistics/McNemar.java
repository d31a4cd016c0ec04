package org.rccbench.evaluators.statistics;

import java.util.Optional;

/**
 * McNemar's test of paired yes/no outcomes. Only right where each context has one pair.
 *
 * @param onlySecond pairs in which only the second system is right
 * @param onlyFirst pairs in which only the first system is right
 */
public record McNemar(long onlySecond, long onlyFirst) {

  /** Checks the counts. */
  public McNemar {
    if (onlySecond < 0 || onlyFirst < 0) {
      throw new IllegalArgumentException(
          "counts must be >= 0, were " + onlySecond + " and " + onlyFirst);
    }
  }

  /** Exact binomial test; p is 1 without a discordant pair. The statistic is the smaller count. */
  public TestResult exact() {
    return new TestResult((double) smaller(), Distributions.coinTwoSided(smaller(), discordant()));
  }

  /** Chi-squared with the continuity correction; empty without a discordant pair. */
  public Optional<TestResult> chiSquaredCorrected() {
    return chiSquared(Math.abs(onlySecond - onlyFirst) - 1.0);
  }

  /** Chi-squared without correction; empty without a discordant pair. */
  public Optional<TestResult> chiSquared() {
    return chiSquared((double) (onlySecond - onlyFirst));
  }

  /** Mid-p of the exact test (Fagerland et al. 2013); empty without a discordant pair. */
  public Optional<Double> midP() {
    return discordant() == 0
        ? Optional.empty()
        : Optional.of(
            2
                * (Distributions.coinAtMost(smaller(), discordant())
                    - 0.5 * Distributions.coinExactly(smaller(), discordant())));
  }

  private Optional<TestResult> chiSquared(double difference) {
    if (discordant() == 0) {
      return Optional.empty();
    }
    double statistic = difference * difference / discordant();
    return Optional.of(new TestResult(statistic, Distributions.chiSquaredAbove(statistic, 1)));
  }

  private long smaller() {
    return Math.min(onlySecond, onlyFirst);
  }

  private long discordant() {
    return onlySecond + onlyFirst;
  }
}
