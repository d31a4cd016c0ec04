package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Break-even is where two straight lines over the number of questions cross. */
class BreakEvenTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // read and question of the candidate, then of the baseline
        "100; 5; 40; 10; from 12 questions on",
        "100; 5; 41; 10; from 12 questions on",
        "40; 10; 100; 5; up to 12 questions",
        "40; 5; 100; 10; always faster",
        "100; 10; 40; 5; never at this length",
        "100; 10; 100; 10; always faster"
      })
  void linesCrossWhereTheirTimesAreEqual(
      long read, long question, long baseRead, long baseQuestion, String words) {
    assertThat(
            PhaseTables.BreakEven.of(
                    MeasuredPoints.timed(read, question),
                    MeasuredPoints.timed(baseRead, baseQuestion))
                .words())
        .isEqualTo(words);
  }

  @Test
  void theFrontIsWhatNothingBeats() {
    List<double[]> points =
        List.of(
            new double[] {3, 0.9},
            new double[] {1, 0.5},
            new double[] {2, 0.4},
            new double[] {1, 0.6},
            new double[] {4, 0.9});

    assertThat(RetentionFigure.pareto(points))
        .containsExactly(new double[] {1, 0.6}, new double[] {3, 0.9});
  }
}
