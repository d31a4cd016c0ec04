package org.rccbench.evaluators.statistics;

/**
 * What a comparison could have seen: the true difference that contexts like these find with the
 * given power. The t approximation: the half width of the interval is t(1 - alpha/2) standard
 * errors, and the detectable difference t(1 - alpha/2) + t(power) of them.
 *
 * @param difference in the unit of the scores
 * @param alpha two-sided chance of a false alarm
 * @param power chance to find a true difference of this size
 * @param contexts contexts that it holds for
 * @param samples samples that it holds for
 */
public record DetectableDifference(
    double difference, double alpha, double power, int contexts, int samples) {

  /** Checks the shares. */
  public DetectableDifference {
    Interval.checkLevel(alpha);
    Interval.checkLevel(power);
  }

  static DetectableDifference of(
      Interval interval, PairedScores scores, double alpha, double power) {
    double degrees = scores.contexts() - 1.0;
    double half = (interval.high() - interval.low()) / 2;
    double ratio =
        Distributions.tQuantile(power, degrees) / Distributions.tQuantile(1 - alpha / 2, degrees);
    return new DetectableDifference(
        half * (1 + ratio), alpha, power, scores.contexts(), scores.samples());
  }

  /**
   * Contexts that would detect another difference, rounded up.
   *
   * @throws IllegalArgumentException if the difference is 0
   */
  public long contextsNeeded(double other) {
    if (!(Math.abs(other) > 0)) {
      throw new IllegalArgumentException("no number of contexts detects a difference of " + other);
    }
    double factor = difference / other;
    return (long) Math.ceil(contexts * factor * factor);
  }

  /** The same in samples, as many a context as there are now. */
  public long samplesNeeded(double other) {
    return (long) Math.ceil((double) contextsNeeded(other) * samples / contexts);
  }
}
