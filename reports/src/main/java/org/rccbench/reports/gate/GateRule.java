package org.rccbench.reports.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One rule of a policy.
 *
 * @param id its name in reports
 * @param metric what it watches
 * @param task task of the samples; of scores, tokens and slots
 * @param profile scorer profile; of scores
 * @param models names of models, each judged alone; null for all that baseline and run have
 * @param cell coordinates that samples must have; null for all cells
 * @param benchmark JMH's regular expression; of speed
 * @param largest the largest bad effect that is allowed: a loss in the score's unit, else a share
 * @param tier whether a breach stops the build
 */
public record GateRule(
    String id,
    Metric metric,
    String task,
    String profile,
    List<String> models,
    Map<String, String> cell,
    String benchmark,
    Double largest,
    Tier tier) {

  /** Whether a rule stops the build. */
  public enum Tier {
    REQUIRED,
    ADVISORY;

    @JsonCreator
    static Tier parse(String word) {
      return switch (word) {
        case "required" -> REQUIRED;
        case "advisory" -> ADVISORY;
        default ->
            throw new IllegalArgumentException(
                "unknown tier \"" + word + "\"; known: required, advisory");
      };
    }
  }

  /** Checks that the metric has what it needs. */
  public GateRule {
    Objects.requireNonNull(id, "id is missing");
    Objects.requireNonNull(metric, "metric is missing");
    tier = tier == null ? Tier.REQUIRED : tier;
    models = models == null ? null : List.copyOf(models);
    cell = cell == null ? Map.of() : Map.copyOf(cell);
    if (largest == null || !(largest >= 0) || largest.isInfinite()) {
      throw new IllegalArgumentException("largest must be a number >= 0, was " + largest);
    }
    boolean samples = metric == Metric.SCORE || metric == Metric.TOKENS || metric == Metric.SLOTS;
    if (samples && task == null) {
      throw new IllegalArgumentException("task is missing: a " + metric.word() + " is of samples");
    }
    if (metric == Metric.SCORE && profile == null) {
      throw new IllegalArgumentException("profile is missing: which score?");
    }
    if (!samples && (task != null || profile != null || !cell.isEmpty())) {
      throw new IllegalArgumentException(
          "task, profile and cell are of samples: a rule about " + metric.word() + " ignores them");
    }
    if (metric == Metric.SPEED && models != null) {
      throw new IllegalArgumentException("models: a rule about speed has a benchmark instead");
    }
    if (metric == Metric.SPEED && benchmark == null) {
      throw new IllegalArgumentException("benchmark is missing: which of JMH's?");
    }
  }

  boolean hasCell(Map<String, String> of) {
    return cell.entrySet().stream()
        .allMatch(at -> at.getValue().equals(of.getOrDefault(at.getKey(), "")));
  }
}
