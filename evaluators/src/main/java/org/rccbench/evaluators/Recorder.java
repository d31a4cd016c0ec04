package org.rccbench.evaluators;

import java.util.Map;
import java.util.SortedMap;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/** Puts finished samples into the journal and tells tally and estimate; the writer's alone. */
final class Recorder {
  private final Journal journal;
  private final Tally tally;
  private Estimate estimate = Estimate.none();

  Recorder(Journal journal, Tally tally) {
    this.journal = journal;
    this.tally = tally;
  }

  /** A new stage of at most {@code total} samples. */
  void stage(String what, long total, Estimate work) {
    estimate = work;
    tally.stage(what, total);
  }

  /** The stage has fewer samples than was said: these cells have ended before their last ones. */
  void ended(Map<SortedMap<String, String>, Integer> neverAsked, long total) {
    estimate.leaveOut(neverAsked);
    tally.total(total, estimate.seconds());
  }

  Estimate estimate() {
    return estimate;
  }

  /** An earlier run has this sample. */
  void resumed(Outcome outcome, Work planned) {
    estimate.done(planned);
    tally.resumed(outcome, estimate.seconds());
  }

  /** A sample that was scored or skipped. */
  void write(SampleLine line, Work planned) {
    journal.append(line);
    estimate.done(planned);
    tally.done(line.outcome(), estimate.seconds());
  }

  /** A failure after which the sample is tried again: a line, but not yet an outcome. */
  void failedOnce(SampleLine line) {
    journal.append(line);
  }

  /**
   * A sample that failed.
   *
   * @throws TooManyFailuresException after too many in a row
   */
  void failed(SampleLine line, Failure failure, Work planned) {
    journal.append(line);
    estimate.done(planned);
    tally.failed(failure, estimate.seconds());
  }
}
