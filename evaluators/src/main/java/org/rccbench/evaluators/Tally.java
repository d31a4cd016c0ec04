package org.rccbench.evaluators;

import org.rccbench.evaluators.results.Outcome;

/** Counts what a run did, tells the progress, and ends a run in which everything fails. */
final class Tally {
  static final int MOST_FAILURES_IN_A_ROW = 20;

  private final Progress progress;
  private long scored;
  private long failed;
  private long skipped;
  private long resumed;
  private long doneInStage;
  private int failuresInARow;

  Tally(Progress progress) {
    this.progress = progress;
  }

  void stage(String what, long total) {
    doneInStage = 0;
    progress.start(what, total);
  }

  void done(Outcome outcome) {
    if (outcome == Outcome.SCORED) {
      scored++;
      failuresInARow = 0;
    } else {
      skipped++;
    }
    advance();
  }

  /**
   * Counts a failure.
   *
   * @throws TooManyFailuresException after too many in a row; running out of memory is a data
   *     point, so it neither counts nor interrupts a row
   */
  void failed(Failure failure) {
    failed++;
    advance();
    if (!failure.outOfMemory() && ++failuresInARow == MOST_FAILURES_IN_A_ROW) {
      throw new TooManyFailuresException(
          "stopped after "
              + MOST_FAILURES_IN_A_ROW
              + " failures in a row, the last one: "
              + failure.why()
              + "; remove the cause and run again into the same folder: what is scored stays, what"
              + " failed is tried again");
    }
  }

  void resumed() {
    resumed++;
    advance();
  }

  /** Whether the thread was asked to stop; the flag stays set. */
  boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  RunSummary summary() {
    return new RunSummary(scored, failed, skipped, resumed);
  }

  private void advance() {
    doneInStage++;
    String note = "scored " + scored;
    note += failed > 0 ? ", failed " + failed : "";
    note += skipped > 0 ? ", skipped " + skipped : "";
    note += resumed > 0 ? ", resumed " + resumed : "";
    progress.advance(doneInStage, note);
  }
}
