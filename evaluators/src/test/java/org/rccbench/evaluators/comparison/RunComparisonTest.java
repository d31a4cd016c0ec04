package org.rccbench.evaluators.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.comparison.MadeRun.Answer;
import org.rccbench.evaluators.comparison.MadeRun.Asked;
import org.rccbench.evaluators.comparison.RunComparison.CellMatch;
import org.rccbench.evaluators.comparison.RunComparison.Match;
import org.rccbench.evaluators.comparison.RunComparison.Settings;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.evaluators.statistics.Comparison;
import org.rccbench.evaluators.statistics.Resampling;
import org.rccbench.evaluators.statistics.Verdict;

/** Two systems are compared on what both were asked, and what one lacks is told. */
class RunComparisonTest {
  private static final List<String> LANDMARK = List.of("passkey-landmark");
  private static final Resampling RESAMPLING = new Resampling(2000, 1, 0.95);

  @TempDir private Path folder;

  @Test
  void flipsTestsAndVerdictFollowFromThePairs() {
    // of 40 contexts B alone is right on 9, A alone on 1
    full(number -> number < 9 ? 0 : 1, 40, 512);
    rcc(number -> number == 9 ? 0 : 1, 40, 512);

    Match match = only(compare("a:full", "b:rcc", 0));
    Comparison result = match.result().orElseThrow();

    assertThat(match.rate()).isEqualTo("32");
    assertThat(match.unpaired()).isEmpty();
    assertThat(result.scores().candidateAhead()).isEqualTo(9);
    assertThat(result.scores().baselineAhead()).isEqualTo(1);
    assertThat(result.scores().difference()).isCloseTo(0.2, within(1e-12));
    // both exact: 2 * P(X <= 1), X of Bin(10, 1/2)
    assertThat(result.p()).isEqualTo(22.0 / 1024);
    assertThat(result.mcNemar()).contains(22.0 / 1024);
    assertThat(result.adjusted()).isEqualTo(result.p());
    assertThat(result.interval().orElseThrow().low()).isPositive();
    assertThat(result.verdict()).isEqualTo(Verdict.BETTER);
    Match swapped = only(compare("b:rcc", "a:full", 0));
    assertThat(swapped.result().orElseThrow().verdict()).isEqualTo(Verdict.WORSE);
  }

