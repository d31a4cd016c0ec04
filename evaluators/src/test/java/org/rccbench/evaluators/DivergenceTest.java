package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class DivergenceTest {

  /** Tokens behind the first wrong one are no part of the hazard, and are one of the loss. */
  @Test
  void theLossIsOfAllRightTokensAndTheHazardOfThoseBeforeAnError() {
    Divergence divergence = new Divergence(List.of(1, 9, 3), List.of(1, 2, 3));
    double[] logs = {Math.log(1), Math.log(0.5), Math.log(0.125)};

    SortedMap<String, Object> details = divergence.bySurprise(logs);

    assertThat((double) details.get(Divergence.LOSS)).isEqualTo(4 * Math.log(2) / 3);
    assertThat(details.get(Divergence.SURPRISE))
        .isEqualTo(Map.of("0-0.1", List.of(1, 0), "0.5-1", List.of(1, 1)));
  }

  @Test
  void aReferenceWithoutTokensHasNoLoss() {
    assertThat(new Divergence(List.of(1), List.of()).bySurprise(new double[0]))
        .doesNotContainKey(Divergence.LOSS);
  }
}
