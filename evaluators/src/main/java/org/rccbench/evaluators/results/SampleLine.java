package org.rccbench.evaluators.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One line of samples.jsonl: what was asked of one model, what it answered, how it scored.
 *
 * @param sample hash of what was asked: task, version, cell, seed, context, question; no model in
 *     it
 * @param key hash of sample, model, mode and decoding; unique in a run
 * @param task task name
 * @param version version of the task's rules
 * @param model the model's name in the suite
 * @param trained false where the weights are random or untrained; every table says so
 * @param mode the form of asking, where the task has several, else null; two lines of one model may
 *     have the same sample and differ in it
 * @param cell the cell of the grid, such as {@code depth=50, length=32768}
 * @param context sha256 of the context: the statistical unit
 * @param prompt the decoder's prompt as text
 * @param output the new tokens as text, special tokens included
 * @param outputIds the new tokens; of a model with another tokenizer than the suite names, the
 *     output's text in the suite's, in which ids are scored
 * @param extracted the answer read from the output, or null where nothing could be read
 * @param references right answers as text
 * @param scores score by profile; empty unless scored
 * @param details what tables group by or show besides the cell, such as the bucket of the context's
 *     length or where an output went wrong; empty in journals of earlier versions
 * @param flags remarks that qualify a score, such as {@code beyond-window}
 * @param ledger tokens given, read, padded, dropped, windows, slots, bytes
 * @param outcome scored, failed or skipped
 * @param why the reason of a failure or skip, else null
 * @param measured what may differ from run to run: times, peaks, cache hits; not in the canonical
 *     form
 */
@JsonPropertyOrder({
  "sample",
  "key",
  "task",
  "version",
  "model",
  "trained",
  "mode",
  "cell",
  "context",
  "prompt",
  "output",
  "outputIds",
  "extracted",
  "references",
  "scores",
  "details",
  "flags",
  "ledger",
  "outcome",
  "why",
  "measured"
})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SampleLine(
    String sample,
    String key,
    String task,
    int version,
    String model,
    boolean trained,
    String mode,
    SortedMap<String, String> cell,
    String context,
    String prompt,
    String output,
    List<Integer> outputIds,
    String extracted,
    List<String> references,
    SortedMap<String, Double> scores,
    SortedMap<String, Object> details,
    List<String> flags,
    SortedMap<String, Object> ledger,
    Outcome outcome,
    String why,
    SortedMap<String, Object> measured) {

  /** The flag of what went past the decoder positions that a model was trained on. */
  public static final String BEYOND_WINDOW = "beyond-window";

  /** The flag of an answer to a context of which a part was cut; the ledger says how much. */
  public static final String CUT = "cut";

  /** The reason of a skip where there is an output, and no profile gives a number for it. */
  public static final String NO_NUMBER = "no profile gives a number for this output";

  /** Checks that a score has a value, a failure a reason, and nothing is NaN. */
  public SampleLine {
    Objects.requireNonNull(sample, "sample");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(outcome, "outcome");
    details = details == null ? Collections.emptySortedMap() : details;
    if (outcome == Outcome.SCORED && (scores == null || scores.isEmpty())) {
      throw new IllegalArgumentException("sample " + key + " is scored but has no score");
    }
    if (outcome != Outcome.SCORED && (why == null || (scores != null && !scores.isEmpty()))) {
      throw new IllegalArgumentException(
          "sample " + key + " is " + outcome.word() + ": it needs a reason and no score");
    }
    if (scores != null
        && scores.values().stream().anyMatch(v -> v == null || !Double.isFinite(v))) {
      throw new IllegalArgumentException(
          "sample " + key + " has a score that is no number: " + scores);
    }
  }

  /** The value of a coordinate of the cell or of a detail; empty where the line has neither. */
  public Optional<String> value(String name) {
    String coordinate = cell.get(name);
    return Optional.ofNullable(coordinate)
        .or(() -> Optional.ofNullable(details.get(name)).map(String::valueOf));
  }

  /** Whether the model has answered, so that there is an output which other profiles may score. */
  public boolean hasAnswer() {
    return outcome == Outcome.SCORED || (outcome == Outcome.SKIPPED && NO_NUMBER.equals(why));
  }

  /**
   * The same answer with other scores, for tables; skipped where there is none of them.
   *
   * @throws IllegalStateException if the model has not answered
   */
  public SampleLine withScores(SortedMap<String, Double> others) {
    if (!hasAnswer()) {
      throw new IllegalStateException("sample " + key + " has no answer to score: " + why);
    }
    return new SampleLine(
        sample,
        key,
        task,
        version,
        model,
        trained,
        mode,
        cell,
        context,
        prompt,
        output,
        outputIds,
        extracted,
        references,
        others,
        details,
        flags,
        ledger,
        others.isEmpty() ? Outcome.SKIPPED : Outcome.SCORED,
        others.isEmpty() ? NO_NUMBER : null,
        measured);
  }
}