  @Test
  void severalComparisonsAreAdjustedTogether() {
    full(number -> number < 9 ? 0 : 1, 40, 512);
    rcc(number -> number == 9 ? 0 : 1, 40, 512);
    RunComparison both =
        RunComparison.of(
            ComparedRun.open(run("a")),
            ComparedRun.open(run("b")),
            new Settings(List.of("passkey-landmark", "passkey-infinitebench"), 0, RESAMPLING));
    assertThat(both.matches()).hasSize(2);
    for (Match match : both.matches()) {
      // the second profile is scored now, from the outputs, and says the same
      assertThat(match.result().orElseThrow().p()).isEqualTo(22.0 / 1024);
      assertThat(match.result().orElseThrow().adjusted()).isEqualTo(44.0 / 1024);
      assertThat(match.result().orElseThrow().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }
  }

  @Test
  void equalRunsAreTheSameOnceTheMarginHoldsTheInterval() {
    full(number -> number % 2, 200, 512);
    rcc(number -> number % 2, 200, 512);
    // no flip in 200: each way less than 1.9 % by Wilson
    assertThat(verdict(compare("a", "b", 0.02))).isEqualTo(Verdict.SAME);
    RunComparison close = compare("a", "b", 0.005);
    assertThat(verdict(close)).isEqualTo(Verdict.INCONCLUSIVE);
    Comparison result = only(close).result().orElseThrow();
    double detectable = result.detectable().orElseThrow().difference();
    assertThat(detectable).isPositive();
    assertThat(result.samplesNeeded().orElseThrow())
        .isEqualTo((long) Math.ceil(200 * Math.pow(detectable / 0.005, 2)));
  }

  @Test
  void retentionIsTheRatioOfMeansOverallAndByEachCoordinate() {
    full(number -> number % 4 == 0 ? 0 : 1, 40, 512);
    rcc(number -> number % 4 < 2 ? 0 : 1, 40, 512);
    full(number -> 1, 40, 1024);
    rcc(number -> number % 4 == 0 ? 1 : 0, 40, 1024);

    Match match = only(compare("a", "b", 0));

    // (20 + 10) of (30 + 40)
    assertThat(match.result().orElseThrow().retention().ratio().orElseThrow())
        .isCloseTo(30.0 / 70, within(1e-12));
    assertThat(match.cells())
        .extracting(
            CellMatch::coordinate, CellMatch::value, c -> c.retention().ratio().orElseThrow())
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .containsExactly(
            tuple("depth", "0", 20.0 / 30),
            tuple("depth", "50", 10.0 / 40),
            tuple("length", "512", 20.0 / 30),
            tuple("length", "1024", 10.0 / 40));
  }

  @Test
  void retentionOfAScoreThatMayBeNothingIsUndefined() {
    full(number -> number == 0 ? 1 : 0, 20, 512);
    rcc(number -> number == 0 ? 1 : 0, 20, 512);
    var retention = only(compare("a", "b", 0)).result().orElseThrow().retention();
    assertThat(retention.ratio()).isEmpty();
    assertThat(retention.note()).startsWith("undefined: the interval of the uncompressed score");
  }

  @Test
  void whatOneSideLacksOrFailedIsListed() {
    try (MadeRun a = open("a");
        MadeRun b = open("b")) {
      a.answered("full", Asked.passkey(0, 512), Answer.passkey(1))
          .answered("full", Asked.passkey(1, 512), Answer.passkey(1))
          .answered("full", Asked.passkey(2, 512), Answer.passkey(1))
          .unanswered("full", Asked.passkey(3, 512), Outcome.SKIPPED, "too long")
          .unanswered("full", Asked.passkey(4, 512), Outcome.SKIPPED, "too long")
          .unanswered("full", Asked.passkey(5, 512), Outcome.FAILED, "it broke");
      b.answered("rcc", Asked.passkey(0, 512), Answer.passkey(1))
          .unanswered("rcc", Asked.passkey(2, 512), Outcome.FAILED, "out of memory")
          .answered("rcc", Asked.passkey(3, 512), Answer.passkey(1))
          .unanswered("rcc", Asked.passkey(4, 512), Outcome.SKIPPED, "too long")
          .unanswered("rcc", Asked.passkey(5, 512), Outcome.FAILED, "it broke");
    }
    RunComparison comparison = compare("a", "b", 0);
    Match match = only(comparison);
    assertThat(comparison.isComplete()).isFalse();
    assertThat(match.skippedByBoth()).isEqualTo(1);
    assertThat(match.result().orElseThrow().scores().samples()).isEqualTo(1);
    assertThat(match.result().orElseThrow().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(match.unpaired())
        .extracting(Unpaired::sample, Unpaired::baseline, Unpaired::candidate)
        .containsExactly(
            tuple("s512-1", null, "no such sample"),
            tuple("s512-2", null, "failed: out of memory"),
            tuple("s512-3", "skipped: too long", null),
            tuple("s512-5", "failed: it broke", "failed: it broke"));
  }

  @Test
  void effectiveContextIsTheLengthUpToWhichTheLowerBoundHolds() {
    full(number -> 1, 40, 512);
    rcc(number -> 1, 40, 512);
    full(number -> 1, 40, 1024);
    rcc(number -> number == 0 ? 0 : 1, 40, 1024);
    full(number -> 1, 40, 2048);
    rcc(number -> 1, 40, 2048);
    RunComparison comparison = compare("a", "b", 0);
    // Wilson's lower bound of 40 in 40 is 0.912, of 39 in 40 0.871, of 38 in 40 0.835
    assertThat(comparison.reaches())
        .extracting(r -> r.side(), r -> r.context().longest().orElseThrow())
        .containsExactly(tuple("A", 2048L), tuple("B", 2048L));
    rcc(number -> number < 2 ? 0 : 1, 40, 1024);
    // the length between fails, whatever comes after it
    assertThat(compare("a", "b", 0).reaches().get(1).context().longest()).hasValue(512);
    assertThat(compare("a", "b", 0).reaches().get(1).context().measured()).isEqualTo(2048);
  }

  @Test
  void aModelWithOneModeIsHeldAgainstEveryModeOfTheOther() {
    Answer right = new Answer("77", "77", List.of("77"), Map.of("squad-f1", 1.0));
    try (MadeRun a = open("a");
        MadeRun b = open("b")) {
      for (int i = 0; i < 5; i++) {
        a.answered("full", question(i, "context-only"), right);
        b.answered("rcc", question(i, "human"), right);
        b.answered("rcc", question(i, "compress"), right);
      }
    }
    List<Match> matches =
        RunComparison.of(
                ComparedRun.open(run("a")),
                ComparedRun.open(run("b")),
                new Settings(List.of("squad-f1"), 0, RESAMPLING))
            .matches();
    assertThat(matches)
        .extracting(match -> match.baseline().mode(), match -> match.candidate().mode())
        .containsExactly(tuple("context-only", "compress"), tuple("context-only", "human"));
  }

  @Test
  void aSampleThatWasDecodedInTwoWaysIsLeftOutAlone() {
    full(number -> 1, 4, 512);
    rcc(number -> 0, 4, 512);
    try (MadeRun b = open("b")) {
      b.answeredAgain("rcc", Asked.passkey(2, 512), Answer.passkey(1));
    }
    RunComparison comparison = compare("a", "b", 0);
    Match match = only(comparison);
    assertThat(match.result().orElseThrow().scores().samples()).isEqualTo(3);
    assertThat(match.unpaired())
        .singleElement()
        .satisfies(one -> assertThat(one.sample()).isEqualTo("s512-2"))
        .satisfies(one -> assertThat(one.baseline()).isNull())
        .satisfies(one -> assertThat(one.candidate()).startsWith("several lines of this sample"));
    assertThat(comparison.isComplete()).isFalse();
  }

  @Test
  void aScoreThatNoOutputGivesIsThatOfTheRuns() {
    perplexity("a", "full", 0.5);
    perplexity("b", "rcc", 0.25);
    record("a", "{kind: full, source: x}");
    record("b", "{kind: full, source: x}");
    for (List<String> profiles : List.of(List.of("inverse-perplexity"), List.<String>of())) {
      Match match =
          only(
              RunComparison.of(
                  ComparedRun.open(run("a")),
                  ComparedRun.open(run("b")),
                  new Settings(profiles, 0, RESAMPLING)));
      assertThat(match.profile()).isEqualTo("inverse-perplexity");
      assertThat(match.result().orElseThrow().scores().difference()).isEqualTo(-0.25);
    }
  }

  @Test
  void runsOfModelsThatAreNotAtHandAreCompared() {
    perplexity("a", "full", 0.5);
    perplexity("b", "rcc", 0.25);
    record("a", "{kind: exec, source: rm x}");
    record("b", "{kind: http, source: 'http://h/v1', settings: {key_env: NO_SUCH_VARIABLE}}");
    assertThat(ComparedRun.open(run("a")).headlines("perplexity"))
        .containsExactly("inverse-perplexity");
    assertThat(ComparedRun.open(run("b")).headlines("perplexity"))
        .containsExactly("inverse-perplexity");
  }

  private void perplexity(String run, String model, double score) {
    try (MadeRun made = open(run)) {
      for (int i = 0; i < 5; i++) {
        made.answered(
            model,
            new Asked("p" + i, "c" + i, "perplexity", null, Map.of("length", "512")),
            new Answer("", null, List.of("red"), Map.of("inverse-perplexity", score)));
      }
    }
  }

  private void record(String run, String model) {
    String suite =
        "name: t\nmodels: {m: " + model + "}\ntasks: [{task: perplexity, data: {path: x}}]\n";
    SortedMap<String, String> none = new TreeMap<>();
    new RunRecord(
            suite,
            "0",
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            none,
            none,
            none,
            List.of(),
            null,
            "2026-01-01T00:00:00Z",
            null)
        .write(folder.resolve(run));
  }

  @Test
  void unknownRunsModelsAndProfilesAreRefused() throws Exception {
    full(number -> 1, 3, 512);
    rcc(number -> 1, 3, 512);
    assertThatThrownBy(() -> ComparedRun.open(run("a") + ":nosuch"))
        .hasMessageContaining("no samples of a model \"nosuch\"; it has: full");
    assertThatThrownBy(() -> ComparedRun.open(run("none")))
        .hasMessageContaining("name a run folder");
    assertThatThrownBy(
            () ->
                RunComparison.of(
                    ComparedRun.open(run("a")),
                    ComparedRun.open(run("b")),
                    new Settings(List.of("meteor"), 0, RESAMPLING)))
        .hasMessageContaining("known: ");
    assertThatThrownBy(() -> compare("a", "b", 1.5)).hasMessageContaining("margin");
    // without run.json nobody says which profile stands for the task
    assertThatThrownBy(
            () ->
                RunComparison.of(
                    ComparedRun.open(run("a")),
                    ComparedRun.open(run("b")),
                    new Settings(List.of(), 0, RESAMPLING)))
        .hasMessageContaining("give --profile");
    Path colon = Files.createDirectories(folder.resolve("x:y"));
    try (MadeRun run = new MadeRun(colon)) {
      run.answered("full", Asked.passkey(0, 512), Answer.passkey(1));
    }
    assertThat(ComparedRun.open(colon.toString()).models()).containsOnlyKeys("full");
  }

  private interface Right {
    int of(int number);
  }

  private void full(Right right, int samples, int length) {
    fill("a", "full", right, samples, length);
  }

  private void rcc(Right right, int samples, int length) {
    fill("b", "rcc", right, samples, length);
  }

  private void fill(String run, String model, Right right, int samples, int length) {
    try (MadeRun made = open(run)) {
      IntStream.range(0, samples)
          .forEach(
              i -> made.answered(model, Asked.passkey(i, length), Answer.passkey(right.of(i))));
    }
  }

  private static Asked question(int number, String mode) {
    return new Asked("q" + number, "c" + number, "question_answering", mode, Map.of());
  }

  private MadeRun open(String name) {
    Path run = folder.resolve(name);
    assertThat(run.toFile().mkdirs() || Files.isDirectory(run)).isTrue();
    return new MadeRun(run);
  }

  private String run(String name) {
    return folder.resolve(name).toString();
  }

  private RunComparison compare(String a, String b, double margin) {
    return RunComparison.of(
        ComparedRun.open(run(a)),
        ComparedRun.open(run(b)),
        new Settings(LANDMARK, margin, RESAMPLING));
  }

  private static Match only(RunComparison comparison) {
    assertThat(comparison.matches()).hasSize(1);
    return comparison.matches().get(0);
  }

  private static Verdict verdict(RunComparison comparison) {
    return only(comparison).result().orElseThrow().verdict();
  }
}
