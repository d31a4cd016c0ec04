package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A claim about training needs models that were trained apart. */
class TrainingSeedsTest extends PlantedVerdicts {
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

  /**
   * One context has 99 samples of every seed, two others have one: all weigh the same in its mean.
   */
  @Test
  void contextsOfASeedWeighTheSame() {
    run = new PlantedRun(folder.resolve("weights"));
    for (int i = 1; i <= 3; i++) {
      String model = "rcc-128-seed" + i;
      double[] many = new double[99];
      Arrays.fill(many, 0.02 * i);
      run.model(model, "rcc", 128);
      run.onOneContext(model, "reconstruction", Map.of("length", "1"), BLEU, many);
      run.scored(model, "reconstruction", Map.of("length", "2"), BLEU, 0.02, 0.02);
    }

    // a seed's mean is that of .02 i, .02 and .02: over i = 1, 2, 3 it deviates by a third of .02
    RowVerdict row = rcc("reconstruction.rate-128-does-not-converge");
    double deviation = 0.02 / 3;
    double half = 4.302652729911275 * deviation / Math.sqrt(3);
    assertThat(row.ours()).isCloseTo((0.04 + 0.02 + 0.02) / 3, within(1e-12));
    assertThat(row.interval().high()).isGreaterThanOrEqualTo(row.ours() + half - 1e-9);
    assertThat(row.interval().high())
        .as("samples as the unit would make it thrice as wide")
        .isLessThan(row.ours() + 1.5 * half);
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
}
