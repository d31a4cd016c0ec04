package org.rccbench.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rccbench.evaluators.YamlOverrides;
import org.rccbench.models.TorchEngine;
import picocli.CommandLine.Option;

/** At what size a reproduction is made, and what the user gives for it. */
final class ScaleOptions {
  /** The paper's shapes take minutes a point on a CPU; what is longer must be asked for. */
  private static final long LONGEST_ON_CPU = 4096;

  private static final String CPU = "cpu";

  @Option(
      names = "--scale",
      paramLabel = "NAME",
      description = {
        "quick (a minute), mini (default), mini-full (more samples), shape (random weights in the",
        "paper's shapes: memory and time alone), paper (your folders of the paper's models)."
      })
  private String name;

  @Option(names = "--quick", description = "The same as --scale quick.")
  private boolean quick;

  @Option(
      names = "--models",
      paramLabel = "ROLE=DIR",
      arity = "1..*",
      description = {
        "At scale paper: the folder of each model that you have, by its role in the rows, such as",
        "rcc-32 or pythia-sft. Rows about the others are NOT-RUN."
      })
  private Map<String, String> models = new LinkedHashMap<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "At scale paper: the folder of the LongBench-E files (qasper_e.jsonl and so on).")
  private Path data;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Texts to reconstruct; default: generated prose, at scale paper none.")
  private List<Path> texts = new ArrayList<>();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = CPU,
      description = "Where all models run: cpu, cuda, cuda:1, ... (${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--longest",
      paramLabel = "TOKENS",
      description =
          "Ends the suite's memory and time curves at this length; default at scale shape on a"
              + " CPU: 4096.")
  private Long longest;

  @Option(
      names = "--set",
      paramLabel = "a.b=v",
      description = "Sets a value of the suite; another value is another run.")
  private List<String> overrides = new ArrayList<>();

  /**
   * The scale asked for.
   *
   * @throws IllegalArgumentException if it is unknown, or two are asked for
   */
  Scale scale() {
    if (quick && name != null && !name.equals(Scale.QUICK.word())) {
      throw new IllegalArgumentException("--quick is --scale quick, but --scale is " + name);
    }
    return quick ? Scale.QUICK : name == null ? Scale.MINI : Scale.named(name);
  }

  /** Values of the suite to set. */
  List<String> overrides() {
    return List.copyOf(overrides);
  }

  /**
   * Refuses what means a suite of this program, for a suite of the user's.
   *
   * @throws IllegalArgumentException if a scale or something for one was given
   */
  void requireNoScale() {
    boolean given =
        quick
            || name != null
            || longest != null
            || data != null
            || !models.isEmpty()
            || !texts.isEmpty()
            || !device.equals(CPU);
    if (given) {
      throw new IllegalArgumentException(
          "a suite file and options of a scale exclude each other; --set changes a file's values");
    }
  }

  /** Texts of the user's; empty for generated ones. */
  List<Path> texts() {
    return List.copyOf(texts);
  }

  /** Where all models run. */
  String device() {
    return device;
  }

  /**
   * The scale's suite with what was given put in.
   *
   * @throws IllegalArgumentException if something does not belong to the scale or is missing
   */
  SuiteFilling filled() throws IOException {
    Scale scale = scale();
    TorchEngine.device(device);
    boolean paper = scale == Scale.PAPER;
    if (!paper && (!models.isEmpty() || data != null)) {
      throw new IllegalArgumentException(
          "--models and --data belong to --scale paper; scale "
              + scale.word()
              + " brings its own models and data");
    }
    String file = scale.word() + ".yaml";
    SuiteFilling suite =
        new SuiteFilling(YamlOverrides.applied(scale.suite(), file, overrides), file);
    if (!texts.isEmpty() && !suite.withTexts()) {
      throw new IllegalArgumentException("scale " + scale.word() + " reads no texts (--text)");
    }
    if (paper) {
      suite.models(models);
      suite.data(data);
      if (texts.isEmpty()) {
        suite.withoutTexts();
      }
    }
    if (!device.equals(CPU)) {
      suite.device(device);
    }
    shorten(suite, scale);
    return suite;
  }

  private void shorten(SuiteFilling suite, Scale scale) {
    if (longest != null) {
      if (!suite.hasCurves()) {
        throw new IllegalArgumentException(
            "--longest: the suite of scale " + scale.word() + " names no curves");
      }
      suite.longest(longest, "--longest is " + longest);
    } else if (scale == Scale.SHAPE && device.equals(CPU)) {
      suite.longest(LONGEST_ON_CPU, "long on a CPU; --longest TOKENS asks for more");
    }
  }

  /** The options again, as typed. */
  void addTo(CommandWords words) {
    words.addIf(scale() != Scale.MINI, "--scale", scale().word());
    words.addIf(!models.isEmpty(), "--models");
    models.forEach((role, folder) -> words.add(role + "=" + folder));
    words.addIf(data != null, "--data", data == null ? "" : data);
    words.addIf(!texts.isEmpty(), "--text").add(texts.toArray());
    words.addIf(!device.equals(CPU), "--device", device);
    words.addIf(longest != null, "--longest", longest == null ? "" : longest);
    overrides.forEach(override -> words.add("--set", override));
  }
}
