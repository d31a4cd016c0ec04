package org.rccbench.evaluators.statistics;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * How many samples a repetition needs, so that a model exactly as good as the published one is
 * found to match: its 95 % interval lies within the published value's band with a chance of 90 %.
 */
public final class MatchSamples {
  private static final double LEVEL = 0.95;

  /** A little more than the 90 % promised, so that a simulation of 1,000 runs shows them. */
  private static final double POWER = 0.93;

  private static final long MOST = 1_000_000;
  private static final double STEP = 1.02;

  private MatchSamples() {}

  /** Half the width of a mean's interval: the standard error times the normal quantile. */
  public static double half(double deviation, long samples, double level) {
    return Distributions.normalQuantile(1 - (1 - level) / 2)
        * deviation
        / Math.sqrt((double) samples);
  }

  /**
   * Samples for a share of right answers, whose interval is {@link Wilson}'s, from the binomial
   * distribution. The chance saws up and down as samples are added; this is a number from which the
   * next steps of 2 % hold it too.
   *
   * @param share the published share, 0 to 1
   * @param band what counts as a match, in the unit of {@code unit * share}
   * @param unit 100 for percent
   * @throws IllegalArgumentException if no number up to a million is enough
   */
  public static long ofShare(double share, Interval band, double unit) {
    for (long n = 2; n <= MOST; n = Math.max(n + 1, (long) (n * STEP))) {
      long from = n;
      boolean holds =
          LongStream.iterate(from, m -> Math.max(m + 1, (long) (m * STEP)))
              .limit(4)
              .allMatch(m -> chance(share, m, band, unit) >= POWER);
      if (holds) {
        return n;
      }
    }
    throw new IllegalArgumentException("no number of samples matches " + share + " in " + band);
  }

  /**
   * Samples for a mean whose published value has an error of its own: both errors shrink with the
   * root of their samples, and the repetition's value also scatters.
   *
   * @param published samples behind the published value
   */
  public static long ofMean(long published) {
    double z = Distributions.normalQuantile(1 - (1 - LEVEL) / 2);
    double scatter = Distributions.normalQuantile(1 - (1 - POWER) / 2);
    double ratio = (z + scatter) / z;
    return (long) Math.ceil(ratio * ratio * published);
  }

  /** Chance that Wilson's interval of so many samples lies within the band. */
  static double chance(double share, long samples, Interval band, double unit) {
    int n = Math.toIntExact(samples);
    BinomialDistribution hits = new BinomialDistribution(null, n, share);
    int center = (int) Math.round(share * n);
    // hits that match lie side by side around the share
    int low = edge(center, -1, n, band, unit);
    int high = edge(center, 1, n, band, unit);
    if (low > high) {
      return 0;
    }
    double below = low == 0 ? 0 : hits.cumulativeProbability(low - 1);
    return hits.cumulativeProbability(high) - below;
  }

  private static int edge(int center, int step, int n, Interval band, double unit) {
    int inside = center;
    while (inside >= 0 && inside <= n && matches(inside, n, band, unit)) {
      inside += step;
    }
    return inside - step;
  }

  private static boolean matches(int hits, int n, Interval band, double unit) {
    Interval share = Wilson.interval(hits, n, LEVEL);
    return Arrays.stream(new double[] {share.low(), share.high()})
        .allMatch(end -> band.contains(unit * end));
  }
}
