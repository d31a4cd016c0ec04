package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of buckets say in which unit their edges are. */
class BucketsTest {
  @Test
  void theNoteIsAboutANameThatTheTableHas() {
    assertThat(Buckets.note(List.of("0-2k", "2-4k", "8k+")))
        .contains("A column \"2-4k\" has lengths from 2,000 on and under 4,000.");
    assertThat(Buckets.note(List.of("0-256", "1024-2048")))
        .contains("A column \"1024-2048\" has lengths from 1,024 on and under 2,048.");
    assertThat(Buckets.note(List.of("one-hop", "256", "8k+", ""))).isEmpty();
  }

  @Test
  void bucketsOfOtherEdgesCross() {
    assertThat(Buckets.cross("0-2k", "0-256")).isTrue();
    assertThat(Buckets.cross("0-2k", "2-4k")).isFalse();
    assertThat(Buckets.cross("2-4k", "2-4k")).isFalse();
    assertThat(Buckets.cross("8k+", "9000-9500")).isTrue();
    assertThat(Buckets.cross("one-hop", "0-2k")).isFalse();
  }
}
