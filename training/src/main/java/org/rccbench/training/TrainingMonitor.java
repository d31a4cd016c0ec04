package org.rccbench.training;

/** Who watches a training run. */
@FunctionalInterface
public interface TrainingMonitor {

  /** Called after every step, in the training thread. */
  void passed(TrainingProgress progress);

  /** Asked after every step: whether to write a checkpoint and stop. */
  default boolean wantsToStop() {
    return false;
  }
}
