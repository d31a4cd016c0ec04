package org.rccbench.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.Datasets;
import org.rccbench.datasets.Survey;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.evaluators.Progress;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a data file once, and says what is in it and what is wrong with it. */
@Command(
    name = "validate",
    description = {
      "Reads a data file once: its schema, its examples, their lengths, repeats, and the first bad",
      "line. Files may be packed with gzip or zstd. Status 0 if all of it can be used, 2 if not."
    },
    footer = {
      "",
      "Example: rcc-bench data validate hotpotqa_e.jsonl",
      "Example: rcc-bench data validate rows.parquet --reader kvpress --tokenizer my-pythia --json"
    })
final class ValidateVerb implements Callable<Integer> {
  private static final int STEPS = 1000;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The data file, or a folder with texts.")
  private Path file;

  @Option(
      names = "--reader",
      paramLabel = "NAME",
      description = "Its schema, as in suite files; told by the first row if not given.")
  private String reader;

  @Option(
      names = "--tokenizer",
      defaultValue = "bytes",
      paramLabel = "DIR|NAME|bytes",
      description =
          "Counts tokens: a folder with tokenizer.json, a bundled model, or bytes (${DEFAULT-VALUE}).")
  private String tokenizer;

  @Override
  public Integer call() {
    Datasets schema = schema();
    Dataset data = schema.open(file, true);
    ValidationReport report = new ValidationReport(data.card(), reader == null, survey(data));
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(Json.line(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
    return (report.survey().ok() ? ExitCode.OK : ExitCode.USAGE).status();
  }

  private Datasets schema() {
    if (reader != null) {
      return Datasets.named(reader);
    }
    return Datasets.recognise(file).orElseThrow(() -> new IllegalArgumentException(unknown()));
  }

  private String unknown() {
    String known =
        Arrays.stream(Datasets.values()).map(Datasets::label).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "the first row of %s is of no known schema; name one with --reader: %s",
        file.getFileName(),
        known);
  }

  private Survey survey(Dataset data) {
    if (tokenizer.equals("bytes")) {
      return survey(data, ValidateVerb::bytes, tokenizer);
    }
    Path folder = BundledModels.folder(tokenizer);
    try (Tokenizer encoder = Tokenizer.load(folder)) {
      return survey(
          data, encoder, String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    }
  }

  private Survey survey(Dataset data, TextEncoder encoder, String unit) {
    try (Progress progress = TerminalProgress.choose(common)) {
      progress.start(data.card().name(), STEPS);
      return Survey.of(
          data,
          encoder,
          unit,
          examples -> progress.advance(steps(data.shareRead()), examples + " examples"));
    }
  }

  /** One id a byte of UTF-8; the byte tokenizer of models does not reach 1 MB a second. */
  private static int[] bytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[utf8.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = utf8[i] & 0xff;
    }
    return ids;
  }

  private static long steps(double share) {
    return Double.isNaN(share) ? 0 : Math.round(share * STEPS);
  }
}
