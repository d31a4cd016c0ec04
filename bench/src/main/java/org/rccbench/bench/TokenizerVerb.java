package org.rccbench.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.Datasets;
import org.rccbench.datasets.Example;
import org.rccbench.training.tokenizer.TokenizerCorpus;
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
      description = {
        "A text file, a folder with *.txt and *.md files, or chronicle, for generated text;",
        "may be given again."
      })
  private List<String> sources;

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
    if (Files.exists(out.resolve("config.json"))) {
      throw new IllegalArgumentException(
          out.getFileName()
              + " holds a model, whose tokenizer would be replaced; name another folder");
    }
    try (TokenizerTrainer trainer = new TokenizerTrainer()) {
      for (String source : sources) {
        try (Stream<Context> texts = texts(source)) {
          texts.forEach(trainer::read);
        }
      }
      trainer.write(vocabulary, out);
    }
    Report report = new Report(out.toString(), vocabulary);
    spec.commandLine().getOut().println(common.json ? Json.line(report) : report.text());
    return ExitCode.OK.status();
  }

  private static Stream<Context> texts(String source) {
    return source.equals("chronicle")
        ? TokenizerCorpus.chronicle(0)
        : Datasets.PLAIN_TEXT.open(Path.of(source)).examples().map(Example::context);
  }

  /** What is printed. */
  private record Report(String folder, int vocabulary) {
    String text() {
      return folder + ": " + vocabulary + " tokens";
    }
  }
}
