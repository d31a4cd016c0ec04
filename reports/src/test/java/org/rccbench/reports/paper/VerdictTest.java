package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.evaluators.statistics.Interval;
import org.rccbench.reports.paper.Expected.SamplingError;

/** Every word, both directions, every edge: ends that touch count as inside. */
class VerdictTest {

  @ParameterizedTest
  @CsvSource({
    // the band goes from 90 to 95
    "90, 95, HIGHER, MATCH",
    "91, 94, LOWER, MATCH",
    "93, 93, NEITHER, MATCH",
    "89.99, 95, HIGHER, INCONCLUSIVE",
    "90, 95.01, HIGHER, INCONCLUSIVE",
    "80, 99, LOWER, INCONCLUSIVE",
    "95, 99, HIGHER, INCONCLUSIVE",
    "80, 90, HIGHER, INCONCLUSIVE",
    "95.01, 99, HIGHER, BETTER",
    "95.01, 99, LOWER, OFF",
    "95.01, 99, NEITHER, OFF",
    "80, 89.99, HIGHER, OFF",
    "80, 89.99, LOWER, BETTER",
    "80, 89.99, NEITHER, OFF"
  })
  void aValueIsJudgedByWhereItsIntervalLies(
      double low, double high, Direction better, Verdict verdict) {
    assertThat(Verdict.of(interval(low, high), interval(90, 95), better)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "AT_LEAST, 2, 2, 5, HOLDS",
    "AT_LEAST, 2, 1.99, 5, INCONCLUSIVE",
    "AT_LEAST, 2, 0, 2, INCONCLUSIVE",
    "AT_LEAST, 2, 0, 1.99, FAILS",
    "AT_LEAST, 2, -5, -3, FAILS",
    "AT_MOST, 2, -9, 2, HOLDS",
    "AT_MOST, 2, 0, 2.01, INCONCLUSIVE",
    "AT_MOST, 2, 2, 3, INCONCLUSIVE",
    "AT_MOST, 2, 2.01, 3, FAILS",
    "NOT_LESS, 2, -2, 0, HOLDS",
    "NOT_LESS, 2, 5, 6, HOLDS",
    "NOT_LESS, 2, -2.01, 3, INCONCLUSIVE",
    "NOT_LESS, 2, -4, -2, INCONCLUSIVE",
    "NOT_LESS, 2, -4, -2.01, FAILS",
    "SAME, 2, -2, 2, HOLDS",
    "SAME, 2, -2.01, 0, INCONCLUSIVE",
    "SAME, 2, 0, 2.01, INCONCLUSIVE",
    "SAME, 2, 2, 3, INCONCLUSIVE",
    "SAME, 2, 2.01, 3, FAILS",
    "SAME, 2, -3, -2.01, FAILS",
    "SAME, 2, -9, 9, INCONCLUSIVE"
  })
  void anEffectIsJudgedAgainstItsSmallestSize(
      Effect.Claim claim, double smallest, double low, double high, Verdict verdict) {
    Effect effect = new Effect(claim, smallest, "points", "because", "paper");

    assertThat(effect.verdict(interval(low, high))).isEqualTo(verdict);
  }

  @Test
  void aShareHasWilsonsErrorAtThePapersSamplesAndHalfADigit() {
    Interval band = share(98, 100).band(Optional.empty()).orElseThrow();

    // Wilson of 98 in 100 at 95 %: 0.930 to 0.9945 (Wilson 1927; scipy.stats.binomtest(98, 100)
    // .proportion_ci(method="wilson"))
    assertThat(band.low()).isCloseTo(93.0 - 0.5, within(0.01));
    assertThat(band.high()).isCloseTo(99.45 + 0.5, within(0.01));
  }

  @Test
  void aMeanHasTheErrorOfOurSpreadAtThePapersSamples() {
    Expected f1 = new Expected(22.61, null, "F1 x100", 0.01, 400, SamplingError.SPREAD, null);
    Interval band = f1.band(Optional.of(30.0)).orElseThrow();

    // 1.96 * 30 / sqrt(400) = 2.94
    assertThat(band.low()).isCloseTo(22.61 - 0.005 - 2.94, within(1e-3));
    assertThat(band.high()).isCloseTo(22.61 + 0.005 + 2.94, within(1e-3));
    assertThat(f1.band(Optional.empty())).isEmpty();
  }

  @Test
  void aReadingHasHalfADigitAlone() {
    Expected bar = new Expected(4078.0, null, "MB", 1.0, null, SamplingError.NONE, Direction.LOWER);
    Interval band = bar.band(Optional.empty()).orElseThrow();

    assertThat(band.low()).isEqualTo(4077.5);
    assertThat(band.high()).isEqualTo(4078.5);
    assertThat(bar.neededSamples()).isEmpty();
  }

  static Expected share(double percent, int samples) {
    return new Expected(
        percent, null, "%", 1.0, samples, SamplingError.PROPORTION, Direction.HIGHER);
  }

  private static Interval interval(double low, double high) {
    return new Interval(low, high, 0.95, "planted");
  }
}
