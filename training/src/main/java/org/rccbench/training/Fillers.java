package org.rccbench.training;

import java.util.Map;
import java.util.TreeMap;
import org.rccbench.datasets.PasskeyFiller;

/**
 * What pass keys are hidden in, as {@link PasskeyFiller} describes it; the numbers are weights of a
 * mix.
 *
 * @param classic the published sentences again and again
 * @param prose a chronicle
 * @param classicDecoys the published sentences with other keys
 * @param proseDecoys a chronicle with other keys
 */
public record Fillers(Double classic, Double prose, Double classicDecoys, Double proseDecoys) {

  /** Fills in defaults and checks the weights. */
  public Fillers {
    classic = Objective.weight("filler.classic", classic);
    prose = Objective.weight("filler.prose", prose);
    classicDecoys = Objective.weight("filler.classic_decoys", classicDecoys);
    proseDecoys = Objective.weight("filler.prose_decoys", proseDecoys);
    if (!(classic + prose + classicDecoys + proseDecoys > 0)) {
      throw new IllegalArgumentException(
          "give one of the fillers classic, prose, classic_decoys and prose_decoys a weight > 0");
    }
  }

  /** One of them, by the weights. */
  PasskeyFiller drawn(Draws draws) {
    return draws.weighted(
        new TreeMap<>(
            Map.of(
                PasskeyFiller.CLASSIC, classic,
                PasskeyFiller.PROSE, prose,
                PasskeyFiller.CLASSIC_DECOYS, classicDecoys,
                PasskeyFiller.PROSE_DECOYS, proseDecoys)));
  }
}
