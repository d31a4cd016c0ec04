package org.rccbench.training;

import java.nio.file.Path;
import java.util.Map;

/** What a run measures of its model while it trains. */
@FunctionalInterface
public interface Validation {
  /** Measures nothing. */
  Validation NONE = (model, step) -> Map.of();

  /**
   * Measures the model as it is now; called in the training thread.
   *
   * @param model a folder that models opens; it is removed afterwards
   * @param step updates made
   * @return finite figures by name, for log.jsonl; the same model must give the same ones
   * @throws RuntimeException if it cannot be measured, which stops the run with the step saved
   */
  Map<String, Double> figures(Path model, long step);
}
