package org.rccbench.evaluators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rccbench.evaluators.yaml.YamlBinder;
import org.rccbench.evaluators.yaml.YamlTree;
import org.rccbench.models.ContextModels;
import org.rccbench.models.IgnoredOptionException;
import org.rccbench.models.ModelSpec;

/**
 * What a run consists of: models, tasks with their grids, memory and time curves, seeds. Read from
 * YAML in which every key must be known:
 *
 * <pre>{@code
 * name: demo
 * tokenizer: bundled:pythia-mini
 * models:
 *   rcc-32: {kind: rcc, source: checkpoints/rcc, rate: 32}
 * tasks:
 *   - {task: passkey, lengths: [2048, 8192], depths: [0, 50, 100], samples: 5}
 *   - {task: reconstruction, data: {reader: plain-text, path: texts}, models: [rcc-32]}
 * curves:
 *   - {model: rcc-32, lengths: [2048, 4096, 8192]}
 * seeds: {data: 1}
 * }</pre>
 */
public final class Suite {
  private static final String TOKENIZER = "tokenizer";

  private final String text;
  private final String origin;
  private final Path base;
  private final boolean allowExec;
  private final boolean isToRun;
  private final String name;
  private final Map<String, ModelSpec> models = new LinkedHashMap<>();
  private final List<TaskEntry> tasks = new ArrayList<>();
  private final Optional<SuiteTokenizer> tokenizer;
  private final List<CurveEntry> curves;
  private final Seeds seeds;

  private Suite(String text, Origin origin, YamlTree tree) {
    this.text = text;
    this.origin = origin.name();
    this.base = origin.base();
    this.allowExec = origin.allowExec();
    this.isToRun = origin.isToRun();
    YamlBinder binder = new YamlBinder(tree);
    SuiteTree parts = binder.bind(tree.root(), "", SuiteTree.class);
    this.name = parts.name();
    this.seeds = parts.seeds();
    this.tokenizer = isToRun ? tokenizer(tree, parts.tokenizer()) : Optional.empty();
    parts.models().forEach((model, node) -> models.put(model, model(tree, binder, model, node)));
    if (isToRun) {
      models.putAll(ContextModels.withoutForeignSecrets(models));
    }
    for (int i = 0; i < parts.tasks().size(); i++) {
      tasks.add(task(tree, parts.tasks().get(i), "tasks[" + i + "]"));
    }
    for (int i = 0; i < parts.curves().size(); i++) {
      requireModel(tree, "curves[" + i + "].model", parts.curves().get(i).model());
    }
    this.curves = parts.curves();
  }

  /**
   * Where a suite comes from, and how far it is trusted.
   *
   * @param name what errors call it
   * @param base where relative paths start
   * @param allowExec whether its models may start programs
   * @param isToRun whether its models must be such as can be opened here
   */
  private record Origin(String name, Path base, boolean allowExec, boolean isToRun) {}

