package org.rccbench.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures one point of a curve in this process; {@link MemoryCurve} starts it. */
@Command(
    name = "measure-point",
    hidden = true,
    description = "Measures one point of a curve in this process and prints one JSON line.",
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

  @Override
  public Integer call() throws Exception {
    PointReading reading =
        new PointMeter(ProcMemory.ofSystem(), gpuProgram)
            .measure(model.spec(), tokens, contextSeed, !time);
    spec.commandLine().getOut().println(Json.line(reading));
    return ExitCode.OK.status();
  }
}
