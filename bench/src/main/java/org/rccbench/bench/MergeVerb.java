package org.rccbench.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.Merge;
import org.rccbench.reports.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one run of several runs of the same suite. */
@Command(
    name = "merge",
    description = {
      "Makes one run of several runs of the same suite, and writes its tables and figures. What"
          + " two",
      "of them have done must be the same to the byte; what failed in one only did not fail.",
      "samples.jsonl is sorted and without times."
    },
    footer = {"", "Example: rcc-bench merge results/here results/there --out results/all"})
final class MergeVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs.")
  private List<Path> runs = new ArrayList<>();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Override
  public Integer call() {
    Merge.Summary summary = Merge.of(runs, out);
    RunReport.write(out);
    spec.commandLine().getOut().println(common.json ? Json.line(summary) : words(summary));
    return (summary.failed() > 0 ? ExitCode.EVIDENCE : ExitCode.OK).status();
  }

  private String words(Merge.Summary summary) {
    return summary.samples()
        + " samples ("
        + summary.failed()
        + " failed) and "
        + summary.points()
        + " points of curves in "
        + out
        + (summary.finished()
            ? ""
            : "; none of the runs had come to its end: run the suite with --out "
                + out
                + " to see what is missing");
  }
}
