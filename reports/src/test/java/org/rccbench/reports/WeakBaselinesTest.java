package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** An uncompressed model that does not repeat its text is called weak, others are not. */
class WeakBaselinesTest {
  private static final RunData RUN =
      new RunData(
          List.of(),
          List.of(),
          Map.of("good", "full", "poor", "full", "none", "full", "rcc-8", "rcc"),
          3,
          true);

  @Test
  void theScoreOfTheLongestLengthCounts() {
    Table rows =
        Table.create(
            StringColumn.create("model", "good", "good", "poor", "poor", "rcc-8", "none"),
            LongColumn.create("tokens", 24, 96, 96, 24, 96, 96),
            DoubleColumn.create("score", 0.9, 0.95, 0.801, 0.97, 0.5, Double.NaN));

    assertThat(WeakBaselines.notes(RUN, rows, "tokens"))
        .containsExactly(
            "poor has the text before it and scores 0.801 over 96 tokens: a weak baseline (under"
                + " 0.95), so to be better than it says little.");
  }
}
