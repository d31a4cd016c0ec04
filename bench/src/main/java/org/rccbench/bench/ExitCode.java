package org.rccbench.bench;

/** What the exit status of every verb means. */
enum ExitCode {
  OK(0),
  /** A check said no: a regression, or something needed is missing. */
  REGRESSION(1),
  USAGE(2),
  /** Some samples failed, or there is not enough evidence to say. */
  EVIDENCE(3),
  INTERNAL(4);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
