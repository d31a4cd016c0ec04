package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.Progress;
import org.rccbench.reports.gate.Baseline;
import org.rccbench.reports.gate.Finding;
import org.rccbench.reports.gate.Gate;
import org.rccbench.reports.gate.GatePolicy;
import org.rccbench.reports.gate.GateReport;
import org.rccbench.reports.gate.Metric;
import org.rccbench.reports.gate.Speed;
import org.rccbench.reports.gate.StoredSpeed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a run against a committed baseline. */
@Command(
    name = "gate",
    description = {
      "Holds a run against a committed baseline, by the rules of a policy file.",
      "Ends with 0 if every required rule passes, 1 if one is breached, 3 if one cannot be"
          + " decided:",
      "something is missing, not comparable, or there is not enough evidence. Writes gate.json,",
      "gate.md and gate-junit.xml into the run's folder, and the table to $GITHUB_STEP_SUMMARY"
          + " where",
      "that is set. The baseline changes by --accept alone."
    },
    footer = {
      "",
      "Example: rcc-bench gate results/quick --policy gate/policy.yaml",
      "Example: rcc-bench gate results/quick --policy gate/policy.yaml --accept \"new tokenizer\""
    })
final class GateVerb implements Callable<Integer> {
  private static final String SUMMARY = "GITHUB_STEP_SUMMARY";
  private static final String JSON = "gate.json";
  private static final String MARKDOWN = "gate.md";
  private static final String JUNIT = "gate-junit.xml";
  private static final List<String> REPORTS = List.of(JSON, MARKDOWN, JUNIT);

  @Mixin private CommonOptions common;
  @Mixin private SpeedOptions speed;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  @Option(names = "--policy", paramLabel = "FILE", required = true, description = "The rules.")
  private Path policyFile;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "The accepted baseline; default: baseline.json beside the policy.")
  private Path baselineFile;

  @Option(
      names = "--accept",
      paramLabel = "REASON",
      description = "Makes this run the baseline, for this reason, and judges nothing.")
  private String reason;

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(run)) {
      throw new NotDirectoryException(run + " is no run folder");
    }
    // a green file of an earlier gate must not outlive one that breaks off
    for (String file : REPORTS) {
      Files.deleteIfExists(run.resolve(file));
    }
    GatePolicy policy = GatePolicy.load(policyFile);
    Path file = baselineFile == null ? policyFile.resolveSibling("baseline.json") : baselineFile;
    Baseline now = Baseline.ofRun(run);
    PrintWriter words = spec.commandLine().getOut();
    if (reason != null) {
      accept(policy, now, file);
      words.println(common.json ? Json.line(file.toString()) : "accepted as " + file);
      return ExitCode.OK.status();
    }
    Optional<Baseline> before = Baseline.read(file);
    if (before.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("rcc-bench: there is no baseline " + file + "; gate --accept REASON makes one");
      return ExitCode.EVIDENCE.status();
    }
    List<Finding> findings = new ArrayList<>(scores(policy, before.get(), now));
    findings.addAll(speeds(policy, before.get()));
    GateReport report = new GateReport(findings);
    write(report);
    print(report);
    return status(report.result()).status();
  }

  private List<Finding> scores(GatePolicy policy, Baseline before, Baseline now) {
    List<Finding> findings = Gate.check(policy, before, now);
    try {
      return Gate.checkAgain(policy, before, findings, this::doubled);
    } catch (IllegalArgumentException e) {
      say("the run cannot be measured again: " + e.getMessage());
      return findings;
    }
  }

  /** Benchmarks that cannot be run leave the other findings standing. */
  private List<Finding> speeds(GatePolicy policy, Baseline before)
      throws IOException, InterruptedException {
    try {
      return speed.check(policy, before.speed(), spec.commandLine().getErr());
    } catch (IllegalStateException e) {
      return Speed.notMeasured(policy, e.getMessage());
    }
  }

  private void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("rcc-bench: " + Failures.oneLine(what));
    err.flush();
  }

  private Baseline doubled() {
    say("measuring " + run + " with double the samples");
    try (Progress progress = TerminalProgress.choose(common)) {
      return DoubledRun.of(run, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Twice the samples are kept too, for runs that the first half does not decide. */
  private void accept(GatePolicy policy, Baseline now, Path file)
      throws IOException, InterruptedException {
    now.requireAcceptable(reason);
    Baseline kept = now;
    if (policy.rules().stream().anyMatch(rule -> rule.metric() == Metric.SCORE)) {
      kept = withDoubled(now);
    }
    Optional<StoredSpeed> times = speed.store(policy, spec.commandLine().getErr());
    (times.isEmpty() ? kept : kept.withSpeed(times.get())).accept(file, reason);
  }

  private Baseline withDoubled(Baseline now) {
    try {
      return now.withDoubled(doubled());
    } catch (IllegalArgumentException e) {
      say("the baseline keeps no more samples than the run has: " + e.getMessage());
      return now;
    }
  }

  private void print(GateReport report) {
    PrintWriter words = spec.commandLine().getOut();
    if (common.json) {
      words.print(report.json());
    } else {
      report.lines().forEach(words::println);
    }
    words.flush();
  }

  private void write(GateReport report) throws IOException {
    Files.writeString(run.resolve(JSON), report.json());
    Files.writeString(run.resolve(MARKDOWN), report.markdown());
    Files.writeString(run.resolve(JUNIT), report.junit());
    String summary = System.getenv(SUMMARY);
    if (summary != null && !summary.isBlank()) {
      Files.writeString(
          Path.of(summary),
          report.markdown() + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static ExitCode status(GateReport.Result result) {
    return switch (result) {
      case PASS -> ExitCode.OK;
      case REGRESSION -> ExitCode.REGRESSION;
      case UNDECIDED -> ExitCode.EVIDENCE;
    };
  }
}
