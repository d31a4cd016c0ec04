package org.rccbench.bench;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rccbench.datasets.TextContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.PhaseTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads one file and answers one question about it. */
@Command(
    name = "ask",
    description = {
      "Reads one file and answers one question about it.",
      "The file is read without the question, which follows in the decoder's prompt."
    },
    footer = {
      "",
      "Example: rcc-bench ask --model my-rcc --context report.txt --question \"Who signed it?\""
    })
final class AskVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ModelOptions model;
  @Spec private CommandSpec spec;

  @Option(names = "--context", required = true, paramLabel = "FILE", description = "A text file.")
  private Path context;

  @Option(names = "--question", required = true, paramLabel = "TEXT", description = "What to ask.")
  private String question;

  @Option(
      names = "--max-new",
      defaultValue = "100",
      paramLabel = "N",
      description = "Most tokens of the answer (${DEFAULT-VALUE}).")
  private int maxNew;

  @Option(
      names = "--eos",
      defaultValue = "0",
      paramLabel = "ID",
      description = "The id that ends the answer (${DEFAULT-VALUE}, Pythia's end of text).")
  private int eos;

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(context)) {
      throw new NoSuchFileException(context.toString());
    }
    Answer answer = answer();
    spec.commandLine().getOut().println(common.json ? Json.line(answer) : answer.printable());
    if (!common.json) {
      spec.commandLine().getErr().println(answer.remark());
    }
    return ExitCode.OK.status();
  }

  private Answer answer() throws Exception {
    Decoding decoding = Decoding.greedy(maxNew, eos);
    try (ContextModel opened = ContextModels.open(model.spec());
        Memory memory = opened.read(TextContext.ofFile(context))) {
      int[] prompt = opened.tokenizer().encode("\n\n" + question);
      Generation generation = memory.generate(prompt, decoding);
      return new Answer(
          opened.tokenizer().decodeWithoutSpecial(generation.ids()),
          generation.stoppedByEos(),
          opened.card(),
          memory.ledger(),
          memory.readTimes().plus(generation.times()));
    }
  }

  /** What is printed: the answer, and what it was made with. */
  private record Answer(
      String text, boolean stoppedByEos, ModelCard model, Ledger ledger, PhaseTimes nanos) {

    /** A model's words may not steer the terminal. */
    String printable() {
      return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]", "\uFFFD");
    }

    String remark() {
      return "("
          + (model.trained() ? "" : "untrained model with random weights; ")
          + ledger.read()
          + " of "
          + ledger.given()
          + " tokens read, "
          + (ledger.slots() > 0 ? ledger.slots() + " slots, " : "")
          + nanos.total() / 1_000_000
          + " ms)";
    }
  }
}
