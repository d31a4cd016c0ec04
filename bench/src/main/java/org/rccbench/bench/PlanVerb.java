package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a suite will take before it is run. */
@Command(
    name = "plan",
    description = {
      "Says how many tokens a suite reads and decodes, and what it needs at least.",
      "The time is a guess from a short read and decode of each model at two lengths. The floor is",
      "what the request that needs most has to hold: weights, decoder cache, levels of one batch"
          + " of",
      "windows."
    },
    footer = {"", "Example: rcc-bench plan my-suite.yaml --no-calibrate"})
final class PlanVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ExecConsent exec;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE.yaml", description = "The suite file.")
  private Path file;

  @Option(names = "--set", paramLabel = "a.b=v", description = "Sets a value of the suite.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--no-calibrate", description = "Try no model; no time is estimated.")
  private boolean noCalibrate;

  @Override
  public Integer call() {
    Suite suite = Suite.load(file, exec.isGiven()).withOverrides(overrides);
    List<Plan.Row> rows = new Plan(suite, !noCalibrate).rows();
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(Json.line(rows));
    } else {
      print(out, rows);
    }
    return ExitCode.OK.status();
  }

  private static void print(PrintWriter out, List<Plan.Row> rows) {
    String format = "%-16s %-15s %9s %9s %14s %12s %10s %10s%n";
    out.printf(
        Locale.ROOT,
        format,
        "model",
        "task",
        "contexts",
        "requests",
        "tokens to read",
        "to decode",
        "floor MiB",
        "seconds");
    for (Plan.Row row : rows) {
      out.printf(
          Locale.ROOT,
          format,
          Failures.oneLine(row.model()),
          row.task(),
          row.contexts(),
          row.requests(),
          row.tokensToRead(),
          row.tokensToDecode(),
          row.floorBytes() == null ? "-" : Long.toString(row.floorBytes() >> 20),
          row.seconds() == null ? "-" : String.format(Locale.ROOT, "%.1f", row.seconds()));
    }
  }
}
