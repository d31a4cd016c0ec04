package org.rccbench.evaluators.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.results.Samples;

/** Every context weighs the same, and what was not scored is counted but never averaged. */
class HeadlineTest {
  private static final String PROFILE = "bleu4-ids-nltk-method1@100";

  @Test
  void aHeadlineIsTheMeanOfTheContextMeans() {
    List<SampleLine> lines =
        List.of(
            scored("1", "a", 1.0),
            scored("2", "a", 0.5),
            scored("3", "b", 0.25),
            Samples.scored("4", "b", Map.of("other", 1.0)),
            Samples.unscored("5", "b", Outcome.FAILED),
            Samples.unscored("6", "c", Outcome.SKIPPED));
    Headline headline = Headline.of(lines, PROFILE, Resampling.seeded(1)).orElseThrow();
    assertThat(headline.mean()).isEqualTo((0.75 + 0.25) / 2);
    assertThat(headline.contexts()).isEqualTo(2);
    assertThat(headline.samples()).isEqualTo(3);
    assertThat(headline.unscored()).isEqualTo(3);
    assertThat(headline.interval().orElseThrow().low()).isEqualTo(0.25);
    assertThat(headline.interval().orElseThrow().high()).isEqualTo(0.75);
  }

  @Test
  void nothingScoredIsNoHeadlineAndNotZero() {
    assertThat(
            Headline.of(
                List.of(Samples.unscored("1", "a", Outcome.FAILED)), PROFILE, Resampling.seeded(1)))
        .isEmpty();
  }

  private static SampleLine scored(String key, String context, double score) {
    return Samples.scored(key, context, Map.of(PROFILE, score));
  }
}
