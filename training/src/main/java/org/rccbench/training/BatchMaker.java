package org.rccbench.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Draws batches of a recipe's objectives. */
final class BatchMaker {
  /** Windows of a context that are new to a frozen encoder: those with the key, about. */
  private static final int NEW_WINDOWS = 2;

  private final Recipe recipe;
  private final PassageRows passages;
  private final PasskeyRows passkeys;
  private final QuestionRows questions;

  BatchMaker(Recipe recipe, TrainingInput input) {
    this.recipe = recipe;
    this.passages = new PassageRows(recipe, input);
    this.passkeys = new PasskeyRows(recipe, input);
    this.questions = new QuestionRows(recipe, input);
  }

  /** A batch with what it was drawn for. */
  record Made(Batch batch, Task task) {}

  /**
   * A part of a step: rows of one task, as many as the recipe's tokens allow and at least one.
   *
   * @param level how contexts are compressed; empty for a language model
   */
  Made part(Optional<Level> level, Draws draws) {
    Task task = recipe.objective().task(draws);
    Function<Draws, Row> maker = maker(task).part(context(level, draws), draws);
    List<Row> rows = new ArrayList<>();
    long used = 0;
    long last = 0;
    while (rows.isEmpty() || used + last <= recipe.batch().tokens()) {
      Row row = maker.apply(draws);
      rows.add(row);
      last = cost(level, row);
      used += last;
    }
    return new Made(Batch.of(level, rows), task);
  }

  private RowMaker maker(Task task) {
    return switch (task) {
      case LANGUAGE_MODEL -> passages::languageModel;
      case RECONSTRUCTION -> passages::reconstruction;
      case CONTINUATION -> passages::continuation;
      case PASSKEY -> passkeys;
      case QUESTION_ANSWERING -> questions;
    };
  }

  private int context(Optional<Level> level, Draws draws) {
    Objective objective = recipe.objective();
    if (level.isEmpty()) {
      List<Integer> range = objective.context() == null ? List.of(1, 1) : objective.context();
      return (int) Math.round(objective.length(range.get(0), range.get(1), draws));
    }
    List<Double> range = objective.contextWindows();
    double windows = objective.length(range.get(0), range.get(1), draws);
    return Math.max(1, (int) Math.round(windows * level.get().window()));
  }

  /**
   * Tokens that a row takes through the network: context, slots, and the text but its last id. Of a
   * context that a frozen encoder reads, most windows are known already, and none has a gradient.
   */
  private long cost(Optional<Level> level, Row row) {
    int context = row.context().length;
    int read =
        recipe.network().freezeEncoder() && level.isPresent()
            ? Math.min(context, NEW_WINDOWS * level.get().window())
            : context;
    return (long) read + level.map(l -> l.slots(context)).orElse(0) + row.text().length - 1;
  }
}
