package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A token context gives its ids back, and random ones cost no memory. */
class TokenContextTest {
  private static final TextEncoder UNUSED =
      text -> {
        throw new AssertionError("ids need no encoder");
      };

  @Test
  void idsComeBackAndAreCopied() {
    int[] ids = {5, 0, 50_276};
    TokenContext context = new TokenContext(ids);
    ids[0] = 9;
    assertThat(Encoders.ids(context, UNUSED)).containsExactly(5, 0, 50_276);
    assertThat(context.tokens()).isEqualTo(3);
  }

  @Test
  void theHashIsOverLittleEndianInt32() {
    // printf '\x01\x00\x00\x00\x02\x03\x00\x00' | sha256sum
    assertThat(new TokenContext(new int[] {1, 0x302}).sha256())
        .isEqualTo("dedaece8d83fdcc49e565a8c98a4c7a4b18dfb9c0f17feccd50836a072bcd97c");
    int[] many = new int[40_000];
    Arrays.setAll(many, i -> i * 7919 % 50_000);
    ByteBuffer bytes = ByteBuffer.allocate(160_000).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(many);
    Sha256 sha = new Sha256();
    sha.update(bytes.array());
    assertThat(new TokenContext(many).sha256()).isEqualTo(sha.hex());
  }

  @Test
  void aNegativeIdIsNamedByPosition() {
    assertThatThrownBy(() -> new TokenContext(new int[] {1, -4}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token ids must be >= 0, the id at position 1 was -4");
  }

  @Test
  void theGeneratorIsSplitMix64() {
    for (long seed : new long[] {0, 1, -5, Long.MAX_VALUE}) {
      SplittableRandom reference = new SplittableRandom(seed);
      for (int position = 0; position < 100; position++) {
        assertThat(SplitMix.at(seed, position)).isEqualTo(reference.nextLong());
      }
    }
  }

  @Test
  void randomIdsAreUniformFromTwoOn() {
    int[] seen = new int[12];
    for (int id : Encoders.ids(TokenContext.random(100_000, 12, 3), UNUSED)) {
      seen[id]++;
    }
    assertThat(seen[0]).isZero();
    assertThat(seen[1]).isZero();
    // 10,000 each are expected; five standard deviations are 474.
    assertThat(Arrays.copyOfRange(seen, 2, 12))
        .satisfies(counts -> assertThat(counts).doesNotContain(0))
        .matches(counts -> Arrays.stream(counts).allMatch(n -> Math.abs(n - 10_000) < 474));
  }

  @Test
  void randomContextsAreReplayableAndDependOnTheSeed() {
    TokenContext context = TokenContext.random(1000, 50_000, 11);
    assertThat(Encoders.ids(context, UNUSED))
        .isEqualTo(Encoders.ids(context, UNUSED))
        .isNotEqualTo(Encoders.ids(TokenContext.random(1000, 50_000, 12), UNUSED));
    assertThat(context.sha256()).isEqualTo(TokenContext.random(1000, 50_000, 11).sha256());
  }

  @Test
  void tenMillionRandomTokensNeedNoMemory() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Thread thread = Thread.currentThread();
    long before = threads.getThreadAllocatedBytes(thread.getId());
    TokenContext context = TokenContext.random(10_000_000, 50_277, 1);
    int[] buffer = new int[2048];
    long read = 0;
    try (TokenStream stream = context.open(UNUSED)) {
      for (int n = stream.fill(buffer); n > 0; n = stream.fill(buffer)) {
        read += n;
      }
    }
    long allocated = threads.getThreadAllocatedBytes(thread.getId()) - before;

    assertThat(read).isEqualTo(10_000_000);
    // The ids alone would be 40 MB.
    assertThat(allocated).isLessThan(1_000_000);
  }

  @Test
  void impossibleRandomContextsAreRefused() {
    assertThatThrownBy(() -> TokenContext.random(-1, 100, 0)).hasMessageContaining("was -1");
    assertThatThrownBy(() -> TokenContext.random(5, 2, 0)).hasMessageContaining("was 2");
  }
}
