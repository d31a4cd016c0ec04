package org.rccbench.evaluators.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.Progress;
import org.rccbench.evaluators.Runner;
import org.rccbench.evaluators.Suite;
import org.rccbench.evaluators.comparison.MadeRun.Answer;
import org.rccbench.evaluators.comparison.MadeRun.Asked;
import org.rccbench.evaluators.comparison.Rescoring.Row;
import org.rccbench.evaluators.results.Journal;
import org.rccbench.evaluators.results.Outcome;
import org.rccbench.evaluators.results.SampleLine;
import org.rccbench.evaluators.results.ScoreFile;
import org.rccbench.evaluators.results.ScoreLine;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.statistics.Resampling;

/** Outputs are scored again as their task scores them; the journal stays as it is. */
class RescoringTest {
  @TempDir private Path folder;

  @Test
  void profilesOfStoredOutputsAreThoseOfTheGoldenRows() throws Exception {
    double sum = 0;
    int rows = 0;
    Path golden = Path.of(getClass().getResource("/golden/metrics/longbench-qa_f1.jsonl").toURI());
    try (MadeRun run = new MadeRun(folder)) {
      for (String line : Files.readAllLines(golden)) {
        JsonNode row = new ObjectMapper().readTree(line);
        List<String> answers = new ArrayList<>();
        for (JsonNode answer : row.get("answers")) {
          answers.add(answer.textValue());
        }
        String said = row.get("pred").textValue();
        run.answered(
            "m", question(rows), new Answer("so: " + said, said, answers, Map.of("x", 1.0)));
        sum += row.get("expected").get("best").doubleValue();
        rows++;
      }
    }

    Rescoring rescoring = rescore(Scorer.LONGBENCH_QA_F1);

    Row row = row(rescoring, "longbench-qa-f1");
    assertThat(row.headline().orElseThrow().samples()).isEqualTo(rows);
    assertThat(row.headline().orElseThrow().mean()).isCloseTo(sum / rows, within(1e-12));
    assertThat(row.why()).isNull();
  }

  @Test
  void theJournalIsNotTouchedAndEveryAnsweredSampleHasALine() throws IOException {
    try (MadeRun run = new MadeRun(folder)) {
      run.answered("m", Asked.passkey(1, 512), Answer.passkey(1))
          .answered("m", Asked.passkey(2, 512), Answer.passkey(0))
          .answered("m", question(3), new Answer("?", "?", List.of("77"), Map.of()))
          .unanswered("m", Asked.passkey(4, 512), Outcome.FAILED, "it broke")
          .unanswered("m", Asked.passkey(5, 512), Outcome.SKIPPED, "too long");
    }
    byte[] before = Files.readAllBytes(folder.resolve(Journal.FILE));

    Rescoring rescoring = rescore(Scorer.PASSKEY_LANDMARK, Scorer.ROUGE_L_PLTRDY);

    assertThat(Files.readAllBytes(folder.resolve(Journal.FILE))).isEqualTo(before);
    assertThat(Files.readAllLines(folder.resolve(ScoreFile.FILE)))
        .containsExactly(
            "{\"key\":\"q3/m/human\",\"scores\":{\"passkey-landmark\":0.0,"
                + "\"rouge-l-pltrdy\":0.0},\"unscored\":{}}",
            "{\"key\":\"s512-1/m/null\",\"scores\":{\"passkey-landmark\":1.0,"
                + "\"rouge-l-pltrdy\":0.999999995},\"unscored\":{}}",
            "{\"key\":\"s512-2/m/null\",\"scores\":{\"passkey-landmark\":0.0,"
                + "\"rouge-l-pltrdy\":0.0},\"unscored\":{}}");
    assertThat(rescoring.answered()).isEqualTo(3);
    assertThat(rescoring.others()).isEqualTo(2);
    assertThat(rescoring.agreeing()).isEqualTo(2);
    assertThat(rescoring.differing()).isZero();
    assertThat(ScoreFile.read(folder)).hasSize(3);
    byte[] written = Files.readAllBytes(folder.resolve(ScoreFile.FILE));
    rescore(Scorer.PASSKEY_LANDMARK, Scorer.ROUGE_L_PLTRDY);
    assertThat(Files.readAllBytes(folder.resolve(ScoreFile.FILE))).isEqualTo(written);
  }

