package org.rccbench.reports.gate;

import java.util.Locale;
import java.util.Optional;

/**
 * How fast a machine was when something was measured: the two things that models wait for.
 *
 * @param gigaflops of a product of two f32 matrices that stay in the cache, 10⁹ a second
 * @param gigabytes read of an array that does not fit into it, 10⁹ bytes a second
 */
public record MachineScore(double gigaflops, double gigabytes) {
  /** Times of machines that are further apart than this say nothing about a program. */
  private static final double LARGEST = 0.05;

  /** Checks that both are numbers above 0. */
  public MachineScore {
    if (!(gigaflops > 0 && gigaflops < Double.MAX_VALUE)
        || !(gigabytes > 0 && gigabytes < Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "a machine's score needs numbers above 0, was " + gigaflops + " and " + gigabytes);
    }
  }

  /** Why times measured here and there cannot be compared; empty where they can. */
  public Optional<String> difference(MachineScore now) {
    if (agree(gigaflops, now.gigaflops) && agree(gigabytes, now.gigabytes)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the machine scores %.1f GFLOP/s and %.2f GB/s now, %.1f and %.2f with the baseline,"
                + " more than %.0f %% apart; give --base with the build to compare with",
            now.gigaflops,
            now.gigabytes,
            gigaflops,
            gigabytes,
            100 * LARGEST));
  }

  private static boolean agree(double one, double other) {
    return Math.max(one, other) / Math.min(one, other) <= 1 + LARGEST;
  }
}
