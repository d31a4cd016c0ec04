package org.rccbench.reports.paper;

/** Why a row has no measured number, and the verdict that this is. */
final class UnmeasuredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Verdict verdict;

  private UnmeasuredException(Verdict verdict, String why) {
    super(why);
    this.verdict = verdict;
  }

  static UnmeasuredException notRun(String why) {
    return new UnmeasuredException(Verdict.NOT_RUN, why);
  }

  static UnmeasuredException notComparable(String why) {
    return new UnmeasuredException(Verdict.NOT_COMPARABLE, why);
  }

  static UnmeasuredException inconclusive(String why) {
    return new UnmeasuredException(Verdict.INCONCLUSIVE, why);
  }

  Verdict verdict() {
    return verdict;
  }
}
