package org.rccbench.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.Suite;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.PaperScale;
import org.rccbench.reports.paper.VerdictTable;
import org.rccbench.reports.paper.Verdicts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bundled suite and the memory and time curves. */
@Command(
    name = "reproduce",
    description = {
      "Runs the bundled suite and the memory and time curves, and gives every row of the paper its",
      "verdict on them (verdicts.json). Needs no files.",
      "Weights are random, so scores say nothing about the method; memory and time do."
    },
    footer = {
      "",
      "Example: rcc-bench reproduce --quick --text my-book.txt",
      "Example: rcc-bench reproduce --show memory.grows-slower"
    })
final class ReproduceVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ManifestOptions manifest;
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
    Scale scale = quick ? Scale.QUICK : Scale.MINI;
    PaperManifest paper = manifest.read();
    Footprint footprint =
        Footprint.of(
            Suite.parse(scale.suite(), scale.name()), scale.curves(), paper, manifest.only());
    if (dryRun) {
      print(footprint);
      return ExitCode.OK.status();
    }
    Path run =
        out == null
            ? RunFolders.standard(scale.name().toLowerCase(Locale.ROOT), Instant.now())
            : out;
    CommandWords again =
        new CommandWords("reproduce")
            .addIf(quick, "--quick")
            .addIf(!texts.isEmpty(), "--text")
            .add(texts.toArray());
    manifest.addTo(again);
    again.addIf(strict, "--strict").add("--out", run);
    RunFolders.announce(run, again, spec.commandLine().getErr());
    RunInputs inputs = new RunInputs(run, scale.suite(), texts);
    inputs.requireTexts();
    footprint.lines().forEach(spec.commandLine().getErr()::println);
    MemoryCurve curve = new MemoryCurve(ChildJava.likeThis(), ProcMemory.ofSystem());
    Reproduce reproduce =
        new Reproduce(
            inputs,
            curve,
            TerminalProgress.choose(common),
            finished -> Verdicts.of(finished, paper, PaperScale.MINI, manifest.only()));
    RunOverview overview = reproduce.run(scale.curves());
    Verdicts verdicts = reproduce.verdicts();
    print(new Reproduced(overview, verdicts));
    if (strict) {
      return status(verdicts.strict()).status();
    }
    boolean broken = overview.failed() > 0 || reproduce.brokenPoints() > 0;
    return (broken ? ExitCode.EVIDENCE : ExitCode.OK).status();
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
