package org.rccbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.RunSummary;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.TaskEntry;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.statistics.Headline;
import org.rccbench.evaluators.statistics.Resampling;
import org.rccbench.training.Recipe;
import org.rccbench.training.Validation;

/**
 * Validation of a model that is being trained: the tasks of the recipe's {@code validation},
 * written as in a suite, with that model alone. A figure is a task's mean under one profile, such
 * as {@code reconstruction.bleu4-ids-nltk-method1@64}; {@code profiles} leaves those out that begin
 * otherwise. With {@code rates} the model is asked at each of them, and a figure's name begins with
 * it: {@code rate-8.reconstruction...}. Reconstruction tasks without data read generated texts:
 * {@code chronicle}, see {@link ValidationTexts}.
 */
final class SuiteValidation implements Validation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Resampling NO_INTERVAL = new Resampling(1, 0, 0.95);
  private static final String PROFILES = "profiles";
  private static final String RATES = "rates";
  private static final String MODEL = "model";
  private static final String CHRONICLE = "chronicle";
  private static final String TASKS = "tasks";
  private static final String DATA = "data";

  private final JsonNode plan;
  private final String kind;
  private final Optional<ValidationTexts> texts;
  private final List<String> profiles = new ArrayList<>();

  /**
   * Checks the tasks and opens their data once, so that what is wrong is said before the training.
   *
   * @throws IllegalArgumentException if a task is not as in a suite, or its data is not there
   */
  private SuiteValidation(Recipe recipe) {
    String architecture = recipe.network().architecture();
    this.plan = recipe.validation();
    this.kind = recipe.network().readsSlots() ? architecture : "full";
    if (!plan.isObject()) {
      throw new IllegalArgumentException("validation must be a map with tasks, was " + plan);
    }
    readProfiles(plan.path(PROFILES));
    texts =
        plan.has(CHRONICLE)
            ? Optional.of(ValidationTexts.of(plan.path(CHRONICLE)))
            : Optional.empty();
    List<TaskEntry> tasks = suite(Path.of(MODEL)).tasks();
    for (int i = 0; i < tasks.size(); i++) {
      if (!readsTexts(plan.path(TASKS).path(i))) {
        tasks.get(i).task().dataset();
      }
    }
    checkProfiles(tasks);
  }

  private void readProfiles(JsonNode list) {
    for (JsonNode profile : list) {
      profiles.add(profile.asText());
    }
    if (!list.isArray() && !list.isMissingNode()) {
      throw new IllegalArgumentException(
          "validation.profiles must be a list of texts, was " + list);
    }
  }

  /** A figure's profile may have a length behind it, as in bleu4-ids-nltk-method1@64. */
  private void checkProfiles(List<TaskEntry> tasks) {
    Set<String> known = new LinkedHashSet<>();
    for (TaskEntry entry : tasks) {
      entry.task().scorers().forEach(scorer -> known.add(scorer.profile()));
      known.add(entry.task().headline());
    }
    for (String profile : profiles) {
      if (known.stream().noneMatch(k -> k.startsWith(profile) || profile.startsWith(k))) {
        throw new IllegalArgumentException(
            "validation.profiles: \""
                + profile
                + "\" begins no profile of its tasks; they have "
                + String.join(", ", known));
      }
    }
  }

  private boolean readsTexts(JsonNode task) {
    return texts.isPresent()
        && task.path("task").asText().equals("reconstruction")
        && !task.has(DATA);
  }

  private static Path textsBeside(Path model) {
    return model.resolve("texts").toAbsolutePath();
  }

  /** The validation that a recipe wants; none where it wants none. */
  static Validation of(Recipe recipe) {
    return recipe.validation() == null ? NONE : new SuiteValidation(recipe);
  }

  private Suite suite(Path model) {
    ObjectNode suite = JSON.createObjectNode();
    suite.put("name", "validation");
    ObjectNode models = suite.putObject("models");
    for (JsonNode rate : plan.path(RATES)) {
      entry(models, "rate-" + rate.asText(), model).set("rate", rate);
    }
    if (models.isEmpty()) {
      entry(models, MODEL, model);
    }
    suite.setAll((ObjectNode) plan.deepCopy());
    suite.remove(List.of(PROFILES, CHRONICLE, RATES));
    ValidationWorld.choose(suite.path(TASKS));
    for (JsonNode task : suite.path(TASKS)) {
      if (readsTexts(task)) {
        ((ObjectNode) task).putObject(DATA).put("path", textsBeside(model).toString());
      }
    }
    return Suite.parse(suite.toString(), "validation"); // JSON is YAML
  }

  private ObjectNode entry(ObjectNode models, String name, Path model) {
    return models.putObject(name).put("kind", kind).put("source", model.toString());
  }

  /** What figures of a line's model and task are called before the profile. */
  private String named(SampleLine line) {
    return plan.has(RATES) ? line.model() + "." + line.task() : line.task();
  }

  @Override
  public Map<String, Double> figures(Path model, long step) {
    texts.ifPresent(generated -> generated.write(textsBeside(model)));
    Path run = model.resolve("run");
    RunSummary summary = new Runner(suite(model), run, Progress.NONE).run();
    Map<String, List<SampleLine>> byTask = new TreeMap<>();
    for (SampleLine line : Journal.read(run)) {
      if (line.outcome() == Outcome.FAILED) {
        throw new IllegalStateException(
            summary.failed()
                + " samples failed, such as one of "
                + line.task()
                + ": "
                + line.why());
      }
      byTask.computeIfAbsent(named(line), task -> new ArrayList<>()).add(line);
    }
    Map<String, Double> figures = new TreeMap<>();
    byTask.forEach((task, lines) -> figures(task, lines, figures));
    if (figures.isEmpty()) {
      throw new IllegalStateException(
          "no sample was scored by " + (profiles.isEmpty() ? "any profile" : profiles));
    }
    return figures;
  }

  private void figures(String task, List<SampleLine> lines, Map<String, Double> figures) {
    TreeSet<String> found = new TreeSet<>();
    lines.stream().filter(l -> l.scores() != null).forEach(l -> found.addAll(l.scores().keySet()));
    for (String profile : found) {
      if (profiles.isEmpty() || profiles.stream().anyMatch(profile::startsWith)) {
        Headline.of(lines, profile, NO_INTERVAL)
            .ifPresent(headline -> figures.put(task + "." + profile, headline.mean()));
      }
    }
  }
}
