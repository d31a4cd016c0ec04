package org.rccbench.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Inspection;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;
import org.rccbench.models.checkpoint.Checkpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Shows what a checkpoint computes, in numbers that another implementation can be compared with.
 */
@Command(
    name = "inspect",
    description = {
      "Shows what a checkpoint holds and computes: shapes, the hash of its weights, log-probabilities,",
      "the last logits, hidden levels and a greedy continuation (without a stop id).",
      "With --json in full precision, in the layout of the project's golden files."
    },
    footer = {
      "",
      "Example: rcc-bench inspect --model my-pythia --tokens 15,27,3 --generate 8 --json",
      "Example: rcc-bench inspect --model my-rcc --context-text \"A long text\" --text \"Once\""
    })
final class InspectVerb implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ModelOptions model;
  @Spec private CommandSpec spec;

  @Option(names = "--tokens", split = ",", paramLabel = "ID", description = "Ids to feed.")
  private int[] tokens;

  @Option(names = "--text", paramLabel = "TEXT", description = "Text to feed, instead of ids.")
  private String text;

  @Option(
      names = "--context-tokens",
      split = ",",
      paramLabel = "ID",
      description = "Ids for the encoder of an RCC model.")
  private int[] contextTokens;

  @Option(
      names = "--context-text",
      paramLabel = "TEXT",
      description = "Text for the encoder, instead of ids.")
  private String contextText;

  @Option(
      names = "--generate",
      defaultValue = "0",
      paramLabel = "N",
      description = "New ids to generate greedily (${DEFAULT-VALUE}).")
  private int generate;

  @Override
  public Integer call() throws Exception {
    if (generate < 0) {
      throw new IllegalArgumentException("--generate must be >= 0, was " + generate);
    }
    refuseBoth("--tokens", tokens != null, "--text", text != null);
    refuseBoth("--context-tokens", contextTokens != null, "--context-text", contextText != null);
    ModelSpec asked = model.spec();
    try (ContextModel opened = ContextModels.open(asked)) {
      if (!(opened instanceof Inspection.Source source)) {
        throw new IllegalArgumentException("kind \"" + asked.kind() + "\" cannot be inspected");
      }
      int[] fed = ids(opened);
      if (fed.length == 0 && (generate > 0 || context().isPresent())) {
        throw new IllegalArgumentException("nothing to feed: give --tokens or --text as well");
      }
      Inspection inspection = fed.length == 0 ? null : source.inspect(context(), fed, generate);
      print(asked, opened, inspection);
    }
    return ExitCode.OK.status();
  }

  private static void refuseBoth(String one, boolean hasOne, String other, boolean hasOther) {
    if (hasOne && hasOther) {
      throw new IllegalArgumentException("give either " + one + " or " + other + ", not both");
    }
  }

  private int[] ids(ContextModel opened) {
    if (text != null) {
      return opened.tokenizer().encode(text);
    }
    return tokens == null ? new int[0] : tokens;
  }

  private Optional<Context> context() {
    if (contextText != null) {
      return Optional.of(TextContext.of(contextText));
    }
    return Optional.ofNullable(contextTokens).map(TokenContext::new);
  }

  private void print(ModelSpec asked, ContextModel opened, Inspection inspection) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", opened.card());
    Path folder = BundledModels.folder(asked.source());
    if (Files.isDirectory(folder)) {
      all.put("tensors", InspectionReport.tensors(Checkpoint.open(folder)));
    }
    if (inspection != null) {
      all.putAll(InspectionReport.numbers(inspection));
      decodedText(opened, inspection).ifPresent(t -> all.put("greedy_text", t));
    }
    spec.commandLine()
        .getOut()
        .println(
            common.json ? Json.line(all) : InspectionReport.text(opened.card(), all, inspection));
  }

  /** Greedy text where the model has a tokenizer; a checkpoint without one is inspected by ids. */
  private static Optional<String> decodedText(ContextModel opened, Inspection inspection) {
    Tokenizer tokenizer;
    try {
      tokenizer = opened.tokenizer();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(tokenizer.decode(inspection.greedy()));
  }
}
