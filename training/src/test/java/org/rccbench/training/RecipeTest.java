package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recipe says exactly what is trained: what is unknown, doubtful or missing is an error. */
class RecipeTest {
  private static final String RECIPE = Recipes.rcc(Path.of("text.txt"), 9);

  @Test
  void everythingOfTheFileArrives() {
    Recipe recipe = RecipeFile.parse(RECIPE, "recipe.yaml");
    assertThat(recipe.network().shape().intermediate()).isEqualTo(96);
    assertThat(recipe.objective().prompt()).containsExactly(0, 4);
    assertThat(recipe.curriculum().rates()).containsExactly(2, 4, 7);
    assertThat(recipe.curriculum().last()).isEqualTo(new Level(24, 7));
    assertThat(recipe.schedule().steps()).isEqualTo(9);
    assertThat(recipe.batch()).isEqualTo(new Recipe.BatchPlan(300, 2));
    assertThat(recipe.optimizer()).isEqualTo(new AdamW(0.9, 0.98, 1e-8, 0.01, 1.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed: 11 | sead: 11 | recipe.yaml:15:1: sead: unknown key; known: batch, card, curriculum",
        "parts: 2 | parts: two | recipe.yaml:12:29: batch.parts: ",
        "parts: 2 | parts: 2.5 | batch.parts: ",
        "parts: 2 | parts: 2, parts: 2 | recipe.yaml:12",
        "rate: 7 | rate: 70 | a level needs 1 <= rate <= window, was window 24 and rate 70",
        "gate: 0.05 | gate: 0 | level 2 never ends",
        "from: random | from: folder | the shape is that of \"folder\"",
        "{window: 16, rate: 2, steps: 4} | {window: 16, rat: 2} | curriculum.levels[0].rat: unknown",
        "precision: f32 | precision: f64 | unknown dtype \"f64\"",
        "name: tiny-rcc | name: !tag x | recipe.yaml:1:7: tags, anchors and aliases are not read",
        "precision: f32 | precision: *a | tags, anchors and aliases are not read",
        "seed: 11 | | the field seed is missing",
        "architecture: rcc | architecture: mamba | unknown architecture \"mamba\"; known: language-model, rcc, last-layer, icae",
        "warmup: 5 | warmup: 5, validate_every: 0 | validate_every must be > 0, was 0",
        "warmup: 5 | warmup: 5, validate_every: 2 | validate_every needs validation: with tasks",
        "seed: 11 | prompts: {human: 'Q'} | human must contain {question}, was \"Q\"",
        "seed: 11 | prompts: {humans: 'Q'} | prompts.humans: unknown key; known: compress, context_only, human",
        "architecture: rcc | architecture: language-model | a language model has no curriculum",
        "reconstruction: 0.7, continuation: 0.3 | language_model: 1 | a model with slots does not learn language_model",
        "prompt: [0, 4] | prompt: [4, 0] | prompt must be [fewest, most]",
        "prompt: [0, 4] | prompt: [null, 4] | objective.prompt[0]: there is nothing here; give a value or remove it",
        "levels: [{window: 16, rate: 2, steps: 4}, {window: 16, rate: 4}] | levels: [~] | curriculum.levels[0]: there is nothing here",
      })
  void mistakesAreNamedWithTheirPlace(String right, String wrong, String message) {
    String text = RECIPE.replace(right, wrong == null ? "" : wrong);
    assertThat(text).isNotEqualTo(RECIPE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecipeFile.parse(text, "recipe.yaml"))
        .withMessageStartingWith("recipe.yaml")
        .withMessageContaining(message);
  }

  /** A value that is left out is the usual one, never 0. */
  @Test
  void partOfAnOptimizerLeavesTheOthersAsTheyAre() {
    String one = RECIPE.replace("seed: 11", "optimizer: {weight_decay: 0.1}\nseed: 11");
    assertThat(RecipeFile.parse(one, "recipe.yaml").optimizer().toString())
        .isEqualTo(
            RecipeFile.parse(RECIPE, "recipe.yaml")
                .optimizer()
                .toString()
                .replace("weightDecay=0.01", "weightDecay=0.1"));
    String two = RECIPE.replace("seed: 11", "optimizer: {beta1: 0.8, eps: 1.0e-6}\nseed: 11");
    assertThat(RecipeFile.parse(two, "recipe.yaml").optimizer().toString())
        .isEqualTo("AdamW[beta1=0.8, beta2=0.98, eps=1.0E-6, weightDecay=0.01, clip=1.0]");
  }

  @Test
  void learningRateRisesStaysAndFalls() {
    Schedule linear = new Schedule(100, 2e-3, 10, "linear", 0.6, 0.1, null, null);
    assertThat(linear.rate(0)).isEqualTo(2e-4);
    assertThat(linear.rate(9)).isEqualTo(2e-3);
    assertThat(linear.rate(60)).isEqualTo(2e-3);
    assertThat(linear.rate(80)).isEqualTo(2e-3 * 0.55);
    Schedule cosine = new Schedule(100, 1.0, 0, "cosine", null, null, null, null);
    assertThat(List.of(cosine.rate(0), cosine.rate(50), cosine.rate(100)))
        .containsExactly(1.0, 0.5 * (1 + Math.cos(Math.PI / 2)), 0.0);
    assertThat(new Schedule(9, 1.0, 0, "constant", null, null, null, null).rate(8)).isEqualTo(1.0);
  }

  @Test
  void curriculumGoesUpWhenTheGateOpensOrTheStepsAreOver() {
    CurriculumPlan plan =
        new CurriculumPlan(
            List.of(
                new CurriculumPlan.Stage(16, 2, 40),
                new CurriculumPlan.Stage(16, 4, null),
                new CurriculumPlan.Stage(32, 4, null)),
            0.5,
            20,
            0.0,
            null);
    Curriculum curriculum = new Curriculum(plan, Curriculum.State.START);
    Draws draws = new Draws(1, 1);
    for (int i = 0; i < 40; i++) {
      assertThat(curriculum.choose(draws).level()).isEqualTo(new Level(16, 2));
      curriculum.passed(0.1);
    }
    // 1 - 0.93^n > 0.5 from n = 10 on, but a level has 20 steps at least.
    for (int i = 0; i < 20; i++) {
      assertThat(curriculum.choose(draws).level()).isEqualTo(new Level(16, 4));
      curriculum.passed(1);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(curriculum.choose(draws).level()).isEqualTo(new Level(32, 4));
      curriculum.passed(1);
    }
  }

  @Test
  void slotsStandAtTheEndOfEachPieceAndAtTheLastId() {
    Level level = new Level(24, 7);
    assertThat(level.positions(24)).containsExactly(6, 13, 20, 23);
    assertThat(level.positions(14)).containsExactly(6, 13);
    assertThat(level.positions(0)).isEmpty();
    assertThat(level.slots(48 + 3)).isEqualTo(9);
  }
}
