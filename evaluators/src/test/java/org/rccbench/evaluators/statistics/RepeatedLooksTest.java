package org.rccbench.evaluators.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interval that may be reported at any look covers the truth at all of them. */
class RepeatedLooksTest {
  private static final int RUNS = 4000;

  /** The worst rule: sampling ends at the first look whose interval misses the truth. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 0.95})
  void allLooksTogetherKeepTheLevel(double truth) {
    assertThat(missed(truth, true)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void intervalsOfOneLookDoNot() {
    assertThat(missed(0.5, false)).isGreaterThan(0.07);
  }

  private static double missed(double truth, boolean allowingForLooks) {
    Random random = new Random(5);
    int missed = 0;
    for (int run = 0; run < RUNS; run++) {
      int right = 0;
      int trials = 0;
      boolean miss = false;
      for (int look : RepeatedLooks.PASSKEY.counts()) {
        for (; trials < look; trials++) {
          right += random.nextDouble() < truth ? 1 : 0;
        }
        Interval interval =
            allowingForLooks
                ? RepeatedLooks.PASSKEY.interval(right, trials)
                : Wilson.interval(right, trials, 0.95);
        miss |= truth < interval.low() || truth > interval.high();
      }
      missed += miss ? 1 : 0;
    }
    return (double) missed / RUNS;
  }

  @Test
  void ofNothingWrongTheLowEndIsARoot() {
    // (1 - (1 - level) / looks / 2) two-sided: low^50 = 0.05 / 4 / 2
    Interval interval = RepeatedLooks.PASSKEY.interval(50, 50);
    assertThat(interval.low()).isEqualTo(Math.pow(0.05 / 8, 1 / 50.0), within(1e-12));
    assertThat(interval.high()).isEqualTo(1);
    assertThat(interval.method()).isEqualTo("clopper-pearson, 4 looks");
  }

  @Test
  void countsThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> new RepeatedLooks(List.of(50, 50), 0.95))
        .hasMessage("looks must be at rising counts, was [50, 50]");
  }
}
