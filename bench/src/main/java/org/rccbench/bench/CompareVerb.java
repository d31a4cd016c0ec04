package org.rccbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.comparison.ComparedRun;
import org.rccbench.evaluators.comparison.RunComparison;
import org.rccbench.evaluators.statistics.Resampling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the difference between two runs or models means. */
@Command(
    name = "compare",
    description = {
      "Compares a candidate B with a baseline A on the same samples: difference with its interval,",
      "flips, what B keeps of A's score, and a verdict: BETTER, WORSE, SAME (the interval lies inside",
      "the margin) or INCONCLUSIVE. Models are paired by name; a side with one model is held against",
      "each of the other's. Contexts are resampled, not samples. Ends with 3 where one side lacks or",
      "failed what the other has, unless --common says that the rest is enough."
    },
    footer = {
      "",
      "Example: rcc-bench compare results/run:pythia results/run:rcc-32",
      "Example: rcc-bench compare results/before results/after --profile rouge-l-google --margin 0.02"
    })
final class CompareVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "The baseline: RUN or RUN:MODEL.")
  private String baseline;

  @Parameters(index = "1", paramLabel = "B", description = "The candidate: RUN or RUN:MODEL.")
  private String candidate;

  @Option(
      names = "--profile",
      split = ",",
      paramLabel = "P",
      description = "Scorer profiles; default: the one that stands for each task.")
  private List<String> profiles = new ArrayList<>();

  @Option(
      names = "--margin",
      defaultValue = "0.01",
      paramLabel = "M",
      description =
          "A difference up to this share of a perfect score counts as none (${DEFAULT-VALUE}).")
  private double margin;

  @Option(names = "--common", description = "Compares what both sides have scores for.")
  private boolean onlyCommon;

  @Option(
      names = "--resamples",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Resamples of each interval and test (${DEFAULT-VALUE}).")
  private int resamples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of resampling; default: the seed bootstrap of A's suite.")
  private Long seed;

  @Override
  public Integer call() {
    ComparedRun before = ComparedRun.open(baseline);
    ComparedRun after = ComparedRun.open(candidate);
    long drawn = seed == null ? before.bootstrapSeed() : seed;
    Resampling resampling = new Resampling(resamples, drawn, CompareReport.LEVEL);
    RunComparison comparison =
        RunComparison.of(before, after, new RunComparison.Settings(profiles, margin, resampling));
    CompareReport report =
        CompareReport.of(comparison, new CompareReport.Sides(baseline, candidate), resampling);
    spec.commandLine().getOut().println(common.json ? Json.line(report) : report.text());
    boolean enough = onlyCommon ? !comparison.isEmpty() : comparison.isComplete();
    if (!enough) {
      spec.commandLine().getErr().println("rcc-bench: " + report.missing(onlyCommon));
    }
    return (enough ? ExitCode.OK : ExitCode.EVIDENCE).status();
  }
}
