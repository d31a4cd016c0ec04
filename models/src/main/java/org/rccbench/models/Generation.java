package org.rccbench.models;

import java.util.Objects;

/**
 * New ids of one prompt.
 *
 * @param ids the new ids alone, without the prompt
 * @param stoppedByEos whether the stop id ended the generation
 * @param positions how many decoder positions were in use at the end (slots or context, prompt, new
 *     ids)
 * @param times wall time of prompt prefill and decoding
 */
@SuppressWarnings(
    "ArrayRecordComponent") // ids are copied in and out of nothing: the maker hands over its only
// copy
public record Generation(int[] ids, boolean stoppedByEos, long positions, PhaseTimes times) {

  /** Checks that nothing is missing. */
  public Generation {
    Objects.requireNonNull(ids, "ids");
    Objects.requireNonNull(times, "times");
  }
}
