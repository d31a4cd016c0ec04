package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rccbench.reports.FigureFormat;
import org.rccbench.reports.FigureWidth;
import org.rccbench.reports.ReportOrder;
import org.rccbench.reports.RunReport;
import org.rccbench.reports.Theme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes tables, figures and report.html of runs again from their files. */
@Command(
    name = "report",
    description = {
      "Writes tables, figures and report.html of a run again from its files.",
      "Of several runs it makes one report, which needs --out."
    },
    footer = {
      "",
      "Example: rcc-bench report results/quick-20260101T000000Z",
      "Example: rcc-bench report results/quick-20260101T000000Z --profile rouge-l-google",
      "Example: rcc-bench report results/mine results/theirs --only figure-3a --format pdf"
          + " --width 84mm --label rcc=\"Ours, 32x\" --out paper"
    })
final class ReportVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "The runs' folders.")
  private List<Path> runs;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Writes these tables and figures only, and no report.html.")
  private Set<String> only = new LinkedHashSet<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description = "Formats of the figures: svg, png, pdf; default: all.")
  private Set<FigureFormat> formats = new LinkedHashSet<>();

  @Option(
      names = "--width",
      paramLabel = "WIDTH",
      description = "How wide figures are printed, such as 84mm, 3.3in; default: 174mm.")
  private String width = "174mm";

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      description = "Ground of the figures: light or dark; default: light.")
  private Theme theme = Theme.LIGHT;

  @Option(
      names = "--label",
      paramLabel = "MODEL=NAME",
      description = "What a model is called in tables and figures.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--max-samples",
      paramLabel = "N",
      description =
          "How many samples report.html keeps, if misses and flips are not more; default:"
              + " ${DEFAULT-VALUE}.")
  private int maxSamples = ReportOrder.DEFAULT_MAX_SAMPLES;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the files go; default: the run's own folder.")
  private Path out;

  @Option(
      names = "--profile",
      split = ",",
      paramLabel = "P",
      description = {
        "Tables of these scorer profiles alone; those that the run did not have come from the",
        "scores.jsonl of the verb rescore."
      })
  private List<String> profiles = List.of();

  @Option(
      names = "--complete",
      description = {
        "Complete samples alone: what truncation shortened, skipped or refused for one model is",
        "left out for all."
      })
  private boolean complete;

  @Override
  public Integer call() throws Exception {
    for (Path run : runs) {
      if (!Files.isDirectory(run)) {
        throw new NotDirectoryException(run + " is no run folder");
      }
    }
    if (runs.size() > 1 && out == null) {
      throw new ParameterException(
          spec.commandLine(), "a report of several runs needs --out, a folder of its own");
    }
    ReportOrder order =
        new ReportOrder(
            runs,
            out == null ? runs.get(0) : out,
            only,
            formats,
            FigureWidth.parse(width),
            theme,
            labels,
            maxSamples);
    List<Path> files =
        complete ? RunReport.writeComplete(order, profiles) : RunReport.write(order, profiles);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          runs.get(0) + " has neither samples.jsonl nor measurements.jsonl: nothing to report");
    }
    PrintWriter printer = spec.commandLine().getOut();
    if (common.json) {
      printer.println(Json.line(new Written(files.stream().map(Path::toString).toList())));
    } else {
      files.forEach(printer::println);
    }
    return ExitCode.OK.status();
  }

  private record Written(List<String> files) {}
}
