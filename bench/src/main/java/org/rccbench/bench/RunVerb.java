package org.rccbench.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.RunSummary;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;
import org.rccbench.reports.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a suite, or goes on with one that was stopped. */
@Command(
    name = "run",
    description = "Runs a suite; with --out of a run that was stopped, goes on with it.",
    footer = {"", "Example: rcc-bench run my-suite.yaml --set models.rcc-32.rate=64"})
final class RunVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE.yaml", description = "The suite file.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder; default: results/<suite>-<UTC time>.")
  private Path out;

  @Option(names = "--set", paramLabel = "a.b=v", description = "Sets a value of the suite.")
  private List<String> overrides = new ArrayList<>();

  @Override
  public Integer call() {
    Suite suite = Suite.load(file).withOverrides(overrides);
    Path run = out == null ? RunFolders.standard(suite.name(), Instant.now()) : out;
    CommandWords again = new CommandWords("run").add(file);
    overrides.forEach(override -> again.add("--set", override));
    RunFolders.announce(run, again.add("--out", run), spec.commandLine().getErr());
    RunSummary summary;
    try (Progress progress = TerminalProgress.choose(common)) {
      summary = new Runner(suite, run, progress).run();
    }
    RunOverview overview = RunOverview.of(run, suite, summary, RunReport.write(run));
    if (common.json) {
      spec.commandLine().getOut().println(Json.line(overview));
    } else {
      overview.print(spec.commandLine().getOut());
    }
    return (summary.failed() > 0 ? ExitCode.EVIDENCE : ExitCode.OK).status();
  }
}
