package org.rccbench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rccbench.evaluators.results.Measurement;
import org.rccbench.evaluators.results.SampleLine;

/** How each model is called and looks in all figures of a report. */
final class ModelNames {
  private final List<String> models;
  private final Map<String, String> labels;

  /**
   * Names and styles.
   *
   * @param labels names for people by the model's name in the run
   * @throws IllegalArgumentException if a label is for a model that the run does not have
   */
  ModelNames(RunData run, Map<String, String> labels) {
    NavigableSet<String> names = new TreeSet<>(Cells.NAMES);
    run.samples().stream().map(SampleLine::model).forEach(names::add);
    run.measurements().stream().map(Measurement::model).forEach(names::add);
    for (String labelled : labels.keySet()) {
      if (!names.contains(labelled)) {
        throw new IllegalArgumentException(
            "no model is called " + labelled + "; the models are " + String.join(", ", names));
      }
    }
    this.models = List.copyOf(names);
    this.labels = Map.copyOf(labels);
  }

  String shown(String model) {
    return labels.getOrDefault(model, model);
  }

  /** The style of a model, the same in every figure. */
  LineStyle style(String model) {
    int index = models.indexOf(model);
    if (index < 0) {
      throw new IllegalArgumentException(model + " is no model of the run: " + models);
    }
    return new LineStyle(index);
  }

  /** Says which of the models have weights that were never trained; empty if none has. */
  static List<String> untrained(Map<String, Boolean> trained) {
    List<String> names = trained.keySet().stream().filter(m -> !trained.get(m)).toList();
    return names.isEmpty()
        ? List.of()
        : List.of("Untrained, random weights: " + String.join(", ", names) + ".");
  }

  /** Whether each model of samples is trained, by the name for people. */
  Map<String, Boolean> trained(List<SampleLine> lines) {
    Map<String, Boolean> trained = new TreeMap<>(Cells.NAMES);
    lines.forEach(line -> trained.merge(shown(line.model()), line.trained(), Boolean::logicalAnd));
    return trained;
  }

  /** The same of measurements. */
  Map<String, Boolean> trainedOf(List<Measurement> points) {
    Map<String, Boolean> trained = new TreeMap<>(Cells.NAMES);
    points.forEach(p -> trained.merge(shown(p.model()), p.trained(), Boolean::logicalAnd));
    return trained;
  }

  /** Points by their model, models by name. */
  static Map<String, List<Measurement>> byModel(List<Measurement> points) {
    Map<String, List<Measurement>> byModel = new LinkedHashMap<>();
    points.stream()
        .sorted(
            Comparator.comparing(Measurement::model, Cells.NAMES)
                .thenComparingLong(Measurement::tokens))
        .forEach(p -> byModel.computeIfAbsent(p.model(), m -> new ArrayList<>()).add(p));
    return byModel;
  }
}
