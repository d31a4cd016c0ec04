package org.rccbench.evaluators;

import java.util.OptionalDouble;

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
   * The stage has fewer samples than was said at its start, where some turned out not to be needed.
   *
   * @param total at most how many samples it has, those done included
   */
  default void total(long total) {}

  /**
   * A sample of the stage is done.
   *
   * @param done samples of the stage done so far, those of earlier runs included
   * @param note what happened so far in a few words
   */
  void advance(long done, String note);

  /** Whether {@link #estimate} is listened to; if not, nobody walks through a task to make one. */
  default boolean wantsEstimates() {
    return false;
  }

  /**
   * What the rest of the stage will take, told before each {@link #advance} and after each {@link
   * #total}.
   *
   * @param seconds empty where there is no telling yet
   */
  default void estimate(OptionalDouble seconds) {}

  /** The run has ended, whole or not. */
  @Override
  void close();
}
