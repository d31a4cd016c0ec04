package org.rccbench.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.predictions.Prediction;
import org.rccbench.evaluators.predictions.PredictionReader;
import org.rccbench.evaluators.predictions.PredictionScores;
import org.rccbench.evaluators.scorers.Scorer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores a prediction file of any program by named profiles. */
@Command(
    name = "score",
    description = {
      "Scores a prediction file by named profiles, each equal to a published scorer.",
      "One JSON object a line: prediction, references (a string or an array), and where wanted context",
      "(the unit of intervals), question and labels. Prediction files of LongBench and sample logs of",
      "lm-evaluation-harness are recognised by their fields; gzip by its first bytes."
    },
    footer = {
      "",
      "Example: rcc-bench score --profile longbench-qa-f1,rouge-l-google --input predictions.jsonl"
    })
final class ScoreVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ProfileOptions profiles;
  @Mixin private ResamplingOptions resampling;
  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "The predictions; - is standard input.")
  private String input;

  @Option(
      names = "--filter",
      paramLabel = "NAME",
      description = "Of lm-evaluation-harness's filters, the one whose lines are scored.")
  private String filter;

  @Override
  public Integer call() throws IOException {
    List<Scorer> scorers = profiles.overTexts();
    PredictionScores scores = new PredictionScores(scorers);
    ScoreReport report;
    try (PredictionReader reader = open()) {
      for (Optional<Prediction> row = reader.next(); row.isPresent(); row = reader.next()) {
        scores.add(row.get());
      }
      if (scores.rows() == 0) {
        throw new IllegalArgumentException(input + " has no predictions");
      }
      String format = reader.format().orElseThrow().label();
      report = ScoreReport.of(input, format, scores, resampling.over(scores.contexts()));
    }
    spec.commandLine().getOut().println(common.json ? report.json() : report.text());
    boolean failed = !profiles.all() && report.profiles().stream().anyMatch(p -> p.failures() > 0);
    return (failed ? ExitCode.EVIDENCE : ExitCode.OK).status();
  }

  private PredictionReader open() throws IOException {
    Optional<String> wanted = Optional.ofNullable(filter);
    return input.equals("-")
        ? PredictionReader.of(System.in, "standard input", wanted)
        : PredictionReader.open(Path.of(input), wanted);
  }
}
