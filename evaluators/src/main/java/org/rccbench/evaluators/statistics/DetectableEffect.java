package org.rccbench.evaluators.statistics;

import java.util.OptionalDouble;

/**
 * What a comparison of two paired proportions can detect (Connor 1987).
 *
 * @param discordant share of pairs in which the systems differ, 0 to 1
 * @param alpha two-sided chance of a false alarm
 * @param power chance to see a true difference
 */
public record DetectableEffect(double discordant, double alpha, double power) {

  /** Checks the shares. */
  public DetectableEffect {
    Interval.checkLevel(alpha);
    Interval.checkLevel(power);
    if (!(discordant > 0 && discordant <= 1)) {
      throw new IllegalArgumentException("discordant share must lie in (0, 1], was " + discordant);
    }
  }

  /**
   * The smallest difference that this many pairs detect; empty if it would exceed the discordant
   * share, beyond which no difference can be.
   */
  public OptionalDouble smallest(long pairs) {
    checkPairs(pairs);
    double za = zAlpha();
    double zb = zPower();
    double n = pairs;
    double root = za * za * n * discordant - (n + zb * zb) * (za * za - zb * zb) * discordant;
    double effect = (za * Math.sqrt(n * discordant) + Math.sqrt(root)) / (n + zb * zb);
    return effect <= discordant ? OptionalDouble.of(effect) : OptionalDouble.empty();
  }

  /** The simpler normal approximation, which takes the spread without a difference for both. */
  public double smallestByNormal(long pairs) {
    checkPairs(pairs);
    return (zAlpha() + zPower()) * Math.sqrt(discordant / pairs);
  }

  /**
   * Pairs that a difference needs, not rounded up.
   *
   * @throws IllegalArgumentException if the difference is 0 or exceeds the discordant share
   */
  public double pairsNeeded(double effect) {
    if (!(effect > 0 && effect <= discordant)) {
      throw new IllegalArgumentException(
          "the effect must lie in (0, discordant share " + discordant + "], was " + effect);
    }
    double root =
        zAlpha() * Math.sqrt(discordant) + zPower() * Math.sqrt(discordant - effect * effect);
    double ratio = root / effect;
    return ratio * ratio;
  }

  double zAlpha() {
    return Distributions.normalQuantile(1 - alpha / 2);
  }

  double zPower() {
    return Distributions.normalQuantile(power);
  }

  private static void checkPairs(long pairs) {
    if (pairs < 1) {
      throw new IllegalArgumentException("pairs must be >= 1, was " + pairs);
    }
  }
}
