package org.rccbench.evaluators;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Seeds by purpose; other seeds give other samples, the same seeds the same bytes.
 *
 * @param data seed of generated contexts, default 1
 * @param sampling seed of sampled decoding, default 2; greedy decoding does not draw
 * @param bootstrap seed of the intervals, default 3
 */
public record Seeds(Long data, Long sampling, Long bootstrap) {

  /** Fills in the defaults. */
  public Seeds {
    data = data == null ? 1L : data;
    sampling = sampling == null ? 2L : sampling;
    bootstrap = bootstrap == null ? 3L : bootstrap;
  }

  /** By the name of the purpose. */
  SortedMap<String, Long> byPurpose() {
    return new TreeMap<>(Map.of("data", data, "sampling", sampling, "bootstrap", bootstrap));
  }
}
