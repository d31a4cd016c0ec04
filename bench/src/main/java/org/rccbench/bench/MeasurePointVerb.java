package org.rccbench.bench;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures one point of a curve as {@link MemoryCurve} does, so that a point typed by hand can be
 * compared with a run's; the process that either starts is this verb again.
 */
@Command(
    name = "measure-point",
    hidden = true,
    description = "Measures one point of a curve in a fresh process and prints one JSON line.",
    footer = "Example: rcc-bench measure-point --model shape:pythia-14m --tokens 2048")
final class MeasurePointVerb implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin private ModelOptions model;
  @Spec private CommandSpec spec;

  @Option(names = "--tokens", required = true, description = "Context length in tokens.")
  private long tokens;

  @Option(names = "--context-seed", defaultValue = "0", description = "Seed of the random ids.")
  private long contextSeed;

  @Option(names = "--time", description = "Leave the allocator as it is: time counts, not peaks.")
  private boolean time;

  @Option(
      names = "--gpu-program",
      defaultValue = GpuMemory.PROGRAM,
      description = "What tells the memory of a GPU. Default: ${DEFAULT-VALUE}.")
  private String gpuProgram;

  @Option(
      names = PointProcess.HERE,
      description =
          "Measure in this process, with the JVM's settings as they are: other peaks than a run's.")
  private boolean here;

  @Override
  public Integer call() throws Exception {
    if (!here) {
      return measureInFreshProcess();
    }
    print(
        new PointMeter(ProcMemory.ofSystem(), gpuProgram)
            .measure(model.spec(), tokens, contextSeed, !time));
    return ExitCode.OK.status();
  }

  private int measureInFreshProcess() throws Exception {
    ChildJava.Ended ended =
        new PointProcess(model.spec(), tokens, contextSeed, time, gpuProgram)
            .run(ChildJava.likeThis());
    Optional<PointReading> reading = PointProcess.reading(ended);
    if (reading.isEmpty()) {
      return fail(ended);
    }
    print(reading.get());
    return ExitCode.OK.status();
  }

  /** What the child said of itself and its status, where it came to say anything. */
  private int fail(ChildJava.Ended ended) {
    boolean said = ended.exit() > 0 && ended.exit() <= ExitCode.INTERNAL.status();
    spec.commandLine()
        .getErr()
        .println(said ? ended.lastError() : "rcc-bench: " + PointProcess.reason(ended));
    return said ? ended.exit() : ExitCode.INTERNAL.status();
  }

  private void print(PointReading reading) {
    spec.commandLine().getOut().println(Json.line(reading));
  }
}
