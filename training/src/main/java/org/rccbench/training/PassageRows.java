package org.rccbench.training;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.rccbench.models.PromptForm;

/** Rows of running text: a passage, a passage again, what follows a passage. */
final class PassageRows {
  /** Shorter passages are repeated by chance, too. */
  private static final int SHORTEST_COPIED = 16;

  private final Objective objective;
  private final TrainingInput input;
  private final boolean slots;

  PassageRows(Recipe recipe, TrainingInput input) {
    this.objective = recipe.objective();
    this.input = input;
    this.slots = recipe.network().readsSlots();
  }

  /** Plain text; its first id is not predicted, since nothing stands before it. */
  Function<Draws, Row> languageModel(int context, Draws draws) {
    List<Double> lengths = objective.text();
    int length = (int) Math.round(lengths.get(draws.below(lengths.size())));
    return each -> {
      int[] ids = text(length + 1, each);
      return Row.of(new int[0]).given(ids[0]).predicted(Arrays.copyOfRange(ids, 1, ids.length));
    };
  }

  private int[] text(int length, Draws draws) {
    int[] text = input.passage(length, draws);
    if (draws.share() < objective.copies() && length >= 2 * SHORTEST_COPIED) {
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

  /** Task A: a part of the context, from anywhere in it, the first few ids given. */
  Function<Draws, Row> reconstruction(int context, Draws draws) {
    int length = Math.min(length(context, draws), context);
    int given =
        Math.min(draws.between(objective.prompt().get(0), objective.prompt().get(1)), length - 1);
    int[] before = input.encode(PromptForm.behind(slots, ""));
    return each -> {
      int[] ids = input.passage(context, each);
      int start = each.below(context - length + 1);
      int[] again = Arrays.copyOfRange(ids, start, start + length);
      return behind(ids, before)
          .given(Arrays.copyOf(again, given))
          .predicted(Arrays.copyOfRange(again, given, length));
    };
  }

  private Row behind(int[] context, int[] before) {
    return slots ? Row.of(context) : Row.of(new int[0]).given(Row.joined(context, before));
  }

  /** Task B: what follows the context; its first id is predicted from the last slot. */
  Function<Draws, Row> continuation(int context, Draws draws) {
    int length = length(context, draws);
    return each -> {
      int[] ids = input.passage(context + length, each);
      return Row.of(Arrays.copyOf(ids, context))
          .predicted(Arrays.copyOfRange(ids, context, ids.length));
    };
  }

  private int length(int context, Draws draws) {
    List<Double> shares = slots ? objective.text() : objective.shares();
    return Math.max(2, (int) Math.round(shares.get(draws.below(shares.size())) * context));
  }
}
