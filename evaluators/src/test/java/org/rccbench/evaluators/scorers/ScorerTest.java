package org.rccbench.evaluators.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A profile is found by its name, says what it computes, and never turns "no score" into 0. */
class ScorerTest {

  @Test
  void namesAndSignaturesAreUnique() {
    assertThat(Arrays.stream(Scorer.values()).map(Scorer::profile)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Scorer.values()).map(Scorer::signature)).doesNotHaveDuplicates();
    for (Scorer scorer : Scorer.values()) {
      assertThat(Scorer.named(scorer.profile())).isSameAs(scorer);
    }
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Scorer.named("meteor"))
        .hasMessageContaining("meteor")
        .hasMessageContaining("squad-f1");
  }

  @Test
  void inputsWithoutAScoreHaveNoneAndSayWhy() {
    ScoringInput noLabels = ScoringInput.ofTexts("Location", List.of("Location"));
    ScoringInput noReferences = ScoringInput.ofTexts("Location", List.of());
    ScoringInput noWords = ScoringInput.ofTexts("...", List.of("Location"));
    assertThat(Scorer.LONGBENCH_CLASSIFICATION.score(noLabels)).isEmpty();
    assertThat(Scorer.BABILONG.score(noLabels.withQuestion("Where?"))).isEmpty();
    assertThat(Scorer.BABILONG.score(noLabels.withLabels(List.of("Location")))).isEmpty();
    assertThat(Scorer.SQUAD_F1.score(noReferences)).isEmpty();
    assertThat(Scorer.ROUGE_L_PLTRDY.score(noWords)).isEmpty();
    assertThatThrownBy(() -> Scorer.LONGBENCH_CLASSIFICATION.require(noLabels))
        .hasMessageContaining("labels");
  }

  @Test
  void aPerfectOutputGetsTheBestScoreOfEveryProfileThatScoresIt() {
    Passage text =
        new Passage(List.of(1, 2, 3, 4, 5), "Paragraph 12345 \u6bb5\u843d12345 of a long book");
    Passage digits = new Passage(List.of(1, 2, 3, 4, 5), "12345");
    for (Scorer scorer : Scorer.values()) {
      boolean number = scorer.name().startsWith("PASSKEY") || scorer == Scorer.LONGBENCH_COUNT;
      Passage passage = number ? digits : text;
      ScoringInput input =
          ScoringInput.of(passage, List.of(passage))
              .withQuestion("Which?")
              .withLabels(List.of(passage.text()));
      assertThat(scorer.require(input) / scorer.best())
          .as(scorer.profile())
          .isBetween(1 - 1e-8, 1 + 1e-8);
    }
  }

  @Test
  void theBestOfSeveralReferencesCounts() {
    ScoringInput input = ScoringInput.ofTexts("the red house", List.of("a boat", "red house"));
    assertThat(Scorer.SQUAD_F1.require(input)).isEqualTo(1);
    assertThat(Scorer.ROUGE_1_PLTRDY.require(input)).isGreaterThan(0.7);
  }

  @Test
  void fixedProfilesLackTheDefectOfTheOriginal() {
    ScoringInput classes =
        ScoringInput.ofTexts("Other location", List.of("Other location"))
            .withLabels(List.of("Other", "location", "Other location"));
    assertThat(Scorer.LONGBENCH_CLASSIFICATION.require(classes)).isEqualTo(0.5);
    assertThat(Scorer.LONGBENCH_CLASSIFICATION_FIXED.require(classes)).isEqualTo(1);
    String words = "word ".repeat(1200);
    ScoringInput longText = ScoringInput.ofTexts(words, List.of(words));
    assertThat(Scorer.LONGBENCH_ROUGE_L.require(longText)).isZero();
    assertThat(Scorer.LONGBENCH_ROUGE_L_FIXED.require(longText)).isGreaterThan(0.99);
    String code = "a = b + c;".repeat(30);
    ScoringInput similar = ScoringInput.ofTexts("x" + code, List.of(code));
    assertThat(Scorer.LONGBENCH_CODE_SIM.require(similar)).isZero();
    assertThat(Scorer.LONGBENCH_CODE_SIM_FIXED.require(similar)).isEqualTo(1);
  }

  @Test
  void pairedTestsRefuseASystemAgainstItself() {
    SacreBleu bleu = new SacreBleu(BleuTokenizer.MTEVAL_13A, Smoothing.EXP, false, false);
    SacreBleuSegments same =
        SacreBleuSegments.of(bleu, List.of("a b c d e"), List.of(List.of("a b c d e")));
    SacreBleuResampling tests = new SacreBleuResampling(bleu, SacreBleuResampling.DEFAULT_SEED);
    assertThatThrownBy(() -> tests.randomization(same, same, 10))
        .hasMessageContaining("same statistics");
    assertThatThrownBy(() -> tests.bootstrap(same, same, 10))
        .hasMessageContaining("same statistics");
  }
}
