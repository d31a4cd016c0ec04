package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.evaluators.statistics.MatchSamples;
import org.rccbench.evaluators.statistics.Wilson;

/**
 * A number that a paper prints, and how far off it may be by its own doing: half of the last digit
 * printed, and the error of the samples behind it.
 *
 * @param value the number, in its unit; null where the paper tells none
 * @param text what the paper says where it prints no number, else null
 * @param unit such as {@code %}, {@code F1 x100}, {@code MB}
 * @param digit size of the last digit printed, such as 1 or 0.01
 * @param samples samples behind the number, 100 where the paper does not say; null if none are
 * @param error which sampling error the number has
 * @param better which side of the number is the good one
 */
public record Expected(
    Double value,
    String text,
    String unit,
    Double digit,
    Integer samples,
    SamplingError error,
    Direction better) {

  private static final double LEVEL = 0.95;
  private static final double PERCENT = 100;

  /** Where the error of a printed number comes from. */
  public enum SamplingError {
    /** A share of right answers: Wilson's interval at the paper's samples. */
    PROPORTION,
    /** A mean of scores: the spread of our samples at the paper's number of them. */
    SPREAD,
    /** No samples: a count, or one reading of an instrument. */
    NONE;

    @JsonCreator
    static SamplingError parse(String word) {
      return Words.parse(SamplingError.class, "error", word);
    }

    /** The word in files. */
    @JsonValue
    public String word() {
      return Words.of(this);
    }
  }

  /** Checks that a value can be compared, and that a share is one. */
  public Expected {
    error = error == null ? SamplingError.NONE : error;
    better = better == null ? Direction.HIGHER : better;
    if (value != null) {
      requireComparable(value, unit, digit, samples, error);
    }
  }

  private static void requireComparable(
      double value, String unit, Double digit, Integer samples, SamplingError error) {
    Objects.requireNonNull(unit, "expected.unit is missing");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("expected.value must be finite, was " + value);
    }
    if (digit == null || !(digit > 0)) {
      throw new IllegalArgumentException("expected.digit must be > 0, was " + digit);
    }
    if (error != SamplingError.NONE && (samples == null || samples < 1)) {
      throw new IllegalArgumentException(
          "expected.samples must be >= 1 where the error is " + error.word() + ", was " + samples);
    }
    if (error == SamplingError.PROPORTION && !(value >= 0 && value <= PERCENT)) {
      throw new IllegalArgumentException(
          "expected.value must lie between 0 and 100 where the error is proportion, was " + value);
    }
  }

  /** Whether there is a number to compare with. */
  public boolean isNumber() {
    return value != null;
  }

  /**
   * The values that count as the paper's own.
   *
   * @param spread standard deviation of our contexts' scores, in the number's unit; only asked
   *     where the error is a spread
   * @return empty if the spread is needed and not known
   */
  public Optional<Interval> band(Optional<Double> spread) {
    double half = digit / 2;
    return switch (error) {
      case NONE -> Optional.of(band(value - half, value + half, "half a digit"));
      case PROPORTION -> Optional.of(aroundShare(half));
      case SPREAD -> spread.map(deviation -> aroundMean(deviation, half));
    };
  }

  private Interval aroundShare(double half) {
    long hits = Math.round(value / PERCENT * samples);
    Interval share = Wilson.interval(hits, samples, LEVEL);
    return band(
        PERCENT * share.low() - half,
        PERCENT * share.high() + half,
        "half a digit and wilson at n = " + samples);
  }

  private Interval aroundMean(double deviation, double half) {
    double error95 = MatchSamples.half(deviation, samples, LEVEL);
    return band(
        value - half - error95,
        value + half + error95,
        "half a digit and our spread at n = " + samples);
  }

  private static Interval band(double low, double high, String method) {
    return new Interval(low, high, LEVEL, method);
  }

  /**
   * Samples at which a model exactly as good as the paper's matches with a chance of 90 %; empty
   * where samples play no part.
   */
  public Optional<Long> neededSamples() {
    if (value == null || error == SamplingError.NONE) {
      return Optional.empty();
    }
    return Optional.of(
        error == SamplingError.PROPORTION
            ? MatchSamples.ofShare(value / PERCENT, band(Optional.empty()).orElseThrow(), PERCENT)
            : MatchSamples.ofMean(samples));
  }
}
