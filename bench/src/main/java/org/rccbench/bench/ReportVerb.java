package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rccbench.reports.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes tables and figures of a run again from its files. */
@Command(
    name = "report",
    description = "Writes tables and figures of a run again from its files.",
    footer = {
      "",
      "Example: rcc-bench report results/quick-20260101T000000Z",
      "Example: rcc-bench report results/quick-20260101T000000Z --profile rouge-l-google"
    })
final class ReportVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  @Option(
      names = "--profile",
      split = ",",
      paramLabel = "P",
      description = {
        "Tables of these scorer profiles alone; those that the run did not have come from the",
        "scores.jsonl of the verb rescore."
      })
  private List<String> profiles = List.of();

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(run)) {
      throw new NotDirectoryException(run + " is no run folder");
    }
    List<Path> files = RunReport.write(run, profiles);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          run + " has neither samples.jsonl nor measurements.jsonl: nothing to report");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(Json.line(new Written(files.stream().map(Path::toString).toList())));
    } else {
      files.forEach(out::println);
    }
    return ExitCode.OK.status();
  }

  private record Written(List<String> files) {}
}
