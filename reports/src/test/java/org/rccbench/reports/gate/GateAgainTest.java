package org.rccbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is not decided is judged once more with double the samples, where that can help. */
class GateAgainTest extends PlantedGate {
  @Test
  void whatIsNotDecidedIsJudgedAgainWithDoubleTheSamples() {
    Baseline twice = Baseline.ofRun(run("twice", 380, 20, 1.0).write());
    Baseline kept = Baseline.ofRun(run("kept", 180, 20, 1.0).write());
    // 20 misses at indexes 180 to 199 are hits of the longer run: take its own first half
    Baseline first =
        kept.withSamples(twice.samples().stream().filter(GateAgainTest::early).toList());
    Baseline before = first.withDoubled(twice);
    assertThat(before.samples()).hasSize(200);
    assertThat(before.more()).hasSize(200);

    Baseline worse = Baseline.ofRun(run("one-lost", 379, 21, 1.0).write());
    List<Finding> findings =
        Gate.checkAgain(POLICY, before, List.of(open("keys", "m"), pass("slots")), () -> worse);
    assertThat(findings).extracting(Finding::rule).containsExactly("slots", "keys");
    assertThat(findings.get(1).verdict()).isEqualTo(Finding.Verdict.PASS);
    assertThat(findings.get(1).pairs()).isEqualTo(400);

    Baseline red = Baseline.ofRun(run("red", 340, 60, 1.0).write());
    assertThat(Gate.checkAgain(POLICY, before, List.of(open("keys", "m")), () -> red))
        .extracting(Finding::verdict)
        .containsExactly(Finding.Verdict.BREACH);
    Baseline open = Baseline.ofRun(run("open", 374, 26, 1.0).write());
    assertThat(Gate.checkAgain(POLICY, before, List.of(open("keys", "m")), () -> open))
        .singleElement()
        .satisfies(f -> assertThat(f.verdict()).isEqualTo(Finding.Verdict.INCONCLUSIVE))
        .satisfies(f -> assertThat(f.why()).endsWith("judged with double the samples"));
  }

  @Test
  void nothingIsMeasuredAgainInVain() {
    Supplier<Baseline> never =
        () -> {
          throw new AssertionError("measured again");
        };
    assertThat(Gate.checkAgain(POLICY, baseline, List.of(pass("keys")), never)).hasSize(1);
    assertThat(Gate.checkAgain(POLICY, baseline, List.of(open("keys", "m")), never))
        .singleElement()
        .satisfies(f -> assertThat(f.why()).endsWith("the baseline holds no more samples"));
    Baseline fewer = Baseline.ofRun(run("half", 90, 10, 1.0).write());
    assertThatThrownBy(() -> baseline.withDoubled(fewer))
        .hasMessageContaining("lacks samples of the run");
  }

  private static boolean early(Baseline.Sample sample) {
    return Integer.parseInt(sample.context().substring("context ".length())) < 200;
  }

  private static Finding open(String rule, String model) {
    return Finding.undecided(rule(rule), model, Finding.Verdict.INCONCLUSIVE, "crosses");
  }

  private static Finding pass(String rule) {
    return Finding.undecided(rule(rule), "m", Finding.Verdict.PASS, null);
  }

  private static GateRule rule(String id) {
    return POLICY.rules().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }
}
