package org.rccbench.evaluators;

import java.util.OptionalDouble;
import org.rccbench.evaluators.results.Outcome;

/** Counts what a run did, tells the progress, and ends a run in which everything fails. */
final class Tally {
  private final Progress progress;
  private final int maxFailures;
  private long scored;
  private long failed;
  private long skipped;
  private long resumed;
  private long doneInStage;
  private int failuresInARow;

  Tally(Progress progress, int maxFailures) {
    this.progress = progress;
    this.maxFailures = maxFailures;
  }

  void stage(String what, long total) {
    doneInStage = 0;
    progress.start(what, total);
  }

  /** The stage has at most so many samples after all. */
  void total(long total, OptionalDouble secondsLeft) {
    progress.total(total);
    progress.estimate(secondsLeft);
  }

  void done(Outcome outcome, OptionalDouble secondsLeft) {
    if (outcome == Outcome.SCORED) {
      scored++;
      failuresInARow = 0;
    } else {
      skipped++;
    }
    advance(secondsLeft);
  }

  /**
   * Counts a failure.
   *
   * @throws TooManyFailuresException after too many in a row; running out of memory is a data
   *     point, so it neither counts nor interrupts a row
   */
  void failed(Failure failure, OptionalDouble secondsLeft) {
    failed++;
    advance(secondsLeft);
    if (!failure.outOfMemory() && ++failuresInARow == maxFailures) {
      throw new TooManyFailuresException(
          "stopped after "
              + maxFailures
              + " failures in a row, the last one: "
              + failure.why()
              + "; remove the cause and run again into the same folder: what is scored stays, what"
              + " failed is tried again");
    }
  }

  /** Counts a sample that an earlier run has; one that failed there and is left so, failed. */
  void resumed(Outcome outcome, OptionalDouble secondsLeft) {
    if (outcome == Outcome.FAILED) {
      failed++;
    } else {
      resumed++;
    }
    advance(secondsLeft);
  }

  /** Whether the thread was asked to stop; the flag stays set. */
  boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  RunSummary summary() {
    return new RunSummary(scored, failed, skipped, resumed);
  }

  private void advance(OptionalDouble secondsLeft) {
    doneInStage++;
    progress.estimate(secondsLeft);
    String note = "scored " + scored;
    note += failed > 0 ? ", failed " + failed : "";
    note += skipped > 0 ? ", skipped " + skipped : "";
    note += resumed > 0 ? ", resumed " + resumed : "";
    progress.advance(doneInStage, note);
  }
}
