package org.rccbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.reports.paper.PlantedRun;

/**
 * A build that is slower than the machine's noise is red, and times of unlike machines are no
 * times.
 */
class SpeedTest {
  @TempDir private Path folder;

  @Test
  void aSlowdownOfTenPercentIsRedAndNoiseIsNot() {
    GateRule rule =
        GatePolicy.parse("rules: [{id: read, metric: speed, benchmark: Read, largest: 0.05}]", "p")
            .rules()
            .get(0);
    assertThat(speed(rule, 1.1, 8)).isEqualTo(Finding.Verdict.BREACH);
    assertThat(speed(rule, 1.0, 8)).isEqualTo(Finding.Verdict.PASS);
    assertThat(speed(rule, 0.8, 8)).isEqualTo(Finding.Verdict.PASS);
    assertThat(speed(rule, 1.0, 2)).isEqualTo(Finding.Verdict.INCONCLUSIVE);
    assertThat(Speed.withoutBase(rule).verdict()).isEqualTo(Finding.Verdict.NOT_COMPARABLE);
  }

  /** Rounds that drift by a half, with an error of 1 % within a round. */
  private static Finding.Verdict speed(GateRule rule, double factor, int rounds) {
    SplittableRandom random = new SplittableRandom(4);
    Speed speed = new Speed();
    for (int i = 0; i < rounds; i++) {
      double machine = 1 + 0.5 * random.nextDouble();
      double old = machine * (1 + 0.01 * random.nextDouble());
      double fresh = factor * machine * (1 + 0.01 * random.nextDouble());
      speed.add(new JmhTimes(Map.of("b", old)), new JmhTimes(Map.of("b", fresh)));
    }
    return speed.check(rule).get(0).verdict();
  }

  @Test
  void storedTimesAreComparedByIndependentRounds() {
    GateRule rule =
        GatePolicy.parse("rules: [{id: read, metric: speed, benchmark: Read, largest: 0.05}]", "p")
            .rules()
            .get(0);
    SplittableRandom random = new SplittableRandom(5);
    List<JmhTimes> stored = times(random, 1.0, 8);

    assertThat(stored(rule, stored, times(random, 1.1, 8))).isEqualTo(Finding.Verdict.BREACH);
    assertThat(stored(rule, stored, times(random, 1.0, 8))).isEqualTo(Finding.Verdict.PASS);
    assertThat(stored(rule, stored, times(random, 0.5, 8))).isEqualTo(Finding.Verdict.PASS);
    assertThat(stored(rule, stored, times(random, 1.1, 2))).isEqualTo(Finding.Verdict.INCONCLUSIVE);
    List<JmhTimes> other = List.of(new JmhTimes(Map.of("c", 1.0)));
    assertThat(Speed.check(rule, stored, other))
        .allMatch(f -> f.verdict() == Finding.Verdict.NOT_COMPARABLE)
        .hasSize(2);
    assertThat(stored(rule, List.of(), List.of())).isEqualTo(Finding.Verdict.NOT_COMPARABLE);
  }

  private static Finding.Verdict stored(GateRule rule, List<JmhTimes> old, List<JmhTimes> now) {
    return Speed.check(rule, old, now).get(0).verdict();
  }

  private static List<JmhTimes> times(SplittableRandom random, double factor, int rounds) {
    return Stream.generate(() -> factor * (1 + 0.01 * random.nextDouble()))
        .limit(rounds)
        .map(time -> new JmhTimes(Map.of("b", time)))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 10, 100, 10, true",
    "100, 10, 104.9, 10, true",
    "100, 10, 95.3, 10.4, true",
    "100, 10, 106, 10, false",
    "100, 10, 94, 10, false",
    "100, 10, 100, 5, false",
    "100, 10, 100, 11, false"
  })
  void timesAreKeptForAMachineThatScoresAlike(
      double flops, double bytes, double flopsNow, double bytesNow, boolean alike) {
    Optional<String> why =
        new MachineScore(flops, bytes).difference(new MachineScore(flopsNow, bytesNow));

    assertThat(why.isEmpty()).isEqualTo(alike);
    why.ifPresent(text -> assertThat(text).contains("--base"));
  }

  @Test
  void aMachineWithoutAScoreIsRefused() {
    assertThatThrownBy(() -> new MachineScore(0, 1)).hasMessageContaining("above 0, was 0.0");
    assertThatThrownBy(() -> new MachineScore(1, Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void aBaselineKeepsItsTimes() {
    Path file = folder.resolve("fast/baseline.json");
    PlantedRun run = new PlantedRun(folder.resolve("run")).model("m", "rcc", 32);
    run.shares("m", "passkey", Map.of("length", "2048"), "hit", 18, 2);
    StoredSpeed speed =
        new StoredSpeed(
            new MachineScore(100, 10),
            "-f 1",
            Map.of("read", times(new SplittableRandom(1), 1, 3)));
    Baseline.ofRun(run.write()).withSpeed(speed).accept(file, "with times");

    assertThat(Baseline.read(file).orElseThrow().speed()).isEqualTo(speed);
  }

  @Test
  void jmhsRawDataIsReadAndNotANumberRefused() throws IOException {
    Path file = folder.resolve("jmh.json");
    String json =
        """
        [{"benchmark": "org.x.ReadBenchmark.read", "mode": "%s", "params": {"length": "64"},
          "primaryMetric": {"scoreUnit": "u", "rawData": [[2.0, 4.0], [%s]]}}]
        """;
    Files.writeString(file, json.replaceFirst("%s", "avgt").replaceFirst("%s", "6.0"));
    assertThat(JmhTimes.read(file).times())
        .containsExactly(Map.entry("ReadBenchmark.read {\"length\":\"64\"} u", 4.0));
    Files.writeString(file, json.replaceFirst("%s", "thrpt").replaceFirst("%s", "6.0"));
    assertThat(JmhTimes.read(file).times().values()).containsExactly(0.25);
    Files.writeString(file, json.replaceFirst("%s", "avgt").replaceFirst("%s", "\"NaN\""));
    assertThatThrownBy(() -> JmhTimes.read(file)).hasMessageContaining("no time: \"NaN\"");
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> JmhTimes.read(file)).hasMessageContaining("no result of JMH");
  }
}
