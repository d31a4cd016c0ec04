package org.rccbench.training;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where the question stands (paper, section 4.3); the numbers are weights of a mix.
 *
 * @param reconstruction behind the context; the model writes it again, then answers
 * @param human behind the context and in the prompt
 * @param compress behind the context alone; the model answers at once
 * @param contextOnly in the prompt alone
 */
public record Modes(Double reconstruction, Double human, Double compress, Double contextOnly) {

  /** Fills in defaults and checks the weights. */
  public Modes {
    reconstruction = Objective.weight("modes.reconstruction", reconstruction);
    human = Objective.weight("modes.human", human);
    compress = Objective.weight("modes.compress", compress);
    contextOnly = Objective.weight("modes.context_only", contextOnly);
    if (!(reconstruction + human + compress + contextOnly > 0)) {
      throw new IllegalArgumentException(
          "give one of the modes reconstruction, human, compress and context_only a weight > 0");
    }
  }

  /** Where a question stands. */
  enum Mode {
    RECONSTRUCTION,
    HUMAN,
    COMPRESS,
    CONTEXT_ONLY
  }

  /** One of the modes, by the weights. */
  Mode drawn(Draws draws) {
    return draws.weighted(
        new TreeMap<>(
            Map.of(
                Mode.RECONSTRUCTION, reconstruction,
                Mode.HUMAN, human,
                Mode.COMPRESS, compress,
                Mode.CONTEXT_ONLY, contextOnly)));
  }
}
