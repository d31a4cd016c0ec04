package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rccbench.reports.gate.Finding;
import org.rccbench.reports.gate.GatePolicy;
import org.rccbench.reports.gate.GateRule;
import org.rccbench.reports.gate.JmhTimes;
import org.rccbench.reports.gate.MachineScore;
import org.rccbench.reports.gate.Metric;
import org.rccbench.reports.gate.Speed;
import org.rccbench.reports.gate.StoredSpeed;
import picocli.CommandLine.Option;

/** Which build a gate's rules of speed are held against, and how long. */
final class SpeedOptions {
  @Option(
      names = "--base",
      paramLabel = "GITREF|DIR",
      description = {
        "The build to compare speed with: a checkout that was built with -Pbenchmarks, or a"
            + " commit",
        "or branch, of which the merge base with HEAD is checked out and built beside this one."
            + " Old",
        "and new run in turn."
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

  /**
   * Findings of the policy's rules of speed: against the base, else against what the baseline keeps
   * of a machine like this one now; else they cannot be decided.
   *
   * @param stored the baseline's times, or null
   */
  List<Finding> check(GatePolicy policy, StoredSpeed stored, PrintWriter err)
      throws IOException, InterruptedException {
    List<GateRule> rules = rules(policy);
    requireRounds();
    if (rules.isEmpty() || (base == null && stored == null)) {
      return rules.stream().map(Speed::withoutBase).toList();
    }
    return base == null ? againstStored(rules, stored, err) : againstBase(rules, err);
  }

  private static List<GateRule> rules(GatePolicy policy) {
    return policy.rules().stream().filter(rule -> rule.metric() == Metric.SPEED).toList();
  }

  private void requireRounds() {
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds must be >= 1, was " + rounds);
    }
  }

  private List<Finding> againstBase(List<GateRule> rules, PrintWriter err)
      throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try (BaseBuild old = BaseBuild.open(base, here, err)) {
      JmhRounds turns = new JmhRounds(old.benchmarks(), BaseBuild.benchmarks(here), options, err);
      for (GateRule rule : rules) {
        findings.addAll(turns.check(rule, rounds));
      }
    }
    return findings;
  }

  private List<Finding> againstStored(List<GateRule> rules, StoredSpeed stored, PrintWriter err)
      throws IOException, InterruptedException {
    Optional<String> why =
        stored.options().equals(options)
            ? stored.machine().difference(MachineMeter.measure())
            : Optional.of("the baseline's times are of --jmh \"" + stored.options() + "\"");
    if (why.isPresent()) {
      return rules.stream().map(rule -> Speed.notComparable(rule, why.get())).toList();
    }
    List<Finding> findings = new ArrayList<>();
    for (GateRule rule : rules) {
      List<JmhTimes> before = stored.rounds().getOrDefault(rule.id(), List.of());
      findings.addAll(
          before.isEmpty()
              ? List.of(Speed.withoutBase(rule))
              : Speed.check(rule, before, alone(err).alone(rule, rounds)));
    }
    // a machine that has become another one meanwhile has measured nothing
    Optional<String> changed = stored.machine().difference(MachineMeter.measure());
    return changed.isEmpty()
        ? findings
        : rules.stream().map(rule -> Speed.notComparable(rule, changed.get())).toList();
  }

  /** Times of this build for a baseline to keep; empty if no rule asks or benchmarks.jar lacks. */
  Optional<StoredSpeed> store(GatePolicy policy, PrintWriter err)
      throws IOException, InterruptedException {
    requireRounds();
    List<GateRule> rules = rules(policy);
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    if (!BaseBuild.hasBenchmarks(here)) {
      err.println("the baseline keeps no times: this build has no benchmarks.jar (-Pbenchmarks)");
      return Optional.empty();
    }
    MachineScore machine = MachineMeter.measure();
    Map<String, List<JmhTimes>> times = new TreeMap<>();
    for (GateRule rule : rules) {
      times.put(rule.id(), alone(err).alone(rule, rounds));
    }
    Optional<String> changed = machine.difference(MachineMeter.measure());
    if (changed.isPresent()) {
      throw new IllegalStateException("no times to keep: " + changed.get());
    }
    return Optional.of(new StoredSpeed(machine, options, times));
  }

  private JmhRounds alone(PrintWriter err) {
    Path jar = BaseBuild.benchmarks(here);
    return new JmhRounds(jar, jar, options, err);
  }
}
