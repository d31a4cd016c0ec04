package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run alone decide: every word is planted in them once. */
class VerdictsTest {
  private static final String BLEU = "bleu4-ids-nltk-method1@500";
  private static final Map<String, String> CELL = Map.of("length", "2048");
  private static final PaperManifest RCC = PaperManifest.bundled("rcc");
  private static final PaperManifest PLANTED =
      PaperManifest.parse(
          """
          paper: {key: p, title: Planted, source: here}
          models:
            mine: {says: "m", kind: rcc, rate: 32}
            other: {says: "o", kind: full}
          groups:
            - id: share
              source: s
              mark: F
              claim: c
              expected: {value: 90, unit: "%", digit: 1, samples: 100, error: proportion}
              scales: [mini]
              measure: {of: score, task: passkey, profile: hit, model: mine, factor: 100}
              rows: [{id: of-mine}, {id: for-paper, scales: [paper]}]
            - id: gap
              source: s
              mark: F
              claim: c
              effect: {claim: at_least, smallest: 0.2, unit: points, reason: planted}
              measure: {of: difference, task: passkey, profile: hit, model: mine, against: other}
              rows: [{id: apart}, {id: trained, measure: {training: true}}]
          """,
          "planted.yaml");

  @TempDir private Path folder;
  private PlantedRun run;

  @BeforeEach
  void twoModels() {
    run = new PlantedRun(folder).model("a", "rcc", 32).model("b", "full", 1);
  }

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
  void weightsThatNobodyKnowsAreNotTheSame() {
    Path outside =
        new PlantedRun(folder.resolve("outside"))
            .modelOutside("mine", "http", 1)
            .modelOutside("other", "http", 1)
            .shares("mine", "passkey", CELL, "hit", 100, 0)
            .shares("other", "passkey", CELL, "hit", 50, 50)
            .write();

    assertThat(Verdicts.of(outside, PLANTED, PaperScale.MINI, List.of("gap.trained")).rows())
        .extracting(RowVerdict::why)
        .containsExactly("one training seed; 3 are needed");
  }

