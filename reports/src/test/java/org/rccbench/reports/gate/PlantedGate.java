package org.rccbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.reports.paper.PlantedRun;

/** A baseline of 200 pass keys and three points of a curve, and runs to hold against it. */
abstract class PlantedGate {
  static final Map<String, String> CELL = Map.of("length", "2048");
  static final GatePolicy POLICY =
      GatePolicy.parse(
          """
          rules:
            - {id: keys, metric: score, task: passkey, profile: hit, largest: 0.02}
            - {id: slots, metric: slots, task: passkey, largest: 0}
            - {id: tokens, metric: tokens, task: passkey, largest: 0}
            - {id: memory, metric: peak_memory, largest: 0.1}
          """,
          "policy.yaml");

  @TempDir Path folder;
  Baseline baseline;

  @BeforeEach
  void aBaseline() {
    baseline = Baseline.ofRun(run("baseline", 180, 20, 1.0).write());
  }

  PlantedRun run(String name, int hits, int misses, double memory) {
    return run(name, hits, misses, memory, "cpu", 1024, 2048, 4096);
  }

  PlantedRun run(String name, int hits, int misses, double memory, String device, long... lengths) {
    long[] points =
        Arrays.stream(lengths)
            .flatMap(tokens -> LongStream.of(tokens, (long) (1000 * memory * tokens)))
            .toArray();
    return new PlantedRun(folder.resolve(name))
        .model("m", "rcc", 32)
        .shares("m", "passkey", CELL, "hit", hits, misses)
        .curve("m", "rcc", 32, device, points);
  }

  GateReport check(PlantedRun run) {
    return check(Baseline.ofRun(run.write()));
  }

  GateReport check(Baseline run) {
    return new GateReport(Gate.check(POLICY, baseline, run));
  }

  static Finding finding(GateReport report, String rule) {
    return report.findings().stream().filter(f -> f.rule().equals(rule)).findFirst().orElseThrow();
  }

  static void assertUndecided(GateReport report, String rule, String why) {
    assertThat(finding(report, rule).verdict()).isEqualTo(Finding.Verdict.NOT_COMPARABLE);
    assertThat(finding(report, rule).why()).contains(why);
    assertThat(report.result()).isEqualTo(GateReport.Result.UNDECIDED);
  }
}
