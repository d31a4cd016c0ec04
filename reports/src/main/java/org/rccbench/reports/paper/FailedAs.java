package org.rccbench.reports.paper;

/**
 * What failed samples count as. They are left out of every number that is shown; the extremes only
 * say whether a verdict would stand whatever they had scored.
 */
enum FailedAs {
  LEFT_OUT,
  WORST,
  BEST;

  /** The same for the other side of a difference. */
  FailedAs opposite() {
    return switch (this) {
      case LEFT_OUT -> LEFT_OUT;
      case WORST -> BEST;
      case BEST -> WORST;
    };
  }
}
