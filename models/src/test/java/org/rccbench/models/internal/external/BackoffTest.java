package org.rccbench.models.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No wait is longer than half a minute, however often and whatever a server asks for. */
class BackoffTest {

  @Test
  void everyWaitIsTwiceTheOneBeforeUpToTheLongest() {
    Backoff backoff = new Backoff(Duration.ofMillis(500));
    assertThat(Stream.generate(() -> backoff.next(Optional.empty()).toMillis()).limit(9))
        .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L, 30_000L);
    // 1 s doubled 100 times is no Duration
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next(Optional.empty())).isEqualTo(Duration.ofSeconds(30));
    }
    assertThat(new Backoff(Duration.ofDays(1)).next(Optional.empty()))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4",
    "3, 4",
    "5, 5",
    "31, 30",
    "999999, 30",
    "9999999, 4",
    "-9, 4",
    "soon, 4",
    "'Wed, 21 Oct 2026 07:28:00 GMT', 4"
  })
  void aServerMayAskForMoreButNotForMoreThanTheLongest(String retryAfter, long seconds) {
    Backoff backoff = new Backoff(Duration.ofSeconds(4));
    assertThat(backoff.next(Optional.of(retryAfter))).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(backoff.next(Optional.empty())).as("the next").isEqualTo(Duration.ofSeconds(8));
  }
}
