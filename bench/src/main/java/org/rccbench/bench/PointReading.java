package org.rccbench.bench;

import org.rccbench.models.ModelCard;
import org.rccbench.models.PhaseTimes;

/**
 * What a child process found at one point: the one JSON line of {@code measure-point}.
 *
 * @param card the model
 * @param idle resident bytes with the engine loaded, before the model; on a GPU the device's in use
 * @param peak the highest of them from then on
 * @param positions decoder positions in use at the end
 * @param kvBytes decoder keys and values of all positions at the end
 * @param levelBytes kept encoder levels of one window batch
 * @param times all phases, in nanoseconds
 * @param decodedTokens how many ids the decode phase covers
 */
record PointReading(
    ModelCard card,
    long idle,
    long peak,
    long positions,
    long kvBytes,
    long levelBytes,
    PhaseTimes times,
    int decodedTokens) {

  PointReading {
    boolean onCpu = card.device().equals("cpu");
    // an idle GPU may have nothing in use, a process always has
    if (!(idle >= (onCpu ? 1 : 0) && peak >= idle)) {
      throw new IllegalArgumentException(
          "a process has memory, and its peak is not below idle: idle " + idle + ", peak " + peak);
    }
  }
}
