package org.rccbench.bench;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.evaluators.AnswerMode;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.Prompts;
import org.rccbench.models.checkpoint.Architecture;
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
      "Modes: context-only reads the file alone and puts the question into the prompt;",
      "reconstruction and human read the question with it, as the official RCC chat does;",
      "compress reads it with the file too, and has no question in the prompt."
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
      names = "--mode",
      paramLabel = "MODE",
      description =
          "context-only, reconstruction, human or compress; default: reconstruction for rcc,"
              + " last-layer and icae.")
  private String mode;

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
      if (answer.warning() != null) {
        spec.commandLine().getErr().println("warning: " + answer.warning());
      }
    }
    return ExitCode.OK.status();
  }

  private Answer answer() throws Exception {
    ModelSpec asked = model.spec();
    AnswerMode how = mode == null ? usual(asked.kind()) : AnswerMode.named(mode);
    Decoding decoding = Decoding.greedy(maxNew, eos);
    try (ContextModel opened = ContextModels.open(asked);
        Memory memory = opened.read(read(how, opened.prompts()))) {
      int[] prompt = opened.tokenizer().encode(how.prompt(question, opened.prompts()));
      Generation generation = memory.generate(prompt, decoding);
      String warning =
          Stream.of(
                  UntrainedRate.warning(asked),
                  TextLikeness.warning(asked.source(), context, opened.tokenizer()))
              .flatMap(Optional::stream)
              .collect(Collectors.joining("; "));
      return new Answer(
          how.answer(opened.tokenizer().decodeCleaned(generation.ids()), opened.prompts()).strip(),
          how.label(),
          generation.stoppedByEos(),
          opened.card(),
          memory.ledger(),
          memory.readTimes().plus(generation.times()),
          warning.isEmpty() ? null : warning);
    }
  }

  /** The official use of a kind. */
  private static AnswerMode usual(String kind) {
    return Architecture.isNamed(kind) ? AnswerMode.RECONSTRUCTION : AnswerMode.CONTEXT_ONLY;
  }

  /** What the model reads. */
  private Context read(AnswerMode how, Prompts prompts) throws IOException {
    if (!how.encodesQuestion()) {
      return TextContext.ofFile(context);
    }
    try {
      return TextContext.of(prompts.encoderText(Files.readString(context), question));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(context + " is not UTF-8 text; convert it first", e);
    }
  }

  /** What is printed: the answer, and what it was made with. */
  private record Answer(
      String text,
      String mode,
      boolean stoppedByEos,
      ModelCard model,
      Ledger ledger,
      PhaseTimes nanos,
      String warning) {

    /** A model's words may not steer the terminal. */
    String printable() {
      return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]", "\uFFFD");
    }

    String remark() {
      return "("
          + (model.trained() ? "" : "untrained model with random weights; ")
          + "mode "
          + mode
          + "; "
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
