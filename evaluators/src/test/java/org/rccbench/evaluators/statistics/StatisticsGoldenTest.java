package org.rccbench.evaluators.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.golden.GoldenMetrics;

/** Intervals equal those of statsmodels, scipy and numpy within a relative 1e-9. */
class StatisticsGoldenTest {
  private static final String FILE = "stats.jsonl";

  @Test
  void wilsonIntervalsEqualThoseOfStatsmodels() {
    List<JsonNode> rows = rows("proportion_ci");
    for (JsonNode row : rows) {
      Interval actual =
          Wilson.interval(
              row.get("successes").longValue(),
              row.get("n").longValue(),
              row.get("confidence").doubleValue());
      compare(actual, row.get("expected").get("wilson"), row.get("id").textValue());
    }
    GoldenMetrics.report(FILE + " proportion_ci", rows.size(), rows.size(), "the other intervals");
  }

  @Test
  void percentilesOfResamplesEqualThoseOfNumpy() {
    List<JsonNode> rows = rows("interval_from_resamples");
    for (JsonNode row : rows) {
      double[] resampled = new double[row.get("resampled").size()];
      for (int i = 0; i < resampled.length; i++) {
        resampled[i] = row.get("resampled").get(i).doubleValue();
      }
      Interval actual =
          ContextScores.percentileInterval(
              resampled, row.get("confidence").doubleValue(), "percentile");
      compare(actual, row.get("expected").get("percentile"), row.get("id").textValue());
    }
    GoldenMetrics.report(
        FILE + " interval_from_resamples", rows.size(), rows.size(), "basic and BCa intervals");
  }

  private static List<JsonNode> rows(String op) {
    List<JsonNode> rows =
        GoldenMetrics.rows(FILE).stream().filter(r -> r.path("op").asText().equals(op)).toList();
    assertThat(rows).as(op).isNotEmpty();
    return rows;
  }

  private static void compare(Interval actual, JsonNode ends, String where) {
    GoldenMetrics.within(actual.low(), ends.get(0).doubleValue(), 1e-9, where + " low");
    GoldenMetrics.within(actual.high(), ends.get(1).doubleValue(), 1e-9, where + " high");
  }
}
