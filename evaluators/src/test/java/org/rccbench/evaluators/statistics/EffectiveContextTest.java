package org.rccbench.evaluators.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;

/** A length counts only where the samples show that the model copes with it. */
class EffectiveContextTest {
  private static final Resampling RESAMPLING = new Resampling(1000, 1, 0.95);

  @Test
  void aCellThatItsAnswersEndedNeedsTheBoundOfAllLooks() {
    // 48 of 50: Wilson's bound is 0.865, that of four looks (Clopper and Pearson) 0.83; 0.856
    // needed
    List<SampleLine> fixed = lines(512, 0, 50, 50, Map.of());
    fixed.addAll(lines(1024, 0, 48, 50, Map.of()));
    assertThat(longest(fixed)).hasValue(1024);
    List<SampleLine> adaptive = lines(512, 0, 50, 50, Map.of("half-width", 0.05));
    adaptive.addAll(lines(1024, 0, 48, 50, Map.of("half-width", 0.05)));
    assertThat(longest(adaptive)).hasValue(512);
  }

  @Test
  void cellsThatEndedAtDifferentLooksAreBoundTogether() {
    List<SampleLine> lines = lines(512, 0, 50, 50, Map.of("half-width", 0.05));
    lines.addAll(lines(1024, 0, 50, 50, Map.of("half-width", 0.05)));
    lines.addAll(lines(1024, 50, 400, 400, Map.of("half-width", 0.05)));
    assertThat(longest(lines)).hasValue(1024);
    lines.addAll(lines(2048, 0, 50, 50, Map.of("half-width", 0.05)));
    lines.addAll(lines(2048, 50, 300, 400, Map.of("half-width", 0.05)));
    assertThat(longest(lines)).hasValue(1024);
  }

  @Test
  void aLengthAtWhichSamplesFailedEndsTheRow() {
    List<SampleLine> lines = lines(512, 0, 50, 50, Map.of());
    lines.addAll(lines(1024, 0, 50, 50, Map.of()));
    assertThat(longest(lines)).hasValue(1024);
    lines.add(line("failed", 1024, 0, null, Map.of()));
    assertThat(longest(lines)).hasValue(512);
  }

  private static OptionalLong longest(List<SampleLine> lines) {
    return EffectiveContext.of(lines, "passkey-landmark", RESAMPLING).orElseThrow().longest();
  }

  private static List<SampleLine> lines(
      int length, int depth, int right, int of, Map<String, Object> details) {
    return new ArrayList<>(
        IntStream.range(0, of)
            .mapToObj(i -> line("s" + i, length, depth, i < right ? 1.0 : 0.0, details))
            .toList());
  }

  private static SampleLine line(
      String name, int length, int depth, Double score, Map<String, Object> details) {
    SortedMap<String, Double> scores = new TreeMap<>();
    if (score != null) {
      scores.put("passkey-landmark", score);
    }
    String id = name + "-" + length + "-" + depth;
    return new SampleLine(
        id,
        id,
        "passkey",
        1,
        "m",
        true,
        null,
        new TreeMap<>(Map.of("length", "" + length, "depth", "" + depth)),
        id,
        "prompt",
        "",
        List.of(),
        null,
        List.of("77"),
        scores,
        new TreeMap<>(details),
        List.of(),
        new TreeMap<>(),
        score == null ? Outcome.FAILED : Outcome.SCORED,
        score == null ? "it broke" : null,
        new TreeMap<>());
  }
}
