package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rccbench.reports.gate.Finding;
import org.rccbench.reports.gate.GateRule;
import org.rccbench.reports.gate.JmhTimes;
import org.rccbench.reports.gate.Speed;

/** Runs the benchmarks of two builds in turn, each in its own process. */
final class JmhRounds {
  private final Path old;
  private final Path fresh;
  private final List<String> options;
  private final PrintWriter err;

  /**
   * Prepares.
   *
   * @param old benchmarks.jar of the other build
   * @param fresh benchmarks.jar of this build
   * @param options JMH's, separated by blanks
   */
  JmhRounds(Path old, Path fresh, String options, PrintWriter err) {
    this.old = old;
    this.fresh = fresh;
    this.options = List.of(options.strip().split("\\s+"));
    this.err = err;
  }

  /** Runs rounds, and as many again where they do not decide. */
  List<Finding> check(GateRule rule, int rounds) throws IOException, InterruptedException {
    Speed speed = new Speed();
    run(rule, speed, rounds);
    List<Finding> findings = speed.check(rule);
    if (findings.stream().anyMatch(f -> f.verdict() == Finding.Verdict.INCONCLUSIVE)) {
      run(rule, speed, rounds);
      findings = speed.check(rule);
    }
    return findings;
  }

  /** Runs rounds of this build alone. */
  List<JmhTimes> alone(GateRule rule, int rounds) throws IOException, InterruptedException {
    List<JmhTimes> times = new ArrayList<>();
    for (int i = 1; i <= rounds; i++) {
      say(rule, i);
      times.add(times(fresh, rule.benchmark()));
    }
    return times;
  }

  private void say(GateRule rule, int round) {
    err.println("speed: " + rule.id() + ", round " + round);
    err.flush();
  }

  private void run(GateRule rule, Speed speed, int rounds)
      throws IOException, InterruptedException {
    for (int i = 0; i < rounds; i++) {
      say(rule, speed.rounds() + 1);
      // who goes first changes, so that neither build always meets the warmer machine
      boolean oldFirst = speed.rounds() % 2 == 0;
      JmhTimes first = times(oldFirst ? old : fresh, rule.benchmark());
      JmhTimes second = times(oldFirst ? fresh : old, rule.benchmark());
      speed.add(oldFirst ? first : second, oldFirst ? second : first);
    }
  }

  private JmhTimes times(Path jar, String benchmark) throws IOException, InterruptedException {
    Path result = Files.createTempFile("jmh-", ".json");
    Path log = Files.createTempFile("jmh-", ".log");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-jar", jar.toString(), benchmark));
      command.addAll(options);
      command.addAll(List.of("-rf", "json", "-rff", result.toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int status = process.waitFor();
      if (status != 0 || Files.size(result) == 0) {
        throw new IllegalStateException(
            jar + " ended with " + status + " for " + benchmark + ": " + last(log));
      }
      return JmhTimes.read(result);
    } finally {
      Files.deleteIfExists(result);
      Files.deleteIfExists(log);
    }
  }

  private static String last(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1);
  }
}
