package org.rccbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.rccbench.evaluators.yaml.YamlTree;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.BundledModels;

/**
 * Puts what a user gave into a bundled suite, and leaves out what he did not give: models without a
 * folder, tasks without data, and what asks nobody then.
 */
final class SuiteFilling {
  /** How the path of a file begins that the user's folder of data must have. */
  static final String DATA = "DATA/";

  private static final String MODELS = "models";
  private static final String TASKS = "tasks";
  private static final String CURVES = "curves";
  private static final String LENGTHS = "lengths";
  private static final String RECONSTRUCTION = "reconstruction";
  private static final String CHRONICLE = "chronicle";

  private final String text;
  private final JsonNode before;
  private final YamlTree tree;
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final Set<Path> files = new TreeSet<>();

  SuiteFilling(String yaml, String origin) {
    this.text = yaml;
    this.tree = YamlTree.parse(yaml, origin);
    this.before = tree.root().deepCopy();
  }

  /** What is left out and why, one line each. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Files of the user's data that tasks read. */
  List<Path> files() {
    return List.copyOf(files);
  }

  /**
   * The suite; word for word where nothing was changed.
   *
   * @throws IllegalArgumentException if nothing is left of it
   */
  String yaml() {
    if (list(TASKS).isEmpty() && list(CURVES).isEmpty()) {
      throw new IllegalArgumentException(
          "nothing can be run with what was given: " + String.join("; ", leftOut));
    }
    if (list(TASKS).isEmpty()) {
      map().remove(TASKS);
    }
    if (list(CURVES).isEmpty()) {
      map().remove(CURVES);
    }
    return tree.root().equals(before) ? text : tree.text();
  }

  /** Whether the suite names curves of memory and time. */
  boolean hasCurves() {
    return !list(CURVES).isEmpty();
  }

  /** Whether a task reads the texts of {@link RunInputs}. */
  private boolean readsTexts() {
    return elements(TASKS).stream().anyMatch(SuiteFilling::readsTexts);
  }

  /**
   * Takes models from folders, and leaves out those that have none.
   *
   * @param sources folder, bundled model or shape by the model's name
   * @throws IllegalArgumentException if none is given, a name is unknown or a folder missing
   */
  void models(Map<String, String> sources) {
    ObjectNode models = (ObjectNode) tree.root().path(MODELS);
    Set<String> known = new TreeSet<>();
    models.fieldNames().forEachRemaining(known::add);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(
          "this scale runs your own models; give at least one folder with --models ROLE=DIR; roles:"
              + " "
              + String.join(", ", known));
    }
    sources.forEach(
        (name, source) -> {
          if (!known.contains(name)) {
            throw new IllegalArgumentException(
                "--models names \"" + name + "\"; roles: " + String.join(", ", known));
          }
          ((ObjectNode) models.get(name)).put("source", located(source));
        });
    for (String name : known) {
      if (!sources.containsKey(name)) {
        models.remove(name);
        leftOut.add("model " + name + ": no --models " + name + "=DIR");
      }
    }
    drop(TASKS, task -> task.has(MODELS) && retain(task, sources.keySet()).isEmpty());
    drop(CURVES, curve -> !sources.containsKey(curve.path("model").asText()));
  }

  private static String located(String source) {
    if (ModelSpec.isNoPath(source)) {
      return source;
    }
    Path folder = BundledModels.folder(source);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--models: there is no folder \"" + source + "\"; give a checkpoint's folder");
    }
    return folder.toAbsolutePath().toString();
  }

  private static ArrayNode retain(ObjectNode task, Set<String> names) {
    ArrayNode models = (ArrayNode) task.path(MODELS);
    for (Iterator<JsonNode> each = models.elements(); each.hasNext(); ) {
      if (!names.contains(each.next().asText())) {
        each.remove();
      }
    }
    return models;
  }

  /** Takes data from a folder, or leaves out the tasks that need a file of it; null for none. */
  void data(Path folder) {
    drop(
        TASKS,
        task -> {
          String path = task.path("data").path("path").asText();
          if (!path.startsWith(DATA)) {
            return false;
          }
          String name = path.substring(DATA.length());
          Path file = folder == null ? null : folder.resolve(name).toAbsolutePath();
          boolean there = file != null && Files.isRegularFile(file);
          if (there) {
            files.add(file);
            ((ObjectNode) task.get("data")).put("path", file.toString());
          } else {
            leftOut.add(
                "task "
                    + task.path("task").asText()
                    + " on "
                    + name
                    + (folder == null ? ": no --data DIR" : ": it is not in " + folder));
          }
          return !there;
        });
  }

  /**
   * Has reconstruction read the user's texts, where the suite has it read generated ones.
   *
   * @return whether a task reads the texts now
   */
  boolean withTexts() {
    for (JsonNode task : elements(TASKS)) {
      if (task.path("task").asText().equals(RECONSTRUCTION) && task.has(CHRONICLE)) {
        ((ObjectNode) task).remove(CHRONICLE);
        ((ObjectNode) task)
            .putObject("data")
            .put("reader", "plain-text")
            .put("path", RunInputs.FOLDER);
      }
    }
    return readsTexts();
  }

  /** Leaves out the tasks that read the user's texts, where he gave none. */
  void withoutTexts() {
    drop(
        TASKS,
        task -> {
          if (readsTexts(task)) {
            leftOut.add("task " + task.path("task").asText() + ": no --text FILE");
          }
          return readsTexts(task);
        });
  }

  private static boolean readsTexts(JsonNode task) {
    return task.path("data").path("path").asText().equals(RunInputs.FOLDER);
  }

  /** Runs all models on a device. */
  void device(String device) {
    tree.root().path(MODELS).forEach(model -> ((ObjectNode) model).put("device", device));
  }

  /** Ends every curve of the suite at a length. */
  void longest(long tokens, String why) {
    drop(
        CURVES,
        curve -> {
          List<String> longer = new ArrayList<>();
          for (Iterator<JsonNode> each = curve.path(LENGTHS).elements(); each.hasNext(); ) {
            JsonNode length = each.next();
            if (length.asLong() > tokens) {
              longer.add(length.asText());
              each.remove();
            }
          }
          if (!longer.isEmpty()) {
            leftOut.add(
                "curve "
                    + curve.path("model").asText()
                    + " at "
                    + String.join(", ", longer)
                    + " tokens: "
                    + why);
          }
          return curve.path(LENGTHS).isEmpty();
        });
  }

  private void drop(String key, Predicate<ObjectNode> unwanted) {
    for (Iterator<JsonNode> each = list(key).elements(); each.hasNext(); ) {
      if (unwanted.test((ObjectNode) each.next())) {
        each.remove();
      }
    }
  }

  private List<JsonNode> elements(String key) {
    List<JsonNode> nodes = new ArrayList<>();
    list(key).forEach(nodes::add);
    return nodes;
  }

  private JsonNode list(String key) {
    return tree.root().path(key);
  }

  private ObjectNode map() {
    return (ObjectNode) tree.root();
  }
}
