package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.rccbench.models.Inspection;
import org.rccbench.models.LevelStatistics;
import org.rccbench.models.Memory;

/** Comparisons that neox and rcc cases share. */
final class GoldenChecks {
  /** Absolute, as the golden files state it. */
  static final double TOLERANCE = 2e-4;

  private GoldenChecks() {}

  static void lastLogits(Expected expected, Inspection inspection, double tolerance) {
    float[] logits = inspection.lastLogits();
    double[] first = expected.numbers("first16");
    for (int i = 0; i < first.length; i++) {
      assertThat((double) logits[i])
          .as(expected.path() + " logit " + i)
          .isCloseTo(first[i], within(tolerance));
    }
    int best = expected.integer("argmax");
    int second = expected.integer("second");
    double margin = expected.number("margin");
    assertThat(logits[best] - logits[second])
        .as(expected.path() + " margin")
        .isCloseTo((float) margin, within((float) (2 * tolerance)));
    if (margin > 2 * tolerance) {
      assertThat(inspection.argmax()).as(expected.path() + " argmax").isEqualTo(best);
    }
    assertThat(inspection.logSumExp())
        .as(expected.path() + " logsumexp")
        .isCloseTo(expected.number("logsumexp"), within(tolerance));
  }

  static void close(String what, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as(what + " at " + i).isCloseTo(expected[i], within(tolerance));
    }
  }

  /**
   * Sums of n values may be off by n tolerances, but the reference's own sum is of the same values.
   */
  static void sum(Expected expected, String field, double[] actual) {
    assertThat(Arrays.stream(actual).sum())
        .as(expected.path() + "." + field)
        .isCloseTo(
            expected.number(field), within(TOLERANCE * Math.max(1, Math.sqrt(actual.length))));
  }

  static void hidden(List<Expected> expected, List<LevelStatistics> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Expected level = expected.get(i);
      statistics(level, actual.get(i));
      row(level, "last_first4", actual.get(i).lastRow());
    }
  }

  static void compressed(Expected expected, List<LevelStatistics> actual, long slots, int width) {
    assertThat(expected.ids("shape"))
        .as(expected.path() + ".shape")
        .containsExactly(1, Math.toIntExact(slots), actual.size(), width);
    List<Expected> levels = expected.objects("levels");
    assertThat(actual).hasSameSizeAs(levels);
    for (int i = 0; i < levels.size(); i++) {
      statistics(levels.get(i), actual.get(i));
      row(levels.get(i), "first_slot_first4", actual.get(i).firstRow());
      row(levels.get(i), "last_slot_first4", actual.get(i).lastRow());
    }
  }

  private static void statistics(Expected level, LevelStatistics actual) {
    assertThat(actual.mean())
        .as(level.path() + " mean")
        .isCloseTo(level.number("mean"), within(TOLERANCE));
    assertThat(actual.std())
        .as(level.path() + " std")
        .isCloseTo(level.number("std"), within(TOLERANCE));
  }

  private static void row(Expected level, String field, List<Float> actual) {
    double[] expected = level.numbers(field);
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual.get(i))
          .as(level.path() + "." + field)
          .isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  /** Each greedy step's margin over its runner-up, recomputed by teacher forcing. */
  static void margins(Memory memory, int[] prompt, int[] best, JsonNode seconds, JsonNode margins) {
    assertThat(margins.size()).isEqualTo(best.length);
    for (int i = 0; i < best.length; i++) {
      int[] text = Arrays.copyOf(prompt, prompt.length + i);
      System.arraycopy(best, 0, text, prompt.length, i);
      double first = memory.logProbabilities(text, new int[] {best[i]})[0];
      double margin = margins.get(i).asDouble();
      if (seconds != null) {
        double second = memory.logProbabilities(text, new int[] {seconds.get(i).asInt()})[0];
        assertThat(first - second)
            .as("margin of step " + i)
            .isCloseTo(margin, within(2 * TOLERANCE));
      }
      assertThat(margin)
          .as("margin of step " + i + " is large enough for equal ids")
          .isGreaterThan(0.001);
    }
  }

  static void noise(Expected expected) {
    assertThat(expected.number("float64_max_abs_logit_diff")).isLessThan(TOLERANCE);
  }
}
