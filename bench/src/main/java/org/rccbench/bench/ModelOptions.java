package org.rccbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.rccbench.models.ContextModels;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.BundledModels;
import org.rccbench.models.checkpoint.Checkpoint;
import picocli.CommandLine.Option;

/** The options that say how to open a model. */
final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "FOLDER",
      description =
          "A checkpoint folder; a bundled model by name; random weights: shape:NAME,"
              + " rcc:shape:NAME,shape:NAME; a program: exec:COMMAND; a completions server:"
              + " http://HOST:PORT/v1.")
  private String source;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "full, rcc, last-layer, icae, ...; default: what rcc_config.json says, else what the"
              + " weights hold: rcc or full.")
  private String kind;

  @Option(names = "--dtype", defaultValue = "f32", description = "f32 or bf16 (${DEFAULT-VALUE}).")
  private String dtype;

  @Option(
      names = "--weights",
      defaultValue = "auto",
      description = "auto, plain, packed or both (${DEFAULT-VALUE}).")
  private String weights;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu, cuda, cuda:1, ... (${DEFAULT-VALUE}).")
  private String device;

  @Option(names = "--rate", description = "Compression rate; default: the checkpoint's own.")
  private Integer rate;

  @Option(names = "--window", description = "Encoder window; default: the checkpoint's own.")
  private Integer window;

  @Option(names = "--compat", description = "reference or fixed; default: the checkpoint's own.")
  private String compat;

  @Option(names = "--level-rule", description = "first or pairs; default: the checkpoint's own.")
  private String levelRule;

  @Option(
      names = "--window-batch",
      defaultValue = "0",
      description = "Encoder windows in one batch; 0: about 2048 tokens.")
  private int windowBatch;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "A setting of the kind's own, such as tokenizer=FOLDER of exec and http.")
  private Map<String, String> settings = new TreeMap<>();

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Seed of random weights (${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The specification.
   *
   * @throws IllegalArgumentException if the kind was not given and is not obvious
   * @throws IOException if a checkpoint's config cannot be read
   */
  ModelSpec spec() throws IOException {
    return new ModelSpec(
        kind == null ? obviousKind(source) : kind,
        source,
        dtype,
        weights,
        device,
        rate == null ? OptionalInt.empty() : OptionalInt.of(rate),
        window == null ? OptionalInt.empty() : OptionalInt.of(window),
        Optional.ofNullable(compat),
        Optional.ofNullable(levelRule),
        windowBatch,
        0,
        seed,
        new TreeMap<>(settings));
  }

  /** The command line that gives {@code spec} again, for a child process. */
  static List<String> arguments(ModelSpec spec) {
    List<String> words = new ArrayList<>();
    words.add("--model=" + spec.source());
    words.add("--kind=" + spec.kind());
    words.add("--dtype=" + spec.dtype());
    words.add("--weights=" + spec.weightForm());
    words.add("--device=" + spec.device());
    spec.rate().ifPresent(r -> words.add("--rate=" + r));
    spec.window().ifPresent(w -> words.add("--window=" + w));
    spec.compat().ifPresent(c -> words.add("--compat=" + c));
    spec.levelRule().ifPresent(l -> words.add("--level-rule=" + l));
    words.add("--window-batch=" + spec.windowBatch());
    words.add("--seed=" + spec.seed());
    spec.settings().forEach((name, value) -> words.add("--setting=" + name + "=" + value));
    return words;
  }

  private static String obviousKind(String source) throws IOException {
    if (source.startsWith("rcc:")) {
      return "rcc";
    }
    if (source.startsWith("exec:")) {
      return "exec";
    }
    if (source.startsWith("http://") || source.startsWith("https://")) {
      return "http";
    }
    if (source.startsWith("shape:")) {
      return "full";
    }
    Path folder = BundledModels.folder(source);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "\""
              + source
              + "\" is no folder, no bundled model (there are: "
              + String.join(", ", BundledModels.names())
              + ") and no shape:NAME; what is the model's folder?");
    }
    if (Files.isRegularFile(folder.resolve("rcc_config.json"))) {
      return Checkpoint.open(folder).rccConfig().orElseThrow().architecture().label();
    }
    Path config = folder.resolve("config.json");
    if (Files.isRegularFile(config)) {
      JsonNode architecture =
          new ObjectMapper().readTree(config.toFile()).path("architectures").path(0);
      if (architecture.asText().equals("GPTNeoXForCausalLM")) {
        // the official RCC code writes no rcc_config.json: its encoder is in the weights alone
        return Checkpoint.open(folder).isRcc() ? "rcc" : "full";
      }
    }
    throw new IllegalArgumentException(
        "what kind of model is \""
            + source
            + "\"? Give --kind, one of: "
            + String.join(", ", ContextModels.kinds()));
  }
}
