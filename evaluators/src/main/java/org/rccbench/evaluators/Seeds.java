package org.rccbench.evaluators;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.statistics.Resampling;

/**
 * Seeds by purpose; other seeds give other samples, the same seeds the same bytes.
 *
 * @param data seed of generated contexts, default 1
 * @param bootstrap seed of the reports' bootstrap intervals, default 3
 */
public record Seeds(Long data, Long bootstrap) {

  /** Fills in the defaults. */
  public Seeds {
    data = data == null ? 1L : data;
    bootstrap = bootstrap == null ? Long.valueOf(Resampling.DEFAULT_SEED) : bootstrap;
  }

  /** By the name of the purpose. */
  SortedMap<String, Long> byPurpose() {
    return new TreeMap<>(Map.of("data", data, Resampling.SEED, bootstrap));
  }
}
