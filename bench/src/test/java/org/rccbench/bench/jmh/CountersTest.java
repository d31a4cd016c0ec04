package org.rccbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.PhaseTimes;

/** Counters add up work; divided by seconds they are the rates that they are named after. */
class CountersTest {

  @Test
  void decodingAtTheSpeedOfTheProbeHasAShareOfOne() {
    ReadProbe probe = new ReadProbe(20e9, 1 << 28);
    DecodeCounters counters = new DecodeCounters();

    // 11 ids are 10 steps of 2 GB: 20 GB, which the probe reads in one second.
    counters.add(11, 2_000_000_000L, probe);

    assertThat(counters.tokens).isEqualTo(11);
    assertThat(counters.weightGigabytes).isEqualTo(20);
    assertThat(counters.readShare).isEqualTo(1);
  }

  @Test
  void theFirstIdTakesNoStep() {
    DecodeCounters counters = new DecodeCounters();

    counters.add(1, 1000, new ReadProbe(1e9, 8));
    counters.add(0, 1000, new ReadProbe(1e9, 8));

    assertThat(counters.tokens).isEqualTo(1);
    assertThat(counters.readShare).isZero();
  }

  @Test
  void readingAddsTokensAndSecondsByPhase() {
    ReadCounters counters = new ReadCounters();

    counters.add(2048, new PhaseTimes(750_000_000, 250_000_000, 0, 0));
    counters.add(2048, new PhaseTimes(250_000_000, 250_000_000, 9, 9));

    assertThat(counters.tokens).isEqualTo(4096);
    assertThat(counters.encodeShare).isEqualTo(1.0);
    assertThat(counters.contextPrefillShare).isEqualTo(0.5);
  }

  @Test
  void bytesAreCountedInMillionsAndPromptsInTokens() {
    ByteCounters bytes = new ByteCounters();
    bytes.add(1_500_000);
    bytes.add(500_000);
    PromptCounters prompts = new PromptCounters();
    prompts.add(64);
    prompts.add(64);

    assertThat(bytes.megabytes).isEqualTo(2);
    assertThat(prompts.tokens).isEqualTo(128);
  }

  @Test
  void theProbeReadsTheWholeArray() {
    ReadProbe probe = ReadProbe.measure(1 << 20);

    assertThat(probe.arrayBytes()).isEqualTo(1 << 20);
    assertThat(probe.seconds(probe.bytesPerSecond() * 3)).isCloseTo(3, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aProbeWithoutASpeedIsRefused(double speed) {
    assertThatThrownBy(() -> new ReadProbe(speed, 8)).hasMessageContaining("bytesPerSecond");
  }

  @Test
  void theLargestCacheIsFoundInEitherUnit(@TempDir Path cpu) throws IOException {
    assertThat(ReadProbe.largestCache(cpu)).isZero();
    for (String size : new String[] {"32K", "1024K", "96M"}) {
      Path index = Files.createDirectories(cpu.resolve("cache/index" + size));
      Files.writeString(index.resolve("size"), size + "\n");
    }

    assertThat(ReadProbe.largestCache(cpu)).isEqualTo(96L << 20);
  }
}
