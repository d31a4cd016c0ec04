package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonValue;
import org.rccbench.evaluators.statistics.Interval;

/** What a run says about a row of a manifest. */
public enum Verdict {
  /** The interval lies within the paper's value and tolerance. */
  MATCH,
  /** It lies wholly outside on the good side. */
  BETTER,
  /** It lies wholly outside on the bad side. */
  OFF,
  /** The effect is there. */
  HOLDS,
  /** It is not. */
  FAILS,
  /** The evidence does not reach. */
  INCONCLUSIVE,
  /** What was measured is something else than what the paper measured. */
  NOT_COMPARABLE,
  /** Nothing measured it. */
  NOT_RUN;

  /**
   * The verdict on a value.
   *
   * @param ours interval of what was measured
   * @param band what counts as the paper's value
   * @param better which side is the good one
   */
  public static Verdict of(Interval ours, Interval band, Direction better) {
    if (band.contains(ours.low()) && band.contains(ours.high())) {
      return MATCH;
    }
    if (ours.low() > band.high()) {
      return better == Direction.HIGHER ? BETTER : OFF;
    }
    if (ours.high() < band.low()) {
      return better == Direction.LOWER ? BETTER : OFF;
    }
    return INCONCLUSIVE;
  }

  /** Whether it says that the paper's claim was met. */
  public boolean isGood() {
    return this == MATCH || this == BETTER || this == HOLDS;
  }

  /** Whether it says that the paper's claim was not met. */
  public boolean isBad() {
    return this == OFF || this == FAILS;
  }

  /** The word in tables and files. */
  @JsonValue
  public String word() {
    return name().replace('_', '-');
  }
}
