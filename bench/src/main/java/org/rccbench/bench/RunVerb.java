package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.Catalogue;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.RunOptions;
import org.rccbench.evaluators.RunSummary;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.results.RunFolder;
import org.rccbench.reports.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a suite, or goes on with one that was stopped. */
@Command(
    name = "run",
    description = {
      "Runs a suite; with --out of a run that was stopped, goes on with it: what is scored stays,",
      "what failed is tried again. Ends with 3 where samples failed."
    },
    footer = {
      "",
      "Example: rcc-bench run my-suite.yaml --set models.rcc-32.rate=64",
      "Example: rcc-bench run my-suite.yaml --limit 2 --out try"
    })
final class RunVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private RunnerOptions runner;
  @Mixin private ExecConsent exec;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE.yaml", arity = "0..1", description = "The suite file.")
  private Path file;

  @Option(
      names = "--list",
      description = "Prints the tasks, kinds, profiles and readers that a suite may name.")
  private boolean list;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder; default: results/<suite>-<UTC time>.")
  private Path out;

  @Option(names = "--set", paramLabel = "a.b=v", description = "Sets a value of the suite.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Sets samples of every task; another number is another run.")
  private Integer samples;

  private long broken;

  @Override
  public Integer call() throws Exception {
    if (list) {
      printCatalogue();
      return ExitCode.OK.status();
    }
    if (file == null) {
      throw new ParameterException(
          spec.commandLine(), "which suite? Name its file, or give --list");
    }
    Suite suite = suite();
    Path run = out == null ? RunFolders.standard(suite.name(), Instant.now()) : out;
    RunFolders.announce(run, again().add("--out", run), spec.commandLine().getErr());
    RunSummary summary;
    // before the folder is made: what is refused here leaves none behind
    RunOptions options = runner.options();
    try (Progress progress = TerminalProgress.choose(common);
        RunFolder folder = RunFolder.hold(run)) {
      Curves curves =
          new Curves(new MemoryCurve(ChildJava.likeThis(), ProcMemory.ofSystem()), progress);
      summary =
          new Runner(suite, run, progress, options)
              .run(folder, () -> curves.measure(run, CurvePlan.of(suite)));
      broken = curves.brokenPoints();
    }
    RunOverview overview = RunOverview.of(run, suite, summary, RunReport.write(run));
    if (common.json) {
      spec.commandLine().getOut().println(Json.line(overview));
    } else {
      overview.print(spec.commandLine().getOut());
    }
    return status(summary).status();
  }

  private Suite suite() {
    Suite suite = Suite.load(file, exec.isGiven()).withOverrides(overrides);
    return samples == null ? suite : suite.withSamples(samples);
  }

  private CommandWords again() {
    CommandWords words = new CommandWords("run").add(file);
    overrides.forEach(override -> words.add("--set", override));
    words.addIf(exec.isGiven(), ExecConsent.OPTION);
    return words.addIf(samples != null, "--samples", String.valueOf(samples));
  }

  private ExitCode status(RunSummary summary) {
    if (summary.failed() == 0) {
      return broken == 0 ? ExitCode.OK : ExitCode.EVIDENCE;
    }
    spec.commandLine()
        .getErr()
        .println(
            "rcc-bench: "
                + summary.failed()
                + " of "
                + summary.total()
                + " samples failed; samples.jsonl says why, and the same run tries them again");
    return ExitCode.EVIDENCE;
  }

  private void printCatalogue() {
    Catalogue catalogue = Catalogue.here();
    PrintWriter words = spec.commandLine().getOut();
    if (common.json) {
      words.println(Json.line(catalogue));
      return;
    }
    words.println("tasks:    " + String.join(", ", catalogue.tasks()));
    words.println("kinds:    " + String.join(", ", catalogue.kinds()));
    words.println("readers:  " + String.join(", ", catalogue.readers()));
    words.println("profiles:");
    catalogue
        .profiles()
        .forEach((name, signature) -> words.println("  " + name + "  " + signature));
  }
}
