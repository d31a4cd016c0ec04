package org.rccbench.evaluators.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of measurements.jsonl: memory and time of reading a context of one length in a fresh
 * process. All sizes are bytes, all times nanoseconds; null means not measured, never 0.
 *
 * @param model the model's name in the curve
 * @param kind model kind
 * @param source checkpoint folder name or shape
 * @param trained false where the weights are random
 * @param arithmetic how matrices are multiplied, weight form included
 * @param device where it ran
 * @param rate compression rate, 1 without compression
 * @param tokens context length
 * @param idle resident bytes with the engine loaded, before the model; on a GPU the device's bytes
 *     in use
 * @param peak the highest of them while loading the model, reading the context and answering
 * @param weightBytes part of the floor: weights in the form in use, each once
 * @param kvBytes part of the floor: decoder keys and values of all positions
 * @param levelBytes part of the floor: kept encoder levels of one window batch
 * @param encodeNanos encoder windows
 * @param contextPrefillNanos slots or context through the decoder
 * @param promptPrefillNanos the prompt
 * @param decodeNanos all decoded tokens
 * @param decodedTokens how many ids decodeNanos covers
 * @param flags remarks that qualify the numbers, such as {@code beyond-window}
 * @param outcome scored when measured, failed (out of memory among the reasons) or skipped
 * @param why reason of a failure or skip, else null
 * @param provenance versions and machine of a point that another program measured; null, and not
 *     written, where run.json says it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Measurement(
    String model,
    String kind,
    String source,
    boolean trained,
    String arithmetic,
    String device,
    int rate,
    long tokens,
    Long idle,
    Long peak,
    Long weightBytes,
    Long kvBytes,
    Long levelBytes,
    Long encodeNanos,
    Long contextPrefillNanos,
    Long promptPrefillNanos,
    Long decodeNanos,
    Integer decodedTokens,
    List<String> flags,
    Outcome outcome,
    String why,
    @JsonInclude(JsonInclude.Include.NON_NULL) SortedMap<String, String> provenance) {

  /** How the reason of a point begins that ran out of memory, which is a result and no defect. */
  public static final String OUT_OF_MEMORY = "out of memory";

  /** Checks that a measured point has its numbers and another one its reason. */
  public Measurement {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(outcome, "outcome");
    flags = flags == null ? List.of() : List.copyOf(flags);
    provenance =
        provenance == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
    if (outcome == Outcome.SCORED && (idle == null || peak == null)) {
      throw new IllegalArgumentException(
          "a measured point needs idle and peak: " + model + " at " + tokens);
    }
    if (outcome != Outcome.SCORED && why == null) {
      throw new IllegalArgumentException(
          "a point that was not measured needs a reason: " + model + " at " + tokens);
    }
  }

  /** Whether another program measured it, so that no change of this one can move it. */
  public boolean byPeer() {
    return provenance != null;
  }

  /** Whether memory ran out here. */
  public boolean outOfMemory() {
    return outcome == Outcome.FAILED && why.startsWith(OUT_OF_MEMORY);
  }

  /** Whether something broke here, in memory or in time, other than by running out of memory. */
  public boolean broken() {
    return outcome != Outcome.SKIPPED && why != null && !why.contains(OUT_OF_MEMORY);
  }

  /** The analytic floor: weights once, decoder cache, kept levels of one window batch; or null. */
  public Long floor() {
    return weightBytes == null || kvBytes == null || levelBytes == null
        ? null
        : weightBytes + kvBytes + levelBytes;
  }
}
