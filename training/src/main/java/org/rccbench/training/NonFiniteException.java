package org.rccbench.training;

/** A loss or a gradient that is no number. Nothing was updated; the last checkpoint is kept. */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonFiniteException(String what, long step, long seed) {
    super(
        what
            + " at step "
            + step
            + " with seed "
            + seed
            + "; nothing was updated and the last checkpoint is kept: lower learning_rate, or clip gradients");
  }
}