  /** What a task takes for the answer is what is scored again, task by task. */
  @Test
  void theScoresOfEveryTaskComeOutAgain() throws IOException {
    Suite suite =
        Suite.parse(
            """
            name: all
            models:
              slots: {kind: noisy, source: bytes;slot=3, rate: 8, window: 256}
              text: {kind: noisy, source: bytes;depth=0-60}
              wrong: {kind: noisy, source: bytes;length=1000-2000}
            tasks:
              - {task: passkey, lengths: [600], depths: [0, 50, 100], samples: 3}
              - task: question_answering
                chronicle: {lengths: [700]}
                modes: [reconstruction, human, compress, context-only]
                samples: 4
              - {task: needle, lengths: [1500], keys: [1, 4], samples: 2}
              - {task: variable_tracking, lengths: [1500], hops: [2], chains: 2, samples: 2}
              - {task: word_counting, lengths: [1500], words: 4, often: 9, seldom: 2, samples: 2}
            """,
            "all");
    new Runner(suite, folder, Progress.NONE).run();
    Set<Scorer> scorers = new LinkedHashSet<>();
    suite.tasks().forEach(entry -> scorers.addAll(entry.task().scorers()));

    Rescoring rescoring = rescore(scorers.toArray(Scorer[]::new));

    Map<String, ScoreLine> again = ScoreFile.read(folder);
    Map<String, Set<Double>> seen = new TreeMap<>();
    int scores = 0;
    for (SampleLine line : Journal.read(folder)) {
      assertThat(again.get(line.key()).scores())
          .as("%s %s: %s", line.task(), line.mode(), line.output())
          .containsAllEntriesOf(line.scores());
      scores += line.scores().size();
      seen.computeIfAbsent(line.task(), task -> new TreeSet<>()).addAll(line.scores().values());
    }
    assertThat(seen.keySet()).hasSize(5);
    assertThat(seen.values()).as("right and wrong answers").allMatch(values -> values.size() > 1);
    assertThat(rescoring.agreeing()).isEqualTo(scores);
    assertThat(rescoring.differing()).isZero();
  }

  @Test
  void aScoreThatTheRunHasOtherwiseIsCounted() {
    try (MadeRun run = new MadeRun(folder)) {
      Answer wrong = new Answer(" 78.", "78", List.of("77"), Map.of("passkey-landmark", 1.0));
      run.answered("m", Asked.passkey(1, 512), wrong)
          .answered("m", Asked.passkey(2, 512), Answer.passkey(0));
    }
    Rescoring rescoring = rescore(Scorer.PASSKEY_LANDMARK);
    assertThat(rescoring.differing()).isEqualTo(1);
    assertThat(rescoring.agreeing()).isEqualTo(1);
  }

  @Test
  void aProfileWithoutANumberIsCountedWithItsReasonAndNeverZero() {
    try (MadeRun run = new MadeRun(folder)) {
      run.answered("m", question(1), new Answer("...", "...", List.of("red"), Map.of("x", 1.0)))
          .answered("m", question(2), new Answer("red", "red", List.of("red"), Map.of("x", 1.0)));
    }
    Rescoring rescoring = rescore(Scorer.ROUGE_L_PLTRDY, Scorer.BLEU4_IDS_NLTK_NONE);
    Row words = row(rescoring, "rouge-l-pltrdy");
    assertThat(words.headline().orElseThrow().samples()).isEqualTo(1);
    assertThat(words.headline().orElseThrow().unscored()).isEqualTo(1);
    assertThat(words.why()).contains("ROUGE of a text");
    Row ids = row(rescoring, "bleu4-ids-nltk-none");
    assertThat(ids.headline()).isEmpty();
    assertThat(ids.why()).contains("no token ids of references");
  }

  @Test
  void theSpreadIsBetweenProfilesOfOneQuantity() {
    try (MadeRun run = new MadeRun(folder)) {
      Answer inside = new Answer("it is red", "it is red", List.of("red"), Map.of("squad-f1", 0.5));
      run.answered("m", question(1), inside).answered("m", question(2), inside);
    }
    Rescoring rescoring =
        rescore(Scorer.SQUAD_EXACT_MATCH, Scorer.SUBSTRING_EXACT_MATCH, Scorer.RULER_ALL);
    assertThat(rescoring.spreads())
        .containsExactly(
            new Rescoring.Spread(
                new Rescoring.Group("m", true, "question_answering", "human"),
                "exact match",
                2,
                "squad-exact-match",
                0.0,
                "substring-exact-match",
                1.0));
  }

  @Test
  void whereNothingWasGeneratedThereIsNothingToScore() {
    try (MadeRun run = new MadeRun(folder)) {
      Answer forced = new Answer("", null, List.of("red"), Map.of("inverse-perplexity", 0.25));
      run.answered("m", new Asked("p1", "c1", "perplexity", null, Map.of()), forced)
          .answered("m", question(1), new Answer("red", "red", List.of("red"), Map.of("x", 1.0)));
    }
    Rescoring rescoring = rescore(Scorer.SQUAD_EXACT_MATCH);
    assertThat(rescoring.rows())
        .filteredOn(row -> row.profile().equals("squad-exact-match"))
        .extracting(row -> row.group().task(), row -> row.headline().isPresent(), Row::why)
        .containsExactlyInAnyOrder(
            tuple("perplexity", false, "nothing was generated"),
            tuple("question_answering", true, null));
  }

  @Test
  void aRunWithoutSamplesIsRefused() {
    try (MadeRun run = new MadeRun(folder)) {
      assertThat(run.folder()).isEqualTo(folder);
    }
    assertThatThrownBy(() -> rescore(Scorer.SQUAD_F1)).hasMessageContaining("has no samples");
    assertThatThrownBy(() -> ScoreFile.read(folder))
        .hasMessageContaining("make it with: rcc-bench rescore");
  }

  private static Asked question(int number) {
    return new Asked("q" + number, "c" + number, "question_answering", "human", Map.of());
  }

  private Rescoring rescore(Scorer... scorers) {
    return Rescoring.of(folder, List.of(scorers), n -> new Resampling(200, 1, 0.95));
  }

  private static Row row(Rescoring rescoring, String profile) {
    return rescoring.rows().stream()
        .filter(row -> row.profile().equals(profile))
        .findFirst()
        .orElseThrow();
  }
}
