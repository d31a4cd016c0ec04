package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files of a run alone decide: every word is planted in them once. */
class VerdictsTest extends PlantedVerdicts {
  @Test
  void aShareLikeThePapersMatches() {
    run.shares("a", "passkey", CELL, "hit", 900, 100);

    RowVerdict row = verdict("share.of-mine");
    assertThat(row.verdict()).isEqualTo(Verdict.MATCH);
    assertThat(row.ours()).isCloseTo(90, within(1e-9));
    assertThat(row.samples()).isEqualTo(1000);
    assertThat(row.why()).isNull();
  }

  @Test
  void tooFewSamplesAreInconclusiveAndSayHowManyAreNeeded() {
    run.shares("a", "passkey", CELL, "hit", 18, 2);

    RowVerdict row = verdict("share.of-mine");
    assertThat(row.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(row.neededSamples()).isGreaterThan(100);
    assertThat(row.why()).endsWith("needs " + row.neededSamples() + " samples");
  }

  @Test
  void farFromThePaperIsOffOrBetter() {
    run.shares("a", "passkey", CELL, "hit", 500, 500);
    assertThat(verdict("share.of-mine").verdict()).isEqualTo(Verdict.OFF);

    PlantedRun good = new PlantedRun(folder.resolve("good")).model("a", "rcc", 32);
    Path better = good.shares("a", "passkey", CELL, "hit", 1000, 0).write();
    assertThat(Verdicts.of(better, PLANTED, PaperScale.MINI, List.of("share")).rows().get(0))
        .extracting(RowVerdict::verdict)
        .isEqualTo(Verdict.BETTER);
  }

  @Test
  void failedSamplesThatCouldTurnAVerdictLeaveNone() {
    run.shares("a", "passkey", CELL, "hit", 900, 100);
    run.failed("a", "passkey", CELL, 3);
    assertThat(verdict("share.of-mine").verdict()).as("three cannot").isEqualTo(Verdict.MATCH);

    run.failed("a", "passkey", Map.of("length", "4096"), 200);
    RowVerdict row = verdict("share.of-mine");
    assertThat(row.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(row.failed()).isEqualTo(203);
    assertThat(row.ours()).as("never counted as 0").isCloseTo(90, within(1e-9));
    assertThat(row.why())
        .startsWith("203 samples failed, 0 were skipped: scored as the worst they make it OFF");
  }

  @Test
  void samplesWithoutTheScoreCountLikeFailedOnes() {
    run.shares("a", "passkey", CELL, "hit", 900, 100).scoreless("a", "passkey", CELL, 200);

    RowVerdict row = verdict("share.of-mine");
    assertThat(row.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(row.skipped()).isEqualTo(200);
    assertThat(row.ours()).isCloseTo(90, within(1e-9));
    assertThat(row.why()).startsWith("0 samples failed, 200 were skipped");
  }

  @Test
  void aRunThatIsNotFinishedDecidesNothing() {
    run.shares("a", "passkey", CELL, "hit", 900, 100).unfinished();

    assertThat(verdict("share.of-mine"))
        .extracting(RowVerdict::verdict, RowVerdict::why)
        .containsExactly(Verdict.INCONCLUSIVE, "the run is not finished; go on with it first");
  }

  @Test
  void onlyThePapersFillerSpeaksForThePaper() {
    Map<String, String> classic = Map.of("filler", "classic", "length", "32768", "depth", "0");
    Map<String, String> decoys = Map.of("filler", "prose-decoys", "length", "32768", "depth", "0");
    run.model("rcc-transformer-ft-8k", "rcc", 512);
    run.shares("rcc-transformer-ft-8k", "passkey", classic, "passkey-landmark", 97, 3);
    run.shares("rcc-transformer-ft-8k", "passkey", decoys, "passkey-landmark", 0, 100);

    Verdicts verdicts =
        Verdicts.of(
            run.write(), RCC, PaperScale.PAPER, List.of("table-1.rcc-transformer-ft-8k.32k.start"));
    assertThat(verdicts.rows().get(0).ours()).isCloseTo(97, within(1e-9));
  }

  @Test
  void questionsOfAGroupDoNotSpeakForThePaper() {
    Map<String, String> asked = Map.of("bucket-words", "0-2k");
    Map<String, String> twoHop = Map.of("bucket-words", "0-2k", "group", "two-hop");
    run.model("pythia-sft", "full", 1);
    run.scored("pythia-sft", "question_answering", asked, "longbench-qa-f1", 0.3, 0.3);
    run.scored("pythia-sft", "question_answering", twoHop, "longbench-qa-f1", 0, 0);

    List<String> rows = List.of("table-2.pythia-sft.0-2k");
    Verdicts verdicts = Verdicts.of(run.write(), RCC, PaperScale.PAPER, rows);
    assertThat(verdicts.rows().get(0).ours()).isCloseTo(30, within(1e-9));
  }

  @Test
  void bothSidesOfTheQuestionsRowsAreOfTheSameBucketAndOfNoGroup() {
    for (PaperRow row : RCC.rows(List.of("questions"))) {
      Measure.Difference measure = (Measure.Difference) row.measure();
      assertThat(measure.cell()).as(row.id()).containsEntry("group", "");
      assertThat(measure.againstCell()).as(row.id()).containsEntry("group", "");
      if (!row.id().endsWith("drop-at-8k")) {
        assertThat(measure.againstCell().get("bucket-words"))
            .as(row.id())
            .isEqualTo(measure.cell().get("bucket-words"));
      }
    }
  }

  @Test
  void bothSidesOfADifferenceAreScoredOverTheSameLength() {
    String shorter = "bleu4-ids-nltk-method1@100";
    for (int i = 1; i <= 3; i++) {
      run.model("rcc-32-seed" + i, "rcc", 32).model("rcc-64-seed" + i, "rcc", 64);
      double up = i / 1e3;
      run.scored("rcc-32-seed" + i, "reconstruction", CELL, shorter, 0.9 + up, 0.8, 0.7);
      run.scored("rcc-32-seed" + i, "reconstruction", Map.of("length", "512"), BLEU, 0.1, 0.1, 0.1);
      run.scored("rcc-64-seed" + i, "reconstruction", CELL, shorter, 0.5 + up, 0.4, 0.3);
    }

    assertThat(rcc("reconstruction.rate-32-beats-64").ours()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void randomWeightsAnotherScaleAndNoModelAreNotRun() {
    run.untrained("a", "passkey", CELL, "hit");

    assertThat(verdict("share.of-mine"))
        .extracting(RowVerdict::verdict, RowVerdict::why)
        .containsExactly(Verdict.NOT_RUN, "the weights of mine are random");
    assertThat(verdict("share.for-paper").why()).isEqualTo("needs scale paper, this is mini");
    assertThat(verdict("gap.apart").verdict()).isEqualTo(Verdict.NOT_RUN);
    Path empty = new PlantedRun(folder.resolve("empty")).write();
    assertThat(Verdicts.of(empty, PLANTED, PaperScale.MINI, List.of("share.of-mine")).rows())
        .extracting(RowVerdict::why)
        .containsExactly("the run has no sample of the task passkey");
    PlantedRun other = new PlantedRun(folder.resolve("other")).model("b", "full", 1);
    Path without = other.shares("b", "passkey", CELL, "hit", 1, 1).write();
    assertThat(Verdicts.of(without, PLANTED, PaperScale.MINI, List.of("share.of-mine")).rows())
        .extracting(RowVerdict::why)
        .containsExactly("the run has no model mine");
  }

  @Test
  void twoModelsForOneRoleAreNotComparable() {
    run.model("a2", "rcc", 32);
    run.shares("a", "passkey", CELL, "hit", 90, 10).shares("a2", "passkey", CELL, "hit", 90, 10);

    assertThat(verdict("share.of-mine").verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(verdict("share.of-mine").why()).contains("a, a2").contains("mine-seed1");
  }

  @Test
  void aSmallModelPlaysItsRoleAtScaleMiniAloneAndIsNamed() {
    run.model("small-8", "rcc", 8);
    run.shares("small-8", "passkey", CELL, "hit", 100, 0);
    run.shares("b", "passkey", CELL, "hit", 50, 50);

    RowVerdict row = verdict("gap.apart");
    assertThat(row.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(row.models()).containsExactly("small-8", "b");
    assertThat(Verdicts.of(folder, PLANTED, PaperScale.PAPER, List.of("gap.apart")).rows())
        .extracting(RowVerdict::why)
        .containsExactly("the run has no model mine");

    run.model("mine", "rcc", 32).shares("mine", "passkey", CELL, "hit", 50, 50);
    assertThat(verdict("gap.apart").models()).as("its own name first").containsExactly("mine", "b");
  }

  @Test
  void anEffectIsPairedBySampleAndHoldsFailsOrNeither() {
    run.shares("a", "passkey", CELL, "hit", 100, 0).shares("b", "passkey", CELL, "hit", 50, 50);
    RowVerdict row = verdict("gap.apart");
    assertThat(row.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(row.ours()).isCloseTo(0.5, within(1e-9));
    assertThat(row.contexts()).as("pairs, not two groups").isEqualTo(100);

    assertThat(gap(80, 20, 80, 20)).isEqualTo(Verdict.FAILS);
    assertThat(gap(8, 2, 5, 5)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  private Verdict gap(int hits, int misses, int otherHits, int otherMisses) {
    Path other =
        new PlantedRun(folder.resolve("gap" + hits))
            .model("a", "rcc", 32)
            .model("b", "full", 1)
            .shares("a", "passkey", CELL, "hit", hits, misses)
            .shares("b", "passkey", CELL, "hit", otherHits, otherMisses)
            .write();
    return Verdicts.of(other, PLANTED, PaperScale.MINI, List.of("gap.apart"))
        .rows()
        .get(0)
        .verdict();
  }
}
