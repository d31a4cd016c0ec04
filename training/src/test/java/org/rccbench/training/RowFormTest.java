package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rccbench.models.Tokenizer;

/**
 * What each task's row looks like, as text: the context, what is given (in brackets) and what is
 * predicted. These are the forms in which models are asked later.
 */
class RowFormTest {
  private static final String TEXT = "Mira sells seven lamps in Orrel. ".repeat(40);
  private static final String CHAT =
      "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n";

  private final Tokenizer tokenizer = Tokenizer.bytes();

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private TrainingInput input() {
    int[] all = tokenizer.encode(TEXT);
    TrainingData passages =
        new TrainingData() {
          @Override
          public int[] passage(int length, Draws draws) {
            return Arrays.copyOfRange(all, 5, 5 + length);
          }

          @Override
          public String identity() {
            return "lamps";
          }
        };
    QuestionData questions =
        new QuestionData() {
          @Override
          public Asked asked(int tokens, int wanted, Draws draws) {
            List<Asked.Question> some =
                List.of(
                    new Asked.Question("Who sells lamps?", "Mira"),
                    new Asked.Question("How many?", "seven"));
            return new Asked("Mira sells seven lamps.", some.subList(0, wanted));
          }

          @Override
          public String identity() {
            return "who";
          }
        };
    return new TrainingInput(tokenizer, Optional.of(passages), Optional.of(questions));
  }

