package org.rccbench.training;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.Example;
import org.rccbench.datasets.PasskeyCell;
import org.rccbench.datasets.PasskeyFiller;
import org.rccbench.datasets.PasskeyGenerator;
import org.rccbench.datasets.PasskeyIds;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.TokenStream;
import org.rccbench.datasets.World;
import org.rccbench.models.PromptForm;

/** Rows of the pass-key task: a number somewhere in filler, asked for behind it. */
final class PasskeyRows implements RowMaker {
  private static final int SMALLEST_KEY = 10_000;
  private static final int KEYS = 90_000;

  /** Share of keys at the very beginning of the filler, and at its very end: tests ask there. */
  private static final double AT_AN_END = 0.1;

  private static final int LENGTHS_TRIED = 50;

  private final Fillers fillers;
  private final TrainingInput input;
  private final TextEncoder encoder;
  private final PasskeyIds classic;
  private final boolean slots;
  private final World world;

  PasskeyRows(Recipe recipe, TrainingInput input) {
    this.fillers = recipe.objective().filler();
    this.input = input;
    this.encoder = input::encode;
    this.classic = new PasskeyIds(encoder);
    this.slots = recipe.network().readsSlots();
    this.world = recipe.data().world();
  }

  @Override
  public Function<Draws, Row> part(int context, Draws draws) {
    return each -> {
      PasskeyFiller filler = fillers.drawn(each);
      return filler == PasskeyFiller.CLASSIC
          ? classic(context, each)
          : generated(context, filler, each);
    };
  }

  private Row row(int[] context, String key) {
    String question = PromptForm.behind(slots, PasskeyIds.question());
    Row row = slots ? Row.of(context) : Row.of(new int[0]).given(context);
    return row.given(input.encode(question)).predicted(input.answer(" " + key));
  }

  /** A context of so many ids, or of the next possible number. */
  private Row classic(int tokens, Draws draws) {
    int key = key(draws);
    int rotation = draws.below(PasskeyIds.rotations());
    double depth = depth(draws);
    int least = Math.max(tokens, classic.least(key, rotation));
    for (int length = least; length < least + LENGTHS_TRIED; length++) {
      Optional<int[]> found = classic.context(length, depth, key, rotation);
      if (found.isPresent()) {
        return row(found.get(), Integer.toString(key));
      }
    }
    throw impossible(PasskeyFiller.CLASSIC, least);
  }

  /** The same where every text is another one. */
  private Row generated(int tokens, PasskeyFiller filler, Draws draws) {
    long seed = draws.next();
    double depth = depth(draws);
    int least = Math.max(tokens, PasskeyGenerator.fewestTokens(encoder, seed, filler, world));
    for (int length = least; length < least + LENGTHS_TRIED; length++) {
      PasskeyCell cell = new PasskeyCell(length, 100 * depth, seed);
      try {
        Example example = PasskeyGenerator.sample(encoder, cell, filler, world);
        return row(ids(example.context(), length), example.answers().get(0));
      } catch (IllegalArgumentException e) {
        // hardly any length is impossible; the next one is as good
      }
    }
    throw impossible(filler, least);
  }

  private int[] ids(Context context, int length) {
    int[] ids = new int[length];
    try (TokenStream stream = context.open(encoder)) {
      return Arrays.copyOf(ids, stream.fill(ids));
    }
  }

  private static IllegalStateException impossible(PasskeyFiller filler, int least) {
    return new IllegalStateException(
        "no pass-key context in "
            + filler.label()
            + " filler has "
            + least
            + " to "
            + (least + LENGTHS_TRIED - 1)
            + " tokens with this tokenizer");
  }

  /** A key of the world that is read; keys of the test world are never seen in training. */
  private int key(Draws draws) {
    int key;
    do {
      key = SMALLEST_KEY + draws.below(KEYS);
    } while (World.of(Integer.toString(key)) != world);
    return key;
  }

  private static double depth(Draws draws) {
    double place = draws.share();
    if (place < AT_AN_END) {
      return 0;
    }
    return place >= 1 - AT_AN_END ? 1 : draws.share();
  }
}
