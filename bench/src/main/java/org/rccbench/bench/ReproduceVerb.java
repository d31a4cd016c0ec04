package org.rccbench.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bundled suite and the memory and time curves. */
@Command(
    name = "reproduce",
    description = {
      "Runs the bundled suite and the memory and time curves. Needs no files.",
      "Weights are random, so scores say nothing about the method; memory and time do."
    },
    footer = {"", "Example: rcc-bench reproduce --quick --text my-book.txt"})
final class ReproduceVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "The smallest models and grids, about a minute.")
  private boolean quick;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Texts to reconstruct; default: generated sentences.")
  private List<Path> texts = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder; default: results/<suite>-<UTC time>.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Scale scale = quick ? Scale.QUICK : Scale.MINI;
    Path run =
        out == null
            ? RunFolders.standard(scale.name().toLowerCase(Locale.ROOT), Instant.now())
            : out;
    CommandWords again =
        new CommandWords("reproduce")
            .addIf(quick, "--quick")
            .addIf(!texts.isEmpty(), "--text")
            .add(texts.toArray())
            .add("--out", run);
    RunFolders.announce(run, again, spec.commandLine().getErr());
    RunInputs inputs = new RunInputs(run, scale.suite(), texts);
    MemoryCurve curve = new MemoryCurve(ChildJava.likeThis(), ProcMemory.ofSystem());
    Reproduce reproduce = new Reproduce(inputs, curve, TerminalProgress.choose(common));
    RunOverview overview = reproduce.run(scale.curves());
    print(overview);
    boolean broken = overview.failed() > 0 || reproduce.brokenPoints() > 0;
    return (broken ? ExitCode.EVIDENCE : ExitCode.OK).status();
  }

  private void print(RunOverview overview) {
    if (common.json) {
      spec.commandLine().getOut().println(Json.line(overview));
    } else {
      overview.print(spec.commandLine().getOut());
    }
  }
}
