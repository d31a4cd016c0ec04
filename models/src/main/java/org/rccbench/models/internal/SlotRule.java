package org.rccbench.models.internal;

import java.util.Arrays;
import org.rccbench.models.checkpoint.Compat;
import org.rccbench.models.checkpoint.RccConfig;

/**
 * Where slots stand in a window: at r-1, 2r-1, ...; FIXED adds the window's last id where the rate
 * does not divide its length, REFERENCE gives the ids after the last whole piece no slot. ICAE has
 * as many slots, but they are learned tokens behind the window.
 */
record SlotRule(int window, int rate, boolean lastToo) {

  static SlotRule of(RccConfig config) {
    return new SlotRule(config.window(), config.rate(), config.compat() == Compat.FIXED);
  }

  int[] positions(int length) {
    int whole = length / rate;
    boolean extra = lastToo && length % rate != 0;
    int[] at = new int[whole + (extra ? 1 : 0)];
    Arrays.setAll(at, j -> j < whole ? (j + 1) * rate - 1 : length - 1);
    return at;
  }

  long count(WindowPlan plan) {
    return (plan.windows() - 1) * positions(window).length + positions(plan.lastWindow()).length;
  }
}
