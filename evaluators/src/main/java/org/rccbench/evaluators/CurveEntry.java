package org.rccbench.evaluators;

import java.util.List;
import java.util.Objects;

/**
 * A memory and time curve of a suite: one model at rising context lengths.
 *
 * @param model the model's name in the suite, and the curve's
 * @param lengths context lengths in tokens, ascending
 */
public record CurveEntry(String model, List<Long> lengths) {

  /** Checks that the lengths ascend. */
  public CurveEntry {
    Objects.requireNonNull(model, "a curve needs a model of the suite");
    if (lengths == null || lengths.isEmpty()) {
      throw new IllegalArgumentException("a curve needs lengths: a list of context lengths");
    }
    lengths = List.copyOf(lengths);
    long last = 0;
    for (long length : lengths) {
      if (length <= last) {
        throw new IllegalArgumentException("lengths must be > 0 and ascend, were " + lengths);
      }
      last = length;
    }
  }
}
