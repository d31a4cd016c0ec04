package org.rccbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rccbench.reports.paper.PlantedRun;

/** What is missing, failed or measured elsewhere is never a pass. */
class GateRefusalTest extends PlantedGate {
  @Test
  void samplesThatFailOnBothSidesOrHaveNoScoreOnEitherAreNoPass() {
    Baseline failing =
        Baseline.ofRun(run("failing", 1, 0, 1.0).failed("m", "passkey", CELL, 99).write());
    assertThat(finding(new GateReport(Gate.check(POLICY, failing, failing)), "keys"))
        .extracting(Finding::verdict, Finding::why)
        .containsExactly(
            Finding.Verdict.NOT_COMPARABLE,
            "99 samples failed in the baseline and now, so nothing is known of them; accept a"
                + " baseline without failures");

    Baseline lacking =
        Baseline.ofRun(run("lacking", 1, 0, 1.0).scoreless("m", "passkey", CELL, 9).write());
    assertThat(finding(new GateReport(Gate.check(POLICY, lacking, lacking)), "keys").why())
        .isEqualTo("9 samples lack the score hit on both sides");
  }

  @Test
  void everyWayOfMissingDataIsRefused() throws IOException {
    assertUndecided(check(run("fewer", 100, 20, 1.0)), "keys", "80 of them missing now");
    assertUndecided(check(run("extra", 180, 21, 1.0)), "keys", "1 new");
    assertUndecided(
        check(new PlantedRun(folder.resolve("empty"))), "keys", "200 of them missing now");
    assertUndecided(
        check(new PlantedRun(folder.resolve("pointless"))), "memory", "the points differ");
    PlantedRun other =
        new PlantedRun(folder.resolve("profile")).shares("m", "passkey", CELL, "other", 180, 20);
    assertUndecided(check(other), "keys", "on one side alone");

    Path unfinished = run("unfinished", 180, 20, 1.0).write();
    Path record = unfinished.resolve("run.json");
    Files.writeString(
        record,
        Files.readString(record).replaceAll("\"finished\" : \"[^\"]*\"", "\"finished\" : null"));
    assertUndecided(check(Baseline.ofRun(unfinished)), "keys", "not complete");
    Files.delete(record);
    assertUndecided(check(Baseline.ofRun(unfinished)), "keys", "not complete");
  }

  @Test
  void aSampleThatFailsNowIsNoPass() {
    Baseline scored = Baseline.ofRun(run("scored", 180, 20, 1.0).write());
    Baseline.Sample first = scored.samples().get(0);
    Baseline.Sample failed =
        new Baseline.Sample(
            first.model(),
            first.sample(),
            first.task(),
            first.cell(),
            first.context(),
            "failed",
            Map.of(),
            null,
            null);
    List<Baseline.Sample> samples = new ArrayList<>(scored.samples());
    samples.set(0, failed);

    assertUndecided(check(scored.withSamples(samples)), "keys", "1 samples are not");
  }

  @Test
  void aRuleThatFindsNothingAndAModelThatIsGoneAreRefused() {
    GatePolicy policy =
        GatePolicy.parse(
            "rules: [{id: a, metric: slots, task: nothing, largest: 0},"
                + " {id: b, metric: slots, task: passkey, models: [gone], largest: 0}]",
            "p");

    assertThat(Gate.check(policy, baseline, baseline))
        .hasSize(2)
        .allMatch(f -> f.verdict() == Finding.Verdict.NOT_COMPARABLE);
  }

  @Test
  void aPointThatIsGoneOrElsewhereOrBrokenIsRefused() {
    PlantedRun shorter = run("shorter", 180, 20, 1.0, "cpu", 1024, 2048);
    assertUndecided(check(shorter), "memory", "the points differ: [1024, 2048, 4096]");
    PlantedRun gpu = run("gpu", 180, 20, 1.0, "cuda:0", 1024, 2048, 4096);
    assertUndecided(check(gpu), "memory", "measured on cuda:0, the baseline on cpu");
    List<Baseline.Point> points = new ArrayList<>(baseline.points());
    points.set(1, new Baseline.Point("m", 2048, "cpu", null, "it broke"));
    Baseline broken =
        new Baseline(null, true, baseline.samples(), List.of(), List.copyOf(points), null);
    assertUndecided(check(broken), "memory", "the point at 2048 tokens was not measured");
    assertThatThrownBy(
            () ->
                new Baseline(
                    null, true, baseline.samples(), baseline.samples(), baseline.points(), null))
        .hasMessageContaining("is there twice");
  }
}
