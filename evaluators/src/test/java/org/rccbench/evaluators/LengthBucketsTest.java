package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every length lies in one bucket, whose edges rise. */
class LengthBucketsTest {
  @ParameterizedTest
  @CsvSource({"0, 0-2k", "1999, 0-2k", "2000, 2-4k", "7999, 4-8k", "8000, 8k+", "90000, 8k+"})
  void theBucketsOfThePaper(long length, String bucket) {
    assertThat(LengthBuckets.PAPER.of(length)).isEqualTo(bucket);
  }

  @Test
  void otherEdgesHaveOtherBuckets() {
    LengthBuckets small = new LengthBuckets(List.of(256, 512));
    assertThat(Stream.of(255L, 256L, 511L, 512L).map(small::of))
        .containsExactly("0-256", "256-512", "256-512", "512+");
    assertThatThrownBy(() -> new LengthBuckets(List.of(512, 256)))
        .hasMessage("buckets must be rising edges of length, each above 0, was [512, 256]");
    assertThatThrownBy(() -> new LengthBuckets(List.of(512, 512))).hasMessageContaining("buckets");
  }
}