  /**
   * Reads a suite file; relative paths inside start at its folder. A suite with a model that starts
   * a program is refused.
   *
   * @throws IllegalArgumentException naming file, line and column of what is wrong
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Suite load(Path file) {
    return load(file, false);
  }

  /**
   * As {@link #load(Path)}.
   *
   * @param allowExec whether its models may start the programs that the suite names
   */
  public static Suite load(Path file, boolean allowExec) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return read(
          Files.readString(file),
          new Origin(file.getFileName().toString(), folder, allowExec, true));
    } catch (IOException e) {
      throw new UncheckedIOException("suite " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a suite from text; relative paths inside start at the working folder.
   *
   * @param origin what errors call the text
   * @throws IllegalArgumentException naming origin, line and column of what is wrong
   */
  public static Suite parse(String yaml, String origin) {
    return read(yaml, new Origin(origin, Path.of(""), false, true));
  }

  /**
   * Reads the suite of a finished run, to learn what was asked: its programs may be foreign, its
   * keys and kinds of models not at hand.
   *
   * @param origin what errors call the text
   * @throws IllegalArgumentException naming origin, line and column of what is wrong
   */
  public static Suite recorded(String yaml, String origin) {
    return read(yaml, new Origin(origin, Path.of(""), false, false));
  }

  /**
   * The suite with values set, such as {@code models.rcc-32.rate=64}, {@code tasks.0.samples=2} or,
   * for all tasks of a name, {@code tasks.passkey.lengths=[512]}. Without overrides, this suite.
   *
   * @throws IllegalArgumentException if a path leads nowhere or a value is not allowed there
   */
  public Suite withOverrides(List<String> overrides) {
    if (overrides.isEmpty()) {
      return this;
    }
    YamlTree tree = YamlTree.parse(text, origin);
    new YamlOverrides(tree).applyAll(overrides);
    return new Suite(tree.text(), new Origin(origin, base, allowExec, isToRun), tree);
  }

  /**
   * The suite with another number of samples in every task, as {@code samples} in each would say.
   *
   * @throws IllegalArgumentException if a task has no such option or refuses the number
   */
  public Suite withSamples(int samples) {
    return withOverrides(
        IntStream.range(0, tasks.size())
            .mapToObj(i -> "tasks." + i + ".samples=" + samples)
            .toList());
  }

  /**
   * The suite with twice the samples in every task that says how many. A task's samples are drawn
   * one by one, so those of this suite are among them.
   *
   * @throws IllegalArgumentException if no task says how many
   */
  public Suite withDoubleSamples() {
    JsonNode entries = YamlTree.parse(text, origin).root().path("tasks");
    List<String> doubled =
        IntStream.range(0, entries.size())
            .filter(i -> entries.get(i).path("samples").isInt())
            .mapToObj(i -> "tasks." + i + ".samples=" + 2L * entries.get(i).get("samples").asInt())
            .toList();
    if (doubled.isEmpty()) {
      throw new IllegalArgumentException(
          "no task of suite " + name + " names its samples, so they cannot be doubled");
    }
    return withOverrides(doubled);
  }

  /** The suite with no more than so many samples in every task that says how many. */
  public Suite withSamplesAtMost(int most) {
    JsonNode entries = YamlTree.parse(text, origin).root().path("tasks");
    return withOverrides(
        IntStream.range(0, entries.size())
            .filter(i -> entries.get(i).path("samples").asInt() > most)
            .mapToObj(i -> "tasks." + i + ".samples=" + most)
            .toList());
  }

  /** The suite's name. */
  public String name() {
    return name;
  }

  /** Models by their name, in the order of the suite. */
  public Map<String, ModelSpec> models() {
    return Collections.unmodifiableMap(models);
  }

  /** Tasks in the order of the suite. */
  public List<TaskEntry> tasks() {
    return Collections.unmodifiableList(tasks);
  }

  /**
   * The tokenizer in which the contexts of all models count; empty where each counts in its own,
   * and in the suite of a finished run, whose record names it.
   */
  public Optional<SuiteTokenizer> tokenizer() {
    return tokenizer;
  }

  /** Memory and time curves in the order of the suite. */
  public List<CurveEntry> curves() {
    return curves;
  }

  /** Seeds by purpose. */
  public Seeds seeds() {
    return seeds;
  }

  /** The YAML text, with overrides written in. */
  public String text() {
    return text;
  }

  /** The sha256 of {@link #text()} as UTF-8, in hexadecimal. */
  public String sha256() {
    return Hash.sha256(text);
  }

  private static Suite read(String yaml, Origin origin) {
    return new Suite(yaml, origin, YamlTree.parse(yaml, origin.name()));
  }

  private Optional<SuiteTokenizer> tokenizer(YamlTree tree, String source) {
    if (!tree.root().has(TOKENIZER)) {
      return Optional.empty();
    }
    if (source == null || source.isBlank()) {
      throw tree.error(
          TOKENIZER,
          "names none; name a folder with tokenizer.json, a bundled model or bytes, or leave the"
              + " key out");
    }
    try {
      return Optional.of(SuiteTokenizer.of(source, base));
    } catch (IllegalArgumentException e) {
      throw tree.error(TOKENIZER, e.getMessage());
    }
  }

  private ModelSpec model(YamlTree tree, YamlBinder binder, String name, JsonNode node) {
    String path = YamlTree.child("models", name);
    ModelSpec spec = binder.bind(node, path, ModelEntry.class).spec(base);
    if (!isToRun) {
      return spec;
    }
    try {
      ContextModels.refuseIgnored(spec);
    } catch (IgnoredOptionException e) {
      throw tree.error(YamlTree.child(path, e.option().label()), e.getMessage());
    } catch (IllegalArgumentException e) {
      throw tree.error(path, e.getMessage());
    }
    if (!allowExec && ContextModels.startsPrograms(spec)) {
      throw tree.error(
          YamlTree.child(path, "kind"),
          "this suite starts a program: "
              + spec.source()
              + "; give --allow-exec if you trust it with your account");
    }
    return spec;
  }

  private TaskEntry task(YamlTree tree, ObjectNode node, String path) {
    YamlBinder binder = new YamlBinder(tree);
    TaskHead head = binder.bind(node.deepCopy().retain(Tasks.COMMON), path, TaskHead.class);
    List<String> asked = head.models() == null ? List.copyOf(models.keySet()) : head.models();
    asked.forEach(model -> requireModel(tree, YamlTree.child(path, "models"), model));
    ObjectNode options = node.deepCopy().without(List.of(Tasks.COMMON));
    Tasks.Setting setting = new Tasks.Setting(binder, seeds, base);
    Optional<Duration> timeout =
        Optional.ofNullable(head.timeoutSeconds()).map(s -> Duration.ofNanos(Math.round(s * 1e9)));
    return new TaskEntry(
        kind(tree, head, path).bind(options, path, setting), asked, timeout, head.truncated());
  }

  private void requireModel(YamlTree tree, String path, String model) {
    if (!models.containsKey(model)) {
      throw tree.error(
          path, "unknown model \"" + model + "\"; known: " + String.join(", ", models.keySet()));
    }
  }

  private static Tasks kind(YamlTree tree, TaskHead head, String path) {
    try {
      return Tasks.named(head.task());
    } catch (IllegalArgumentException e) {
      throw tree.error(YamlTree.child(path, "task"), e.getMessage());
    }
  }
}
