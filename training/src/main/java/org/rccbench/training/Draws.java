package org.rccbench.training;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Random numbers of one place of a run: the SplitMix64 sequence (Steele, Lea and Flood, OOPSLA
 * 2014) of a seed and a step. Because a step's numbers depend on nothing before it, a resumed run
 * draws what an uninterrupted one would have drawn.
 */
public final class Draws {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long step;
  private long state;

  /** The numbers of {@code step} in the run of {@code seed}. */
  public Draws(long seed, long step) {
    this.step = step;
    this.state = mixed(mixed(seed + GAMMA) + step * GAMMA);
  }

  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The next 64 bits. */
  public long next() {
    state += GAMMA;
    return mixed(state);
  }

  /** A number in 0 .. bound-1, uneven by less than bound / 2^63. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be > 0, was " + bound);
    }
    return (int) Math.multiplyHigh(next() >>> 1, (long) bound << 1);
  }

  /** A number in from .. to, both included. */
  public int between(int from, int to) {
    return from + below(to - from + 1);
  }

  /** A number in [0, 1). */
  public double share() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** One of the keys, in proportion to its weight; at least one weight is > 0. */
  public <T> T weighted(SortedMap<T, Double> weights) {
    double left = share() * weights.values().stream().mapToDouble(Double::doubleValue).sum();
    T drawn = null;
    for (Map.Entry<T, Double> each : weights.entrySet()) {
      if (each.getValue() > 0 && left >= 0) {
        drawn = each.getKey();
        left -= each.getValue();
      }
    }
    return Objects.requireNonNull(drawn, "all weights are 0");
  }

  /** The step that these are numbers of. */
  public long step() {
    return step;
  }
}
