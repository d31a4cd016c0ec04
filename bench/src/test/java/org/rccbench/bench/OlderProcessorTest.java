package org.rccbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A processor without AVX-512 computes the same models; the engine is told that this is one. */
class OlderProcessorTest {
  private static final Map<String, String> AVX2 =
      Map.of("ATEN_CPU_CAPABILITY", "avx2", "ONEDNN_MAX_CPU_ISA", "AVX2");

  @ParameterizedTest
  @ValueSource(strings = {"shape:pythia-14m", "rcc:shape:pythia-14m,shape:pythia-14m"})
  void bf16IsReadAndDecoded(String model) throws Exception {
    assertThat(point(model, "bf16", AVX2).decodedTokens()).isPositive();
  }

  private static PointReading point(String model, String dtype, Map<String, String> environment)
      throws Exception {
    List<String> words =
        List.of(
            "measure-point",
            PointProcess.HERE,
            "--model=" + model,
            "--dtype=" + dtype,
            "--weights=plain",
            "--tokens=64",
            "--time");
    ChildJava.Ended ended = ChildJava.likeThis().run(words, environment);
    Optional<PointReading> reading = PointProcess.reading(ended);
    assertThat(reading).as(ended.lastError()).isPresent();
    return reading.get();
  }
}
