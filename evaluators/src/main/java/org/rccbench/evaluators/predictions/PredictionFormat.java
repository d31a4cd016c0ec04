package org.rccbench.evaluators.predictions;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats of prediction files, told apart by their fields. */
public enum PredictionFormat {
  /**
   * {@code prediction}, {@code references} (a string or an array), and where wanted {@code context}
   * (the unit of intervals), {@code question} and {@code labels} (for babilong and classification).
   */
  OWN("rcc-bench predictions", "prediction", "references"),

  /**
   * LongBench's prediction files (THUDM/LongBench 2e00731, LongBench/pred.py): {@code pred}, {@code
   * answers}, {@code all_classes}, {@code length}.
   */
  LONGBENCH("LongBench predictions", "pred", "answers"),

  /**
   * Sample logs of lm-evaluation-harness (EleutherAI/lm-evaluation-harness 4e7e0d4,
   * lm_eval/loggers/evaluation_tracker.py): {@code filtered_resps} with one generated text, {@code
   * target} (a list of targets stands there as Python prints it), {@code doc_hash} or {@code
   * doc_id} (the unit), {@code filter}.
   */
  LM_EVALUATION_HARNESS("lm-evaluation-harness samples", "filtered_resps", "target");

  private final String label;
  private final String prediction;
  private final String references;

  PredictionFormat(String label, String prediction, String references) {
    this.label = label;
    this.prediction = prediction;
    this.references = references;
  }

  /** The name in messages. */
  public String label() {
    return label;
  }

  String prediction() {
    return prediction;
  }

  String references() {
    return references;
  }

  /** The format whose prediction a line has. */
  static PredictionFormat of(Set<String> fields) throws BadFieldException {
    return Arrays.stream(values())
        .filter(format -> fields.contains(format.prediction))
        .findFirst()
        .orElseThrow(
            () ->
                new BadFieldException(
                    OWN.prediction,
                    "is missing; a line needs "
                        + Arrays.stream(values())
                            .map(f -> f.prediction + " and " + f.references + " (" + f.label + ")")
                            .collect(Collectors.joining(", or "))));
  }
}
