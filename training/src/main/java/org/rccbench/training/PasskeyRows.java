package org.rccbench.training;

import java.util.Optional;
import java.util.function.Function;
import org.rccbench.datasets.PasskeyIds;
import org.rccbench.datasets.World;
import org.rccbench.models.PromptForm;

/** Rows of the pass-key task: a number somewhere in filler, asked for behind it. */
final class PasskeyRows implements RowMaker {
  private static final int SMALLEST_KEY = 10_000;
  private static final int KEYS = 90_000;

  /** Share of keys at the very beginning of the filler, and at its very end: tests ask there. */
  private static final double AT_AN_END = 0.1;

  private static final int LENGTHS_TRIED = 50;

  private final TrainingInput input;
  private final PasskeyIds classic;
  private final boolean slots;
  private final World world;

  PasskeyRows(Recipe recipe, TrainingInput input) {
    this.input = input;
    this.classic = new PasskeyIds(input::encode);
    this.world = recipe.data().world();
    this.slots = recipe.network().readsSlots();
  }

  @Override
  public Function<Draws, Row> part(int context, Draws draws) {
    int[] question = input.encode(PromptForm.behind(slots, PasskeyIds.question()));
    return each -> {
      int key = key(each);
      int[] ids = context(context, key, each);
      Row row = slots ? Row.of(ids) : Row.of(new int[0]).given(ids);
      return row.given(question).predicted(input.answer(" " + key));
    };
  }

  /** A key of the world that is read; keys of the test world are never seen in training. */
  private int key(Draws draws) {
    int key;
    do {
      key = SMALLEST_KEY + draws.below(KEYS);
    } while (World.of(Integer.toString(key)) != world);
    return key;
  }

  /** A context of so many ids, or of the next possible number. */
  private int[] context(int tokens, int key, Draws draws) {
    int rotation = draws.below(PasskeyIds.rotations());
    double depth = depth(draws);
    int least = Math.max(tokens, classic.least(key, rotation));
    for (int length = least; length < least + LENGTHS_TRIED; length++) {
      Optional<int[]> found = classic.context(length, depth, key, rotation);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new IllegalStateException(
        "no pass-key context has " + least + " to " + (least + LENGTHS_TRIED - 1) + " tokens");
  }

  private static double depth(Draws draws) {
    double place = draws.share();
    if (place < AT_AN_END) {
      return 0;
    }
    return place >= 1 - AT_AN_END ? 1 : draws.share();
  }
}
