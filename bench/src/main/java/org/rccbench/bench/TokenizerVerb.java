package org.rccbench.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rccbench.datasets.Datasets;
import org.rccbench.datasets.Example;
import org.rccbench.training.tokenizer.TokenizerTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns a tokenizer from text. */
@Command(
    name = "tokenizer",
    description = {
      "Learns a byte-level BPE tokenizer from text and writes tokenizer.json.",
      "Digits stand alone; ids 0 and 1 are <|endoftext|> and <|padding|>."
    },
    footer = {
      "",
      "Example: rcc-bench tokenizer --source my-texts --vocabulary 1024 --out my-tokenizer"
    })
final class TokenizerVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = "A text file, or a folder with *.txt and *.md files; may be given again.")
  private List<Path> sources;

  @Option(
      names = "--vocabulary",
      defaultValue = "1024",
      paramLabel = "N",
      description = "Tokens in all (${DEFAULT-VALUE}).")
  private int vocabulary;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The new folder.")
  private Path out;

  @Override
  public Integer call() {
    try (TokenizerTrainer trainer = new TokenizerTrainer()) {
      for (Path source : sources) {
        try (Stream<Example> texts = Datasets.PLAIN_TEXT.open(source).examples()) {
          for (Iterator<Example> each = texts.iterator(); each.hasNext(); ) {
            trainer.read(each.next().context());
          }
        }
      }
      trainer.write(vocabulary, out);
    }
    Report report = new Report(out.toString(), vocabulary);
    spec.commandLine().getOut().println(common.json ? Json.line(report) : report.text());
    return ExitCode.OK.status();
  }

  /** What is printed. */
  private record Report(String folder, int vocabulary) {
    String text() {
      return folder + ": " + vocabulary + " tokens";
    }
  }
}
