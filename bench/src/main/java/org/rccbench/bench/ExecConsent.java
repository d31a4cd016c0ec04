package org.rccbench.bench;

import picocli.CommandLine.Option;

/** Whether a suite may start the programs that it names. */
final class ExecConsent {
  static final String OPTION = "--allow-exec";

  @Option(
      names = OPTION,
      description = {
        "Lets models of kind exec start the programs that the suite names, with your rights: read",
        "the suite first."
      })
  private boolean given;

  boolean isGiven() {
    return given;
  }
}
