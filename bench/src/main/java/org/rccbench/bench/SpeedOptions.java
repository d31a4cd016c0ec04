package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rccbench.reports.gate.Finding;
import org.rccbench.reports.gate.GatePolicy;
import org.rccbench.reports.gate.GateRule;
import org.rccbench.reports.gate.Metric;
import org.rccbench.reports.gate.Speed;
import picocli.CommandLine.Option;

/** Which build a gate's rules of speed are held against, and how long. */
final class SpeedOptions {
  @Option(
      names = "--base",
      paramLabel = "GITREF|DIR",
      description = {
        "The build to compare speed with: a checkout that was built with -Pbenchmarks, or a"
            + " commit,",
        "which is checked out and built beside this one. Old and new run in turn."
      })
  private String base;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Rounds of old and new; doubled once where they do not decide. Default:"
              + " ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--jmh",
      paramLabel = "OPTIONS",
      defaultValue = "-f 1 -wi 1 -w 1s -i 3 -r 1s",
      description = "JMH's options of a round. Default: ${DEFAULT-VALUE}.")
  private String options;

  @Option(
      names = "--here",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "This build's checkout, for --base. Default: the working directory.")
  private Path here;

  /** Findings of the policy's rules of speed; without a base they cannot be decided. */
  List<Finding> check(GatePolicy policy, PrintWriter err) throws IOException, InterruptedException {
    List<GateRule> rules =
        policy.rules().stream().filter(rule -> rule.metric() == Metric.SPEED).toList();
    if (rules.isEmpty() || base == null) {
      return rules.stream().map(Speed::withoutBase).toList();
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds must be >= 1, was " + rounds);
    }
    List<Finding> findings = new ArrayList<>();
    try (BaseBuild old = BaseBuild.open(base, here, err)) {
      JmhRounds turns = new JmhRounds(old.benchmarks(), BaseBuild.benchmarks(here), options, err);
      for (GateRule rule : rules) {
        findings.addAll(turns.check(rule, rounds));
      }
    }
    return findings;
  }
}
