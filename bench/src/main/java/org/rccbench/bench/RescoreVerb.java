package org.rccbench.bench;

import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.comparison.Rescoring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores the outputs of a run again by other profiles. */
@Command(
    name = "rescore",
    description = {
      "Scores the outputs of a run again and writes scores.jsonl into its folder; samples.jsonl stays",
      "as it is. Prints how far profiles that are called the same lie apart. What is scored is the",
      "text that the task scores, whole. Ends with 3 where a score differs from the run's own."
    },
    footer = {"", "Example: rcc-bench rescore results/quick-20260101T000000Z --profile all"})
final class RescoreVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ProfileOptions profiles;
  @Mixin private ResamplingOptions resampling;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(run)) {
      throw new NotDirectoryException(run + " is no run folder");
    }
    Rescoring rescoring = Rescoring.of(run, profiles.overTexts(), resampling::over);
    RescoreReport report = RescoreReport.of(rescoring);
    spec.commandLine().getOut().println(common.json ? Json.line(report) : report.text());
    return (rescoring.differing() > 0 ? ExitCode.EVIDENCE : ExitCode.OK).status();
  }
}
