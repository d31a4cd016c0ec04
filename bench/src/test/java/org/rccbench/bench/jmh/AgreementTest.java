package org.rccbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim holds only where everything equal is equal and the difference is a number in reach. */
class AgreementTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-5, 1e-4})
  void differencesUpToTheToleranceAgree(double difference) {
    assertThatCode(() -> new Agreement("a like b", true, difference, 1e-4).require())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.1e-4, 1, Double.NaN, Double.POSITIVE_INFINITY})
  void largerDifferencesAndNanStopTheBenchmark(double difference) {
    Agreement claim = new Agreement("a like b", true, difference, 1e-4);

    assertThat(claim.holds()).isFalse();
    assertThatThrownBy(claim::require)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a like b")
        .hasMessageContaining("1e-04");
  }

  @Test
  void unequalThingsDifferWhateverTheNumbersSay() {
    assertThat(Agreement.equal("ids", List.of(1, 2), List.of(1, 2)).holds()).isTrue();
    assertThat(Agreement.equal("ids", List.of(1, 2), List.of(1, 3)).holds()).isFalse();
    assertThat(new Agreement("ids", false, 0, 1).holds()).isFalse();
  }

  @Test
  void answersOfAnotherLengthOrWithNanHaveNoDifference() {
    Answers one = new Answers(List.of(), List.of(-1.0, -2.0));

    assertThat(one.largestDifference(new Answers(List.of(), List.of(-1.5, -1.75)))).isEqualTo(0.5);
    assertThat(one.largestDifference(new Answers(List.of(), List.of(-1.0)))).isNaN();
    assertThat(one.largestDifference(new Answers(List.of(), List.of(-1.0, Double.NaN)))).isNaN();
  }
}
