package org.rccbench.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Draws batches of a recipe's objectives. */
final class BatchMaker {
  /** Shorter passages are repeated by chance, too. */
  private static final int SHORTEST_COPIED = 16;

  private final Recipe recipe;
  private final TrainingData data;

  BatchMaker(Recipe recipe, TrainingData data) {
    this.recipe = recipe;
    this.data = data;
  }

  /**
   * A batch with what it was drawn for.
   *
   * @param task {@code language-model}, {@code reconstruction} or {@code continuation}
   */
  record Made(Batch batch, String task) {}

  Made language(Draws draws) {
    List<Double> lengths = recipe.objective().text();
    int length = (int) Math.round(lengths.get(draws.below(lengths.size())));
    int[][] texts = new int[Math.max(1, recipe.batch().tokens() / length)][];
    // One id more than are fed: the last one is only predicted.
    Arrays.setAll(texts, b -> text(length + 1, draws));
    return new Made(
        new Batch(Optional.empty(), new int[0][], texts, labels(texts, 1)), "language-model");
  }

  private int[] text(int length, Draws draws) {
    int[] text = data.passage(length, draws);
    if (draws.share() < recipe.objective().copies() && length >= 2 * SHORTEST_COPIED) {
      repeat(text, draws.between(SHORTEST_COPIED, length / 2), draws);
    }
    return text;
  }

  /** After its first {@code n} ids a text is those again, from some place on, to its end. */
  private static void repeat(int[] text, int n, Draws draws) {
    int from = draws.below(Math.max(0, n - 2 * SHORTEST_COPIED) + 1);
    for (int i = n; i < text.length; i++) {
      text[i] = text[(from + i - n) % n];
    }
  }

  Made compressed(Level level, Draws draws) {
    Objective objective = recipe.objective();
    double whole = objective.reconstruction() + objective.continuation();
    boolean again = draws.share() * whole < objective.reconstruction();
    double windows =
        objective.contextWindows().get(0)
            + draws.share()
                * (objective.contextWindows().get(1) - objective.contextWindows().get(0));
    int context = Math.max(1, (int) Math.round(windows * level.window()));
    double share = objective.text().get(draws.below(objective.text().size()));
    int text = Math.max(2, (int) Math.round(share * context));
    int fit = recipe.batch().tokens() / (context + level.slots(context) + text);
    Size size = new Size(Math.max(1, fit), context, again ? Math.min(text, context) : text);
    return again ? reconstruction(level, size, draws) : continuation(level, size, draws);
  }

  /** Rows, and ids of a context and of a text. */
  private record Size(int rows, int context, int text) {}

  /** Task A: a part of the context, from anywhere in it, the first few ids given. */
  private Made reconstruction(Level level, Size size, Draws draws) {
    List<Integer> prompt = recipe.objective().prompt();
    int given = Math.min(draws.between(prompt.get(0), prompt.get(1)), size.text() - 1);
    int[][] contexts = new int[size.rows()][];
    int[][] texts = new int[size.rows()][];
    for (int b = 0; b < size.rows(); b++) {
      contexts[b] = data.passage(size.context(), draws);
      int start = draws.below(size.context() - size.text() + 1);
      texts[b] = Arrays.copyOfRange(contexts[b], start, start + size.text());
    }
    return new Made(
        new Batch(Optional.of(level), contexts, texts, labels(texts, given)), "reconstruction");
  }

  /** Task B: what follows the context; its first id is predicted from the last slot. */
  private Made continuation(Level level, Size size, Draws draws) {
    int[][] contexts = new int[size.rows()][];
    int[][] texts = new int[size.rows()][];
    for (int b = 0; b < size.rows(); b++) {
      int[] all = data.passage(size.context() + size.text(), draws);
      contexts[b] = Arrays.copyOf(all, size.context());
      texts[b] = Arrays.copyOfRange(all, size.context(), all.length);
    }
    return new Made(
        new Batch(Optional.of(level), contexts, texts, labels(texts, 0)), "continuation");
  }

  private static int[][] labels(int[][] texts, int given) {
    int[][] labels = new int[texts.length][];
    for (int b = 0; b < labels.length; b++) {
      labels[b] = texts[b].clone();
      Arrays.fill(labels[b], 0, given, Batch.IGNORED);
    }
    return labels;
  }
}
