package org.rccbench.training;

/**
 * What a pass key is hidden in; the numbers are weights of a mix.
 *
 * @param classic the five published sentences again and again
 * @param prose a chronicle in which the number does not occur
 * @param decoy the published sentences with lines of wrong keys between them
 */
public record Fillers(Double classic, Double prose, Double decoy) {

  /** Fills in defaults and checks the weights. */
  public Fillers {
    classic = Objective.weight("filler.classic", classic);
    prose = Objective.weight("filler.prose", prose);
    decoy = Objective.weight("filler.decoy", decoy);
    if (!(classic + prose + decoy > 0)) {
      throw new IllegalArgumentException("give classic, prose or decoy filler a weight > 0");
    }
  }
}
