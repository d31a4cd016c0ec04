package org.rccbench.evaluators;

/** Told how far a run is; called by the thread that runs. */
public interface Progress extends AutoCloseable {

  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void start(String what, long total) {}

        @Override
        public void advance(long done, String note) {}

        @Override
        public void close() {}
      };

  /**
   * A new stage begins, which ends the one before.
   *
   * @param what model and task
   * @param total at most how many samples the stage has
   */
  void start(String what, long total);

  /**
   * A sample of the stage is done.
   *
   * @param done samples of the stage done so far, those of earlier runs included
   * @param note what happened so far in a few words
   */
  void advance(long done, String note);

  /** The run has ended, whole or not. */
  @Override
  void close();
}
