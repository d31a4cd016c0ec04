package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rccbench.models.Tokenizer;

/**
 * Whatever is tested later is trained: every start, length and context length that the recipe
 * allows is drawn, and texts stand where the task says.
 */
class BatchMakerTest {
  /** Running text whose ids are their own positions. */
  private static final TrainingData COUNTING =
      new TrainingData() {
        @Override
        public int[] passage(int length, Draws draws) {
          int start = draws.below(50);
          int[] ids = new int[length];
          Arrays.setAll(ids, i -> start + i);
          return ids;
        }

        @Override
        public String identity() {
          return "counting";
        }
      };

  private static TrainingInput counting() {
    return new TrainingInput(Tokenizer.bytes(), Optional.of(COUNTING), Optional.empty());
  }

  private static int given(int[] labels) {
    return (int) Arrays.stream(labels).takeWhile(label -> label == Batch.IGNORED).count();
  }

  @Test
  void reconstructionsStartAnywhereAndContinuationsFollow() {
    Recipe recipe = RecipeFile.parse(Recipes.rcc(Path.of("text.txt"), 1), "recipe.yaml");
    BatchMaker maker = new BatchMaker(recipe, counting());
    Level level = new Level(16, 4);
    Set<Integer> prompts = new HashSet<>();
    Set<Integer> contexts = new HashSet<>();
    Set<Integer> starts = new HashSet<>();
    int again = 0;
    for (int step = 0; step < 2000; step++) {
      BatchMaker.Made made = maker.part(Optional.of(level), new Draws(5, step));
      int[] context = made.batch().contexts()[0];
      int[] text = made.batch().texts()[0];
      contexts.add(context.length);
      assertThat(text.length).isIn(quarter(context.length), half(context.length));
      int start = text[0] - context[0];
      if (made.task() == Task.RECONSTRUCTION) {
        again++;
        prompts.add(given(made.batch().targetsOf(0)));
        assertThat(start).isBetween(0, context.length - text.length);
        for (int b = 0; b < made.batch().texts().length; b++) {
          if (context.length == 16 && text.length == 4) {
            starts.add(made.batch().texts()[b][0] - made.batch().contexts()[b][0]);
          }
        }
      } else {
        assertThat(start).isEqualTo(context.length);
        assertThat(given(made.batch().targetsOf(0))).isZero();
      }
      assertThat(made.batch().tokens()).isBetween(100L, 300L);
    }
    assertThat(again / 2000.0).isBetween(0.66, 0.74);
    assertThat(prompts).contains(0, 1, 2, 3, 4);
    assertThat(starts).hasSize(13);
    assertThat(contexts).contains(8, 9, 17, 34, 35);
  }

  private static int quarter(int length) {
    return Math.max(2, Math.round(length / 4f));
  }

  private static int half(int length) {
    return Math.max(2, Math.round(length / 2f));
  }

  @Test
  void shareOfTheTextsRepeatAPassage() {
    String text =
        Recipes.language(Path.of("text.txt"), 1).replace("text: [48]", "text: [63], copies: 0.4");
    BatchMaker maker = new BatchMaker(RecipeFile.parse(text, "recipe.yaml"), counting());
    int copies = 0;
    int all = 0;
    for (int step = 0; step < 300; step++) {
      for (int[] ids : maker.part(Optional.empty(), new Draws(5, step)).batch().texts()) {
        all++;
        int n = 1;
        while (n < ids.length && ids[n] == ids[0] + n) {
          n++;
        }
        copies += n < ids.length ? 1 : 0;
        assertThat(n).isBetween(16, 64);
        for (int i = n + 1; i < ids.length; i++) {
          assertThat(ids[i]).isIn(ids[i - 1] + 1, ids[0]);
        }
      }
    }
    assertThat((double) copies / all).isBetween(0.36, 0.44);
  }

  @Test
  void drawsOfAStepDoNotDependOnOthers() {
    Draws one = new Draws(3, 17);
    long first = one.next();
    assertThat(new Draws(3, 17).next()).isEqualTo(first);
    assertThat(new Draws(3, 18).next()).isNotEqualTo(first);
    assertThat(new Draws(4, 17).next()).isNotEqualTo(first);
    int[] counts = new int[10];
    for (int i = 0; i < 10_000; i++) {
      counts[one.below(10)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150);
    }
  }
}
