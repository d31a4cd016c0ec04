package org.rccbench.evaluators.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.scorers.ScoringInput;
import org.rccbench.evaluators.statistics.Resampling;

/** A file's mean is over the rows that have a score; the others are counted and never 0. */
class PredictionScoresTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aLongBenchFileHasTheMeanOfTheGoldenRows() throws Exception {
    StringBuilder file = new StringBuilder();
    double sum = 0;
    int rows = 0;
    Path golden = Path.of(getClass().getResource("/golden/metrics/longbench-qa_f1.jsonl").toURI());
    for (String line : Files.readAllLines(golden)) {
      JsonNode row = JSON.readTree(line);
      ObjectNode prediction = JSON.createObjectNode();
      prediction.set("pred", row.get("pred"));
      prediction.set("answers", row.get("answers"));
      prediction.putNull("all_classes");
      file.append(JSON.writeValueAsString(prediction)).append('\n');
      sum += row.get("expected").get("best").doubleValue();
      rows++;
    }
    ProfileScore score = score(file.toString(), Scorer.LONGBENCH_QA_F1).get(0);
    assertThat(score.failures()).isZero();
    assertThat(score.scores().orElseThrow().samples()).isEqualTo(rows);
    assertThat(score.scores().orElseThrow().mean()).isEqualTo(sum / rows, within(1e-12));
  }

  @Test
  void rowsWithoutAScoreAreFailuresWithLineAndReason() throws IOException {
    String file =
        """
        {"prediction": "the red house", "references": ["red house"]}
        {"prediction": "...", "references": ["red house"]}
        {"prediction": "red", "references": []}
        """;
    List<ProfileScore> scores =
        score(file, Scorer.ROUGE_L_PLTRDY, Scorer.SQUAD_F1, Scorer.LONGBENCH_CLASSIFICATION);
    assertThat(scores.get(0).failures()).isEqualTo(2);
    assertThat(scores.get(0).firstFailure().orElseThrow()).startsWith("line 2: ROUGE of a text");
    assertThat(scores.get(0).scores().orElseThrow().samples()).isEqualTo(1);
    assertThat(scores.get(1).failures()).isEqualTo(1);
    assertThat(scores.get(1).scores().orElseThrow().mean()).isEqualTo(0.5);
    assertThat(scores.get(2).failures()).isEqualTo(3);
    assertThat(scores.get(2).scores()).isEmpty();
  }

  @Test
  void rowsOfOneContextAreOneUnit() throws IOException {
    StringBuilder apart = new StringBuilder();
    StringBuilder together = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String row =
          "{\"prediction\": \"%s\", \"references\": \"x y\"".replace("%s", i % 8 < 4 ? "x" : "z");
      apart.append(row).append("}\n");
      together.append(row).append(", \"context\": \"c").append(i / 4).append("\"}\n");
    }
    Resampling resampling = Resampling.seeded(1);
    ProfileScore rows = score(apart.toString(), Scorer.SQUAD_F1).get(0);
    ProfileScore contexts = score(together.toString(), Scorer.SQUAD_F1).get(0);
    assertThat(contexts.scores().orElseThrow().mean())
        .isEqualTo(rows.scores().orElseThrow().mean());
    assertThat(contexts.scores().orElseThrow().contexts()).isEqualTo(10);
    double wide = width(contexts, resampling);
    // four rows alike in each context: twice the width
    assertThat(wide / width(rows, resampling)).isBetween(1.8, 2.2);
  }

  @Test
  void profilesOverTokenIdsAreRefused() {
    assertThatThrownBy(() -> new PredictionScores(List.of(Scorer.BLEU4_IDS_NLTK_NONE)))
        .hasMessageContaining("bleu4-ids-nltk-none compares token ids");
    for (Scorer scorer : Scorer.values()) {
      ScoringInput texts =
          ScoringInput.ofTexts("12345 of a long book", List.of("Paragraph 12345 of a long book"))
              .withQuestion("Which?")
              .withLabels(List.of("Paragraph 12345 of a long book"));
      if (scorer.comparesIds()) {
        // what such a profile would say of texts alone is nothing, or the 0 of no ids
        assertThat(scorer.score(texts).orElse(0)).as(scorer.profile()).isZero();
      }
    }
    assertThat(Scorer.values()).filteredOn(Scorer::comparesIds).hasSize(4);
  }

  private static double width(ProfileScore score, Resampling resampling) {
    var interval = score.scores().orElseThrow().interval(resampling).orElseThrow();
    return interval.high() - interval.low();
  }

  private static List<ProfileScore> score(String file, Scorer... scorers) throws IOException {
    PredictionScores scores = new PredictionScores(List.of(scorers));
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    try (PredictionReader reader =
        PredictionReader.of(new ByteArrayInputStream(bytes), "f", Optional.empty())) {
      for (Optional<Prediction> next = reader.next(); next.isPresent(); next = reader.next()) {
        scores.add(next.get());
      }
    }
    return scores.results();
  }
}
