package org.rccbench.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what is done with data sets. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Makes and checks data sets.",
    subcommands = {ChronicleVerb.class, ValidateVerb.class},
    footer = {
      "",
      "Examples: rcc-bench data chronicle --seed 7 --tokens 400 --questions",
      "          rcc-bench data validate hotpotqa_e.jsonl"
    })
final class DataVerb implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
    throw new CommandLine.ParameterException(spec.commandLine(), "which verb of data?");
  }
}
