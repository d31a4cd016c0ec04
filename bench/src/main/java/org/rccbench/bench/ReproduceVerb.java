package org.rccbench.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.RunOptions;
import org.rccbench.evaluators.Suite;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.VerdictTable;
import org.rccbench.reports.paper.Verdicts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a bundled suite and the memory and time curves. */
@Command(
    name = "reproduce",
    description = {
      "Runs the suite of a scale and the memory and time curves, and gives every row of the paper",
      "its verdict on them (verdicts.json). Needs no files, but for scale paper.",
      "Where weights are random, scores say nothing about the method; memory and time do."
    },
    footer = {
      "",
      "Example: rcc-bench reproduce --quick --text my-book.txt",
      "Example: rcc-bench reproduce --show memory.grows-slower",
      "Example: rcc-bench reproduce --scale paper --models rcc-ins-human=RCC pythia-sft=SFT"
          + " --data LongBench-E"
    })
final class ReproduceVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ScaleOptions size;
  @Mixin private ManifestOptions manifest;
  @Mixin private WorkersOption workers;
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder; default: results/<scale>-<UTC time>.")
  private Path out;

  @Option(names = "--dry-run", description = "Says what would be run and judged, and runs nothing.")
  private boolean dryRun;

  @Option(
      names = "--strict",
      description = {
        "Ends with 1 if a row is OFF or FAILS, with 0 if every row asked for (--only, else all"
            + " that",
        "the scale can run) is MATCH, BETTER or HOLDS, else with 3."
      })
  private boolean strict;

  @Override
  public Integer call() throws Exception {
    if (manifest.isPrinting()) {
      manifest.print(spec.commandLine().getOut(), common.json);
      return ExitCode.OK.status();
    }
    Scale scale = size.scale();
    PaperManifest paper = manifest.read();
    SuiteFilling filled = size.filled();
    String yaml = filled.yaml();
    Suite suite = Suite.parse(yaml, scale.word() + ".yaml");
    List<CurvePlan> curves = scale.curves(suite, size.device());
    RunInputs.requireTexts(size.texts());
    Footprint footprint =
        Foresight.of(
            filled,
            curves,
            size.texts(),
            new Footprint.Rows(paper.rows(manifest.only()), scale.paper()));
    if (dryRun) {
      print(footprint);
      return ExitCode.OK.status();
    }
    Path run = out == null ? RunFolders.standard(scale.word(), Instant.now()) : out;
    RunFolders.announce(run, again().add("--out", run), spec.commandLine().getErr());
    RunInputs inputs = new RunInputs(run, yaml, size.texts());
    footprint.lines().forEach(spec.commandLine().getErr()::println);
    MemoryCurve curve = new MemoryCurve(ChildJava.likeThis(), ProcMemory.ofSystem());
    Reproduce reproduce =
        new Reproduce(
            inputs,
            workers.in(RunOptions.DEFAULT),
            curve,
            TerminalProgress.choose(common),
            finished -> Verdicts.of(finished, paper, scale.paper(), manifest.only()));
    RunOverview overview = reproduce.run(curves);
    Verdicts verdicts = reproduce.verdicts();
    print(new Reproduced(overview, verdicts));
    if (strict) {
      return status(verdicts.strict()).status();
    }
    boolean broken = overview.failed() > 0 || reproduce.brokenPoints() > 0;
    return (broken ? ExitCode.EVIDENCE : ExitCode.OK).status();
  }

  private CommandWords again() {
    CommandWords words = new CommandWords("reproduce");
    size.addTo(words);
    manifest.addTo(words);
    workers.addTo(words);
    return words.addIf(strict, "--strict");
  }

  /** All that the verb prints as JSON: the run's own fields, and the verdicts. */
  private record Reproduced(@JsonUnwrapped RunOverview run, Verdicts verdicts) {}

  private static ExitCode status(Verdicts.Strict strict) {
    return switch (strict) {
      case MET -> ExitCode.OK;
      case BROKEN -> ExitCode.REGRESSION;
      case OPEN -> ExitCode.EVIDENCE;
    };
  }

  private void print(Reproduced reproduced) {
    PrintWriter words = spec.commandLine().getOut();
    if (common.json) {
      words.println(Json.line(reproduced));
      return;
    }
    reproduced.run.print(words);
    words.println();
    VerdictTable.lines(reproduced.verdicts).forEach(words::println);
  }

  private void print(Footprint footprint) {
    PrintWriter words = spec.commandLine().getOut();
    if (common.json) {
      words.println(Json.line(footprint));
    } else {
      footprint.lines().forEach(words::println);
    }
  }
}
