package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A score that ends at 100 is judged in its own unit, and a failed sample at best is 100. */
class ScoreScaleTest {
  private static final Map<String, String> CELL = Map.of("length", "2048");
  private static final String BLEU = "bleu4-text-sacrebleu-13a";
  private static final PaperManifest MANIFEST =
      PaperManifest.parse(
          """
          paper: {key: p, title: Planted, source: here}
          models:
            mine: {says: "m", kind: rcc, rate: 32}
            other: {says: "o", kind: full}
          groups:
            - id: level
              source: s
              mark: F
              claim: c
              expected: {value: 50, unit: BLEU, digit: 2, samples: 100, error: spread}
              scales: [mini]
              measure: {of: score, task: t, profile: bleu4-text-sacrebleu-13a, model: mine}
              rows: [{id: of-mine}]
            - id: gap
              source: s
              mark: F
              claim: c
              effect: {claim: at_least, smallest: 20, unit: BLEU, reason: planted}
              measure:
                {of: difference, task: t, profile: bleu4-text-sacrebleu-13a, model: mine, against: other}
              rows: [{id: apart}]
          """,
          "planted.yaml");

  @TempDir private Path folder;

  private static double[] around(double center) {
    return IntStream.range(0, 200).mapToDouble(i -> center + (i * 7 % 11 - 5) / 5.0).toArray();
  }

  private PlantedRun run() {
    return new PlantedRun(folder)
        .model("a", "rcc", 32)
        .model("b", "full", 1)
        .scored("a", "t", CELL, BLEU, around(50));
  }

  private RowVerdict verdict(PlantedRun run, String name) {
    return Verdicts.of(run.write(), MANIFEST, PaperScale.MINI, List.of(name)).rows().get(0);
  }

  @Test
  void aDifferenceOfMoreThanOneHoldsItsInterval() {
    RowVerdict row = verdict(run().scored("b", "t", CELL, BLEU, around(20)), "gap.apart");

    assertThat(row.ours()).isCloseTo(30, within(1e-9));
    assertThat(row.interval().contains(30)).as(row.interval().toString()).isTrue();
    assertThat(row.verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void failedSamplesCountAsAPerfectScoreAtBest() {
    assertThat(verdict(run(), "level.of-mine").verdict()).isEqualTo(Verdict.MATCH);

    RowVerdict row = verdict(run().failed("a", "t", CELL, 100), "level.of-mine");

    assertThat(row.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(row.why()).endsWith("scored as the worst they make it OFF, as the best BETTER");
  }
}
