package org.rccbench.reports.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Claims about memory are judged by the lines through the curves. */
class MemoryVerdictsTest extends PlantedVerdicts {
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
}
