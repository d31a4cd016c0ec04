package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    footer = {
      "",
      "Example: rcc-bench plan my-suite.yaml --no-calibrate",
      "Example: rcc-bench plan --scale paper --models rcc-32=RCC --text book.txt"
    })
final class PlanVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ExecConsent exec;
  @Mixin private ScaleOptions size;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SUITE.yaml",
      arity = "0..1",
      description = "The suite file; without one, the suite of --scale as reproduce runs it.")
  private Path file;

  @Option(names = "--no-calibrate", description = "Try no model; no time is estimated.")
  private boolean noCalibrate;

  @Override
  public Integer call() throws Exception {
    List<Plan.Row> rows = file == null ? ofScale() : ofFile();
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(Json.line(rows));
    } else {
      print(out, rows);
    }
    return ExitCode.OK.status();
  }

  private List<Plan.Row> ofFile() {
    size.requireNoScale();
    Suite suite = Suite.load(file, exec.isGiven()).withOverrides(size.overrides());
    return new Plan(suite, !noCalibrate).rows();
  }

  private List<Plan.Row> ofScale() throws IOException {
    Path folder = Files.createTempDirectory("rcc-bench-plan-");
    try {
      Suite suite = new RunInputs(folder, size.filled().yaml(), size.texts()).write();
      return new Plan(suite, !noCalibrate).rows();
    } finally {
      Foresight.delete(folder);
    }
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
