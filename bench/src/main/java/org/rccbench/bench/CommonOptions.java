package org.rccbench.bench;

import picocli.CommandLine.Option;

/** The options of every verb. */
final class CommonOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Option(names = "--json", description = "Prints one JSON object on stdout instead of text.")
  boolean json;

  @Option(names = "--no-progress", description = "Shows no progress, also on a terminal.")
  boolean noProgress;

  @Option(names = "--debug", description = "Shows the stack trace of an error.")
  boolean debug;
}
