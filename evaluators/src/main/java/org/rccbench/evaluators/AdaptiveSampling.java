package org.rccbench.evaluators;

import org.rccbench.evaluators.statistics.RepeatedLooks;

/**
 * Samples until a share is known well enough. A cell is looked at after fixed numbers of samples,
 * in their order, whoever asked them and when; it ends at the first look at which the interval of
 * its share of right answers is narrow enough, or at the last one.
 *
 * @param halfWidth half the width that the interval may have, 0 to 0.5, default 0.05; in the suite
 *     {@code half_width}
 */
record AdaptiveSampling(Double halfWidth) {

  AdaptiveSampling {
    halfWidth = halfWidth == null ? 0.05 : halfWidth;
    if (!(halfWidth > 0 && halfWidth <= 0.5)) {
      throw new IllegalArgumentException("half_width must be > 0 and <= 0.5, was " + halfWidth);
    }
  }

  /** Samples at the last look. */
  int most() {
    return RepeatedLooks.PASSKEY.counts().get(RepeatedLooks.PASSKEY.counts().size() - 1);
  }

  /** Whether a cell goes on after a look. */
  boolean goesOn(long right, long scored) {
    return scored == 0 || RepeatedLooks.PASSKEY.halfWidth(right, scored) > halfWidth;
  }
}
