package org.rccbench.reports.paper;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import org.rccbench.evaluators.statistics.Interval;

/**
 * What a run says about a row: one object of verdicts.json.
 *
 * @param row the row's id
 * @param kind what the row is about: effect, value or not_found
 * @param source table, figure or section
 * @param mark how the paper's number is known
 * @param claim the number or claim in words
 * @param paper what the paper says
 * @param ours the number measured, or null
 * @param models the run's models that it is of, in the order of the row's roles
 * @param interval its 95 % interval, or null
 * @param band what counts as the paper's value, or null
 * @param contexts contexts behind it
 * @param samples samples behind it
 * @param failed samples that failed
 * @param skipped samples that were not asked, or lack the score
 * @param neededSamples samples at which an equal model matches with a chance of 90 %, or null
 * @param asked whether the row was named, or the scale can run it: such a row counts for --strict
 * @param verdict the word
 * @param why the reason of a verdict that is none about the claim, else null
 * @param contradictions where the sources disagree
 * @param command what measures the row
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "row",
  "kind",
  "verdict",
  "why",
  "claim",
  "paper",
  "ours",
  "models",
  "interval",
  "band",
  "contexts",
  "samples",
  "failed",
  "skipped",
  "neededSamples",
  "asked",
  "source",
  "mark",
  "contradictions",
  "command"
})
public record RowVerdict(
    String row,
    String kind,
    String source,
    Mark mark,
    String claim,
    String paper,
    Double ours,
    List<String> models,
    Interval interval,
    Interval band,
    int contexts,
    int samples,
    int failed,
    int skipped,
    Long neededSamples,
    boolean asked,
    Verdict verdict,
    String why,
    List<Contradiction> contradictions,
    String command) {

  /** Checks that what says nothing about the claim says why. */
  public RowVerdict {
    Objects.requireNonNull(row, "row");
    models = List.copyOf(models);
    contradictions = List.copyOf(contradictions);
    boolean undecided = !verdict.isGood() && !verdict.isBad();
    if (undecided && why == null) {
      throw new IllegalArgumentException("row " + row + " is " + verdict.word() + " without a why");
    }
  }
}
