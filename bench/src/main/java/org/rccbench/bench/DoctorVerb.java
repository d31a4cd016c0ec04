package org.rccbench.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether this machine has what the other verbs need. */
@Command(
    name = "doctor",
    description = "Checks Java, engine, memory, disk and fonts; says what to do.",
    footer = {"", "Example: rcc-bench doctor"})
final class DoctorVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Doctor.Finding> findings = Doctor.findings();
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(Json.line(findings));
    } else {
      findings.forEach(finding -> out.println(finding.line()));
    }
    boolean missing = findings.stream().anyMatch(f -> f.needed() && !f.ok());
    return (missing ? ExitCode.REGRESSION : ExitCode.OK).status();
  }
}
