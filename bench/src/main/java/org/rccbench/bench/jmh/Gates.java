package org.rccbench.bench.jmh;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.rccbench.bench.SampleText;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.TorchEngine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All gates, without any timing: one line a claim. */
@Command(
    name = "benchmarks.jar --gate",
    mixinStandardHelpOptions = true,
    description = "Shows that the contenders of every benchmark answer the same; times nothing.",
    footer = {
      "",
      "Exit status: 0 all agree, 1 some differ, 2 usage, 4 internal error.",
      "Example: java -jar bench/target/benchmarks.jar --gate --shape pythia-70m"
    })
final class Gates implements Callable<Integer> {
  private static final List<String> DTYPES = List.of("f32", "bf16");

  @Option(
      names = "--shape",
      defaultValue = "pythia-14m",
      description = "Shape of random weights (${DEFAULT-VALUE}).")
  private String shape;

  @Option(
      names = "--checkpoint",
      paramLabel = "FOLDER",
      defaultValue = "",
      description = "A checkpoint folder instead of random weights.")
  private String checkpoint;

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "KIND",
      defaultValue = "full,rcc",
      description = "Kinds of model (${DEFAULT-VALUE}).")
  private List<String> models;

  @Option(
      names = "--weights",
      split = ",",
      paramLabel = "FORM",
      description = "Weight forms; default: auto, plain, and on x86 packed and both.")
  private List<String> forms;

  @Spec private CommandSpec spec;

  /** The command as tests drive it. */
  static CommandLine commandLine() {
    return new CommandLine(new Gates())
        .setExitCodeExceptionMapper(e -> e instanceof IllegalArgumentException ? 2 : 4)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println("benchmarks.jar --gate: " + e.getMessage());
              return line.getExitCodeExceptionMapper().getExitCode(e);
            });
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int differ = 0;
    for (Supplier<List<Agreement>> gate : gates()) {
      for (Agreement claim : gate.get()) {
        differ += claim.holds() ? 0 : 1;
        out.println(claim.line());
        out.flush();
      }
    }
    return differ == 0 ? 0 : 1;
  }

  private List<Supplier<List<Agreement>>> gates() {
    List<Supplier<List<Agreement>>> gates = new ArrayList<>();
    for (String model : models) {
      for (String dtype : DTYPES) {
        for (String form : forms == null ? formsHere() : forms) {
          gates.add(() -> ModelGate.check(cell(model, dtype, form).spec()));
        }
      }
    }
    gates.add(this::tokenizer);
    Passage reference = BleuBenchmark.reference(2000);
    Passage output = BleuBenchmark.output(reference);
    gates.add(() -> BleuBenchmark.gate(Scorer.BLEU4_TEXT_SACREBLEU_13A, output, reference));
    gates.add(() -> BleuBenchmark.gate(Scorer.BLEU4_IDS_NLTK_METHOD1, output, reference));
    gates.add(() -> SafetensorsBenchmark.gate(36, 4));
    return gates;
  }

  private List<Agreement> tokenizer() {
    try (Tokenizer tokenizer =
        checkpoint.isEmpty() ? Tokenizer.bytes() : Tokenizer.load(Path.of(checkpoint))) {
      return TokenizerBenchmark.gate(tokenizer, SampleText.of(20_000, 3));
    }
  }

  private ModelCell cell(String model, String dtype, String form) {
    ModelCell cell = new ModelCell();
    cell.model = model;
    cell.shape = shape;
    cell.checkpoint = checkpoint;
    cell.dtype = dtype;
    cell.weights = form;
    return cell;
  }

  private static List<String> formsHere() {
    return TorchEngine.onX86()
        ? List.of("auto", "plain", "packed", "both")
        : List.of("auto", "plain");
  }
}