  private List<String> rows(String objective, boolean slots) {
    String recipe = slots ? Recipes.rcc(Path.of("t"), 1) : Recipes.language(Path.of("t"), 1);
    recipe =
        recipe
            .replaceFirst("objective: .*", "objective: {" + objective + "}")
            .replace("data: {", "data: {questions: {schema: pwc, file: none.jsonl}, ");
    BatchMaker maker = new BatchMaker(RecipeFile.parse(recipe, "recipe.yaml"), input());
    Optional<Level> level = slots ? Optional.of(new Level(32, 4)) : Optional.empty();
    List<String> rows = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      Batch batch = maker.part(level, new Draws(1, step)).batch();
      for (int b = 0; b < batch.texts().length; b++) {
        rows.add(shown(batch, b));
      }
    }
    return new ArrayList<>(new TreeSet<>(rows));
  }

  private String shown(Batch batch, int b) {
    StringBuilder text = new StringBuilder();
    if (batch.level().isPresent()) {
      text.append(tokenizer.decode(batch.contexts()[b])).append(" => ");
    }
    boolean given = false;
    for (int t = 0; t < batch.texts()[b].length; t++) {
      boolean ignored = batch.targetsOf(b)[t] == Batch.IGNORED;
      text.append(ignored == given ? "" : ignored ? "[" : "]");
      given = ignored;
      text.append(tokenizer.decode(new int[] {batch.texts()[b][t]}));
    }
    // Behind the end of an answer texts are filled up.
    return (text + (given ? "]" : "")).replaceAll("\\[(<\\|padding\\|>)+\\]$", "");
  }

  @Test
  void reconstructionGoesOnFromAFewGivenIds() {
    assertThat(rows("reconstruction: 1, prompt: [3, 3], text: [0.25]", true))
        .contains(
            "sells seven lamps in Orrel. Mira => [sel]ls se",
            "sells seven lamps in Orrel. Mira => [in ]Orrel")
        .hasSize(25);
    assertThat(rows("reconstruction: 1, prompt: [3, 3], shares: [0.25], context: [32, 32]", false))
        .contains(
            "[sells seven lamps in Orrel. Mira\nsel]ls se",
            "[sells seven lamps in Orrel. Mira\nin ]Orrel")
        .hasSize(25);
  }

  @Test
  void continuationFollowsTheContext() {
    assertThat(rows("continuation: 1, text: [0.25]", true))
        .containsExactly("sells seven lamps in Orrel. Mira =>  sells s");
  }

  @Test
  void languageModelPredictsAllButTheFirstId() {
    assertThat(rows("language_model: 1, text: [11]", false)).containsExactly("[s]ells seven ");
  }

  @Test
  void passkeyIsAskedForBehindItsFiller() {
    List<String> rows = rows("passkey: 1, context_windows: [8, 8]", true);
    assertThat(rows).hasSizeGreaterThan(50);
    for (String row : rows) {
      String key = row.replaceAll("(?s).*The pass key is (\\d{5})\\. Remember.*", "$1");
      assertThat(row)
          .startsWith("There is an important info hidden inside a lot of irrelevant text.")
          .contains("\nThe pass key is " + key + ". Remember it. " + key + " is the pass key.\n")
          .endsWith(" => [What is the pass key? The pass key is] " + key + "<|endoftext|>");
      assertThat(row.indexOf(" => [")).isEqualTo(256);
    }
    assertThat(rows("passkey: 1, context: [250, 250]", false).get(0))
        .matches(
            "(?s)\\[There is.*\nWhat is the pass key\\? The pass key is\\] \\d{5}<\\|endoftext\\|>");
  }

  @Test
  void passkeysAreHiddenInTheFillersOfTheRecipe() {
    List<String> rows =
        rows("passkey: 1, filler: {prose_decoys: 1}, context_windows: [20, 20]", true);
    assertThat(rows).hasSizeGreaterThan(50);
    for (String row : rows) {
      String key = row.replaceAll("(?s).*The pass key is (\\d{5})\\. Remember.*", "$1");
      assertThat(row.split("Remember it\\.", -1)).as("five keys").hasSize(6);
      assertThat(row)
          .endsWith(" => [What is the pass key? The pass key is] " + key + "<|endoftext|>");
      assertThat(row.indexOf(" => [")).isEqualTo(640);
    }
    assertThat(rows("passkey: 1, filler: {prose: 1}", true))
        .as("too short a length is made the shortest possible")
        .allMatch(row -> row.contains("Remember it."));
    List<String> mixed =
        rows("passkey: 1, filler: {classic: 1, prose: 1}, context_windows: [12, 12]", true);
    assertThat(mixed.stream().filter(row -> row.contains("The grass is green.")).count())
        .isBetween(mixed.size() / 4L, mixed.size() * 3L / 4);
  }

  @Test
  void questionsStandWhereTheirModeSays() {
    String context = "Mira sells seven lamps.";
    String asked = context + "\n\nWho sells lamps? => ";
    String turn = "<|im_end|>\n<|im_start|>assistant\n";
    String objective = "question_answering: 1, modes: ";
    assertThat(rows("question_answering: 1", true))
        .containsExactly(asked + "[" + CHAT + "]Who sells lamps?" + turn + "Mira<|endoftext|>");
    assertThat(rows(objective + "{human: 1}", true))
        .containsExactly(asked + "[" + CHAT + "Who sells lamps?]" + turn + "Mira<|endoftext|>");
    assertThat(rows(objective + "{compress: 1}", true))
        .containsExactly(asked + "[\n Answer:] Mira<|endoftext|>");
    String one = "[\n\nWho sells lamps?]\nMira<|endoftext|>";
    assertThat(rows(objective + "{context_only: 1}", true)).containsExactly(context + " => " + one);
    assertThat(rows(objective + "{context_only: 1}, questions: [2, 2]", true))
        .containsExactly(context + " => " + one + "[\n\nHow many?]\nseven<|endoftext|>");
    assertThat(rows("question_answering: 1, context: [9, 9]", false))
        .containsExactly("[" + context + "\n\nWho sells lamps?]\nMira<|endoftext|>");
  }

  @Test
  void tasksAndModesAreMixedByTheirWeights() {
    List<String> rows =
        rows(
            "passkey: 1, reconstruction: 1, question_answering: 2, text: [0.5], modes: {human: 1, compress: 1}",
            true);
    assertThat(rows).anyMatch(row -> row.contains("pass key"));
    assertThat(rows).anyMatch(row -> row.contains("\n Answer:"));
    assertThat(rows).anyMatch(row -> row.contains("helpful"));
    assertThat(rows).anyMatch(row -> row.startsWith("sells seven lamps in Orrel. Mira => ["));
  }

  @Test
  void shorterTextsAreFilledUpWithIdsThatCountForNothing() {
    Row one = Row.of(new int[] {7}).given(5).predicted(6, 0);
    Row two = Row.of(new int[] {8}).given(5).predicted(0);
    Batch batch = Batch.of(Optional.of(new Level(1, 1)), List.of(one, two));
    assertThat(batch.texts()).isDeepEqualTo(new int[][] {{5, 6, 0}, {5, 0, Batch.PADDING}});
    assertThat(batch.targetsOf(1)).containsExactly(Batch.IGNORED, 0, Batch.IGNORED);
    assertThat(batch.counted()).isEqualTo(3);
  }
}
