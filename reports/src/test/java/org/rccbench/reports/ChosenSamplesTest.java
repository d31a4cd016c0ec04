package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.SampleLine;

/** Every miss and every flip is kept, the rest is drawn by seed, and the page says so. */
class ChosenSamplesTest {
  private final RunData run = RunData.read(Path.of("src/test/resources/golden-run"));

  @Test
  void fewEnoughAreAllKept() {
    ChosenSamples chosen = new ChosenSamples(run, 639);

    assertThat(chosen.kept()).hasSize(639);
    assertThat(chosen.note()).isEqualTo("All 639 samples of the run.");
  }

  @Test
  void missesAndFlipsAreKeptWhateverTheLimit() {
    ChosenSamples all = new ChosenSamples(run, 639);
    Set<String> telling =
        run.samples().stream()
            .filter(line -> all.isMiss(line) || all.isFlip(line))
            .map(SampleLine::key)
            .collect(Collectors.toSet());
    ChosenSamples none = new ChosenSamples(run, 0);

    assertThat(keys(none)).isEqualTo(telling).hasSizeBetween(100, 600);
    ChosenSamples some = new ChosenSamples(run, telling.size() + 10);
    assertThat(keys(some)).containsAll(telling).hasSize(telling.size() + 10);
    assertThat(some.note())
        .startsWith(
            telling.size() + 10 + " of 639 samples of the run: all " + telling.size() + " misses")
        .contains("10 of the other " + (639 - telling.size()) + ", drawn with seed 3");
  }

  @Test
  void aFailedSampleIsAMissAndBothSidesOfAFlipAreKept() {
    ChosenSamples chosen = new ChosenSamples(run, 0);

    assertThat(run.samples().stream().filter(line -> line.why() != null)).allMatch(chosen::isMiss);
    Set<String> flipped =
        run.samples().stream()
            .filter(line -> line.model().equals("rcc-32") && chosen.isFlip(line))
            .map(SampleLine::sample)
            .collect(Collectors.toSet());
    assertThat(flipped).isNotEmpty();
    assertThat(run.samples().stream().filter(line -> line.model().equals("pythia")))
        .filteredOn(line -> flipped.contains(line.sample()))
        .allMatch(chosen::isFlip);
  }

  @Test
  void aLineOfAnotherRunWithTheSameKeyIsNoFlip() {
    Map<String, String> cell = Map.of("length", "64");
    SampleLine full = Samples.question("full", "s", cell, Map.of(), 1);
    SampleLine wrong = Samples.question("rcc", "s", cell, Map.of(), 0);
    SampleLine right =
        Samples.withKey(Samples.question("rcc", "s", cell, Map.of(), 1), wrong.key());
    RunData both =
        new RunData(List.of(full, wrong, right), List.of(), Map.of("full", "full"), 3, true);

    ChosenSamples chosen = new ChosenSamples(both, 0);

    assertThat(chosen.isFlip(wrong)).isTrue();
    assertThat(chosen.isFlip(full)).isTrue();
    assertThat(chosen.isFlip(right)).isFalse();
  }

  @Test
  void aRightAnswerOfATaskWithoutAHeadlineIsNoMiss() {
    SampleLine right =
        Samples.scored(
            "word_counting", "pythia", Map.of("length", "64"), "a", Map.of("ruler-all", 1.0));
    SampleLine other =
        Samples.scored(
            "perplexity", "pythia", Map.of("length", "64"), "b", Map.of("inverse-perplexity", 0.2));
    ChosenSamples chosen = new ChosenSamples(Samples.run(List.of(right, other), true), 0);

    assertThat(chosen.isMiss(right)).isFalse();
    assertThat(chosen.isMiss(other)).isFalse();
  }

  @Test
  void theDrawDoesNotDependOnTheOrderOfLines() {
    List<SampleLine> shuffled = new ArrayList<>(run.samples());
    Collections.shuffle(shuffled, new Random(5));
    RunData other = new RunData(shuffled, List.of(), run.kinds(), run.bootstrapSeed(), true);

    assertThat(keys(new ChosenSamples(other, 500))).isEqualTo(keys(new ChosenSamples(run, 500)));
  }

  private static Set<String> keys(ChosenSamples chosen) {
    return chosen.kept().stream().map(SampleLine::key).collect(Collectors.toSet());
  }
}