  @Test
  void aLevelReachedByTrainingNeedsThreeSeedsToo() {
    run.model("rcc-128", "rcc", 128);
    run.scored("rcc-128", "reconstruction", CELL, BLEU, 0.02, 0.01, 0.03, 0.02);

    assertThat(rcc("reconstruction.rate-128-does-not-converge").why())
        .isEqualTo("one training seed; 3 are needed");

    run = new PlantedRun(folder.resolve("three"));
    for (int i = 1; i <= 3; i++) {
      run.model("rcc-128-seed" + i, "rcc", 128);
      run.scored(
          "rcc-128-seed" + i, "reconstruction", CELL, BLEU, 0.02 + i / 1e3, 0.01, 0.03, 0.02);
    }
    RowVerdict row = rcc("reconstruction.rate-128-does-not-converge");
    assertThat(row.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(row.interval().method()).contains("seeds of training");
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

  private RowVerdict rcc(String name) {
    return Verdicts.of(run.write(), RCC, PaperScale.MINI, List.of(name)).rows().get(0);
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

  @Test
  void aClaimAboutTrainingNeedsThreeSeeds() {
    run.shares("a", "passkey", CELL, "hit", 100, 0).shares("b", "passkey", CELL, "hit", 50, 50);
    assertThat(verdict("gap.trained").why()).isEqualTo("one training seed; 3 are needed");

    PlantedRun seeds = new PlantedRun(folder.resolve("seeds"));
    for (int i = 1; i <= 3; i++) {
      seeds.model("mine-seed" + i, "rcc", 32).model("other-seed" + i, "full", 1);
      seeds.shares("mine-seed" + i, "passkey", CELL, "hit", 98 + i % 2, 2 - i % 2);
      seeds.shares("other-seed" + i, "passkey", CELL, "hit", 20 + i % 2, 80 - i % 2);
    }
    RowVerdict row =
        Verdicts.of(seeds.write(), PLANTED, PaperScale.MINI, List.of("gap.trained")).rows().get(0);
    assertThat(row.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(row.interval().method()).contains("seeds of training");
  }

  @Test
  void theLongestScoredLengthIsFound() {
    run.model("rcc-32", "rcc", 32).model("rcc-64", "rcc", 64);
    double[] good = new double[40];
    double[] bad = new double[40];
    for (int i = 0; i < 40; i++) {
      good[i] = 0.9 + i / 1000.0;
      bad[i] = 0.3 + i / 1000.0;
    }
    run.scored("rcc-32", "reconstruction", CELL, BLEU, good);
    run.scored("rcc-64", "reconstruction", CELL, BLEU, bad);

    Verdicts verdicts =
        Verdicts.of(run.write(), RCC, PaperScale.MINI, List.of("reconstruction.rate-32-beats-64"));
    assertThat(verdicts.rows().get(0).why()).isEqualTo("one training seed; 3 are needed");
  }

  @Test
  void memoryGrowsByTheSlopesOfTheCurves() {
    run.curve(
        "full", "full", 1, "cpu", 2048, 2048_000, 4096, 4097_000, 8192, 8191_000, 16384, 16384_500);
    run.curve("rcc", "rcc", 32, "cpu", 2048, 500_000, 4096, 564_010, 8192, 691_990, 16384, 948_000);

    Verdicts verdicts = Verdicts.of(run.write(), RCC, PaperScale.MINI, List.of("memory"));
    RowVerdict slower = row(verdicts, "memory.grows-slower.full");
    // 1000 against 31.25 bytes a token
    assertThat(slower.ours()).isCloseTo(32, within(0.1));
    assertThat(slower.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(row(verdicts, "memory.grows-slower.huggingface"))
        .extracting(RowVerdict::verdict, RowVerdict::why)
        .containsExactly(Verdict.NOT_RUN, "the run has no model huggingface");

    Verdicts shape = Verdicts.of(folder, RCC, PaperScale.SHAPE, List.of("figure-1", "memory"));
    assertThat(row(shape, "figure-1.rcc.2k").why()).startsWith("measured on cpu");
    // 16384.5 / 948 kB; on the lines, which the points leave by little
    assertThat(row(shape, "memory.twice-at-16k.full").ours()).isCloseTo(17.28, within(0.05));
    assertThat(row(shape, "memory.smaller-after-crossover.full").verdict())
        .isEqualTo(Verdict.HOLDS);
    assertThat(row(shape, "memory.larger-before-crossover.full").verdict())
        .isEqualTo(Verdict.FAILS);
  }

  /** The two baselines grow at different rates, so that a mix of them would give another number. */
  @Test
  void huggingFacesCurveIsJudgedApartFromOurs() {
    run.curve("full", "full", 1, "cpu", 2048, 2048_000, 4096, 4097_000, 8192, 8191_000);
    run.curve("rcc", "rcc", 32, "cpu", 2048, 500_000, 4096, 564_010, 8192, 691_990);
    Verdicts.of(run.write(), RCC, PaperScale.MINI, List.of()).write(folder);
    run.curve(
        "huggingface", "huggingface", 1, "cpu", 2048, 2048_000, 4096, 2458_600, 8192, 3276_800);
    run.write();

    Verdicts again = Verdicts.again(folder).orElseThrow();

    // 1000 and 200 against 31.25 bytes a token
    assertThat(row(again, "memory.grows-slower.full").ours()).isCloseTo(32, within(0.1));
    assertThat(row(again, "memory.grows-slower.huggingface").ours()).isCloseTo(6.4, within(0.05));
    assertThat(row(again, "memory.grows-slower.huggingface").verdict()).isEqualTo(Verdict.FAILS);
    assertThat(again.rows()).hasSize(RCC.rows().size());
    assertThat(again.about("huggingface", RCC).rows())
        .extracting(RowVerdict::row)
        .hasSize(6)
        .allMatch(id -> id.endsWith(".huggingface"));
  }

  @Test
  void theFirstTwoThousandTokensAreJudgedByThePointsUpToThere() {
    long gib = 1L << 30;
    // 1 GiB a thousand tokens up to 2048, and nothing more from there on
    run.curve(
        "full",
        "full",
        1,
        "cpu",
        512,
        4 * gib + gib / 2,
        1024,
        5 * gib,
        2048,
        6 * gib + 1,
        4096,
        6 * gib,
        65_536,
        6 * gib);
    List<String> rows = List.of("memory.plus-2-gb-at-2k.full");

    RowVerdict row = Verdicts.of(run.write(), RCC, PaperScale.SHAPE, rows).rows().get(0);

    assertThat(row.ours()).isCloseTo(2048, within(0.1));
    assertThat(row.verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void aRunIsJudgedAgainByItsOwnRowsScaleAndManifestOrNotAtAll() {
    run.curve("full", "full", 1, "cpu", 2048, 2048_000, 4096, 4097_000, 8192, 8191_000);
    run.write();
    assertThat(Verdicts.again(folder)).isEmpty();

    List<String> named = List.of("memory.grows-slower", "figure-1.rcc.2k");
    Verdicts some = Verdicts.of(folder, RCC, PaperScale.SHAPE, named);
    some.write(folder);
    assertThat(Verdicts.again(folder)).contains(some);

    Verdicts.of(folder, PLANTED, PaperScale.MINI, List.of()).write(folder);
    assertThat(Verdicts.again(folder)).as("a manifest of the user's").isEmpty();
  }

  @Test
  void strictIsMetOnlyByRowsThatWereMeasured() {
    run.shares("a", "passkey", CELL, "hit", 900, 100);
    run.write();
    assertThat(strict("share.of-mine")).isEqualTo(Verdicts.Strict.MET);
    assertThat(strict("share")).as("named, so asked for").isEqualTo(Verdicts.Strict.OPEN);
    assertThat(Verdicts.of(folder, PLANTED, PaperScale.MINI, List.of()).strict())
        .as("gap was not measured")
        .isEqualTo(Verdicts.Strict.OPEN);

    run.shares("b", "passkey", CELL, "hit", 900, 100).write();
    assertThat(strict("share.of-mine", "gap.apart")).isEqualTo(Verdicts.Strict.BROKEN);
  }

  private Verdicts.Strict strict(String... names) {
    return Verdicts.of(folder, PLANTED, PaperScale.MINI, List.of(names)).strict();
  }

  @Test
  void theFileIsTheSameWhateverTheOrderOfLines() throws IOException {
    run.shares("a", "passkey", CELL, "hit", 90, 10).shares("b", "passkey", CELL, "hit", 50, 50);
    run.curve("full", "full", 1, "cpu", 2048, 2048_000, 4096, 4097_000, 8192, 8191_000);
    run.write();
    String first = written();
    for (String file : List.of("samples.jsonl", "measurements.jsonl")) {
      List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(file)));
      Collections.shuffle(lines, new Random(2));
      Files.write(folder.resolve(file), lines);
    }

    assertThat(written()).isEqualTo(first);
    assertThat(first).contains("\"verdict\" : \"HOLDS\"").contains("\"ours\" : 90.0");
  }

  @Test
  void theTableHasEffectsFirstAndFoldsWhatWasNotRun() {
    run.shares("a", "passkey", CELL, "hit", 900, 100).shares("b", "passkey", CELL, "hit", 500, 500);
    run.write();
    List<String> lines = VerdictTable.lines(all());

    assertThat(lines.indexOf(line(lines, "HOLDS"))).isLessThan(lines.indexOf(line(lines, "MATCH")));
    assertThat(lines).contains("NOT-RUN (needs scale paper, this is mini): 1 rows");
    assertThat(lines).endsWith("Verdicts: 1 MATCH, 1 HOLDS, 1 INCONCLUSIVE, 1 NOT-RUN");
  }

  private static String line(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private String written() throws IOException {
    all().write(folder);
    return Files.readString(folder.resolve(Verdicts.FILE));
  }

  @Test
  void buildServersSeeFailuresAndSkips() throws IOException {
    run.shares("a", "passkey", CELL, "hit", 500, 500).shares("b", "passkey", CELL, "hit", 500, 500);
    run.write();
    all().write(folder);

    assertThat(Files.readString(folder.resolve(Verdicts.JUNIT)))
        .contains("tests=\"4\" failures=\"2\" skipped=\"2\"")
        .contains("<failure message=\"OFF: c; paper 90 %, ours 50,")
        .contains("<skipped message=\"NOT-RUN: needs scale paper, this is mini\"/>");
  }

  private Verdicts all() {
    return Verdicts.of(folder, PLANTED, PaperScale.MINI, List.of());
  }

  private RowVerdict verdict(String name) {
    return Verdicts.of(run.write(), PLANTED, PaperScale.MINI, List.of(name)).rows().get(0);
  }

  private static RowVerdict row(Verdicts verdicts, String id) {
    return verdicts.rows().stream().filter(r -> r.row().equals(id)).findFirst().orElseThrow();
  }
}
