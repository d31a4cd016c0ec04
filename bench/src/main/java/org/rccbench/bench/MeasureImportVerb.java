package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.reports.paper.PaperManifest;
import org.rccbench.reports.paper.VerdictTable;
import org.rccbench.reports.paper.Verdicts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the memory curve of HuggingFace transformers into a run. */
@Command(
    name = "measure-import",
    description = {
      "Takes what tools/peers/hf_memory.py --json printed into a run's measurements.jsonl, as the",
      "memory curve of the model huggingface, and judges the run's verdicts again. The run must be",
      "finished, and of the same machine, shape and number type; each length comes once."
    },
    footer = {
      "",
      "Example: rcc-bench measure-import results/shape-20260101T000000Z hf.jsonl",
      "Then:    rcc-bench report results/shape-20260101T000000Z"
    })
final class MeasureImportVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Reports of hf_memory.py --json, one a line.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    List<PeerReport> reports = new ArrayList<>();
    for (Path file : files) {
      reports.addAll(PeerReport.read(file));
    }
    List<Measurement> points = PeerCurve.add(run, reports);
    Optional<Verdicts> verdicts = Verdicts.again(run);
    verdicts.ifPresent(judged -> judged.write(run));
    print(points, verdicts);
    return ExitCode.OK.status();
  }

  private void print(List<Measurement> points, Optional<Verdicts> verdicts) {
    PrintWriter words = spec.commandLine().getOut();
    List<Long> lengths = points.stream().map(Measurement::tokens).toList();
    Optional<Verdicts> rows =
        verdicts.map(v -> v.about(PeerReport.MODEL, PaperManifest.bundled(v.paper().key())));
    if (common.json) {
      words.println(Json.line(new Imported(PeerReport.MODEL, lengths, rows.orElse(null))));
      return;
    }
    words.println(
        "added to "
            + run
            + ": memory of "
            + PeerReport.MODEL
            + " at "
            + String.join(", ", lengths.stream().map(String::valueOf).toList())
            + " tokens");
    rows.ifPresent(judged -> VerdictTable.lines(judged).forEach(words::println));
    if (verdicts.isEmpty() && Files.exists(run.resolve(Verdicts.FILE))) {
      words.println(
          "verdicts.json is of another manifest; judge again with the command that made it");
    }
    words.println("tables and figures: rcc-bench report " + run);
  }

  private record Imported(String model, List<Long> tokens, Verdicts verdicts) {}
}
