package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Brunner and Munzel's test (2000) of two independent samples, which need not spread alike. The
 * statistic is positive where the second sample tends to larger values; infinite or NaN where the
 * samples do not overlap.
 */
public final class BrunnerMunzel {
  private BrunnerMunzel() {}

  /** The two-sided test; empty if a sample has fewer than two values. */
  public static Optional<TestResult> of(double[] x, double[] y) {
    if (x.length < 2 || y.length < 2) {
      return Optional.empty();
    }
    double[] all = Ranks.of(DoubleStream.concat(Arrays.stream(x), Arrays.stream(y)).toArray());
    Side first = Side.of(Arrays.copyOf(all, x.length), x);
    Side second = Side.of(Arrays.copyOfRange(all, x.length, all.length), y);
    double spread = first.scaled() + second.scaled();
    double statistic =
        first.count
            * second.count
            * (second.mean - first.mean)
            / ((first.count + second.count) * Math.sqrt(spread));
    double degrees = spread * spread / (first.share() + second.share());
    return Optional.of(new TestResult(statistic, Distributions.tOutside(statistic, degrees)));
  }

  /** One sample's ranks among both samples against its ranks alone. */
  private record Side(double count, double mean, double variance) {
    static Side of(double[] amongBoth, double[] values) {
      double[] alone = Ranks.of(values);
      double mean = Arrays.stream(amongBoth).sum() / values.length;
      double meanAlone = (values.length + 1) / 2.0;
      double squares = 0;
      for (int i = 0; i < values.length; i++) {
        double distance = amongBoth[i] - alone[i] - mean + meanAlone;
        squares += distance * distance;
      }
      return new Side(values.length, mean, squares / (values.length - 1));
    }

    double scaled() {
      return count * variance;
    }

    double share() {
      return scaled() * scaled() / (count - 1);
    }
  }
}
