package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.rccbench.models.internal.Models.context;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.internal.Models.Options;

/** Controls are the model itself with less to read. */
class ControlsTest {
  private static final String RCC = "rcc-w128-r16";
  private static final int[] PROMPT = Models.ids(6, 50);

  private static ContextModel open(String kind, Options options) {
    return ContextModels.open(Models.spec(kind, Models.folder(RCC), options));
  }

  private static float[] logits(ContextModel model, int[] ids) {
    try (Memory memory = model.read(context(ids))) {
      return Models.logits(memory, PROMPT);
    }
  }

  @Test
  void randomSlotsSayNothingAboutTheContextAndDependOnTheSeedAlone() {
    Options options = Options.window(32, 8, "fixed");
    int[] first = Models.ids(70, 1);
    int[] second = Models.ids(70, 2);
    try (ContextModel rcc = open("rcc", options);
        ContextModel random = open("random", options.seed(7));
        ContextModel again = open("random", options.seed(7));
        ContextModel other = open("random", options.seed(8))) {
      float[] blank = logits(random, first);
      assertThat(blank).isNotEqualTo(logits(rcc, first));
      assertThat(logits(random, second)).as("another context").isEqualTo(blank);
      assertThat(logits(again, second)).as("the same seed").isEqualTo(blank);
      assertThat(logits(other, first)).as("another seed").isNotEqualTo(blank);
      try (Memory memory = random.read(context(first));
          Memory real = rcc.read(context(first))) {
        assertThat(memory.ledger().slots()).isEqualTo(real.ledger().slots());
      }
    }
  }

  @Test
  void aTextThatNothingStandsBeforeFollowsTheEndOfAnother() {
    int[] text = Models.ids(40, 9);
    int[] end = {0}; // eos_token_id of the checkpoint's config.json
    try (ContextModel blind = open("blind", Options.NONE);
        ContextModel full = open("full", Options.NONE);
        Memory nothing = blind.read(context(Models.ids(70, 1)));
        Memory ended = full.read(context(end))) {
      double[] scores = nothing.logProbabilities(Models.NOTHING, text);
      assertThat(scores).hasSize(40).containsExactly(nothing.logProbabilities(end, text));
      double[] behind = ended.logProbabilities(Models.NOTHING, text);
      for (int i = 0; i < text.length; i++) {
        assertThat(scores[i]).as("id %d", i).isCloseTo(behind[i], within(1e-5));
      }
    }
  }

  @Test
  void truncatedIsFullOnTheLastWindow() {
    int[] ids = Models.ids(2500, 3);
    Options window =
        new Options(Options.NONE.rate(), OptionalInt.of(100), Options.NONE.compat(), 0, 0, 0);
    try (ContextModel truncated = open("truncated", window);
        ContextModel full = open("full", Options.NONE)) {
      for (int n : new int[] {1, 99, 100, 101, 1023, 1024, 1100, 2500}) {
        int[] given = Arrays.copyOf(ids, n);
        int kept = Math.min(n, 100);
        try (Memory memory = truncated.read(context(given));
            Memory last = full.read(context(Arrays.copyOfRange(given, n - kept, n)))) {
          assertThat(
                  Models.largestDifference(
                      Models.logits(memory, PROMPT), Models.logits(last, PROMPT)))
              .as("n = " + n)
              .isLessThan(1e-5);
          assertThat(memory.ledger().given()).isEqualTo(n);
          assertThat(memory.ledger().read()).isEqualTo(kept);
          assertThat(memory.ledger().dropped()).isEqualTo(n - kept);
        }
      }
    }
  }

  @Test
  void truncatedLeavesRoomForAPromptInTheTrainedPositions() {
    // 256 trained positions: half of them, as the 640 kept free would leave none.
    try (ContextModel truncated = open("truncated", Options.NONE);
        Memory memory = truncated.read(context(Models.ids(300, 3)))) {
      assertThat(memory.ledger().read()).isEqualTo(128);
    }
    try (ContextModel truncated =
            ContextModels.open(ModelSpec.of("truncated", "shape:pythia-14m"));
        Memory memory = truncated.read(context(Models.ids(1500, 3)))) {
      assertThat(memory.ledger().read()).isEqualTo(2048 - 640);
    }
  }

  @Test
  void blindIsFullWithoutTheContext() {
    int[] ids = Models.ids(40, 4);
    try (ContextModel blind = open("blind", Options.NONE);
        ContextModel full = open("full", Options.NONE);
        Memory nothing = blind.read(context(ids));
        Memory first = full.read(context(ids[0]))) {
      int[] rest = Arrays.copyOfRange(ids, 1, ids.length);
      double[] expected = first.logProbabilities(Models.NOTHING, rest);
      double[] actual = nothing.logProbabilities(new int[] {ids[0]}, rest);
      for (int i = 0; i < rest.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-5));
      }
      assertThat(nothing.generate(ids, Decoding.greedy(20)).ids())
          .isEqualTo(first.generate(rest, Decoding.greedy(20)).ids());
      assertThat(nothing.ledger().read()).isZero();
      assertThat(nothing.ledger().dropped()).isEqualTo(40);
      assertThat(nothing.bytes()).isZero();
    }
  }

  @Test
  void aContextInPiecesIsTheSameContext() {
    // Longer than one step of reading, so that a chunk follows a filled cache.
    int[] ids = Models.ids(1500, 5);
    try (ContextModel full = open("full", Options.NONE);
        Memory whole = full.read(context(ids));
        Memory half = full.read(context(Arrays.copyOf(ids, 700)))) {
      int[] rest = Models.joined(Arrays.copyOfRange(ids, 700, 1500), PROMPT);
      assertThat(Models.largestDifference(Models.logits(whole, PROMPT), Models.logits(half, rest)))
          .isLessThan(1e-4);
    }
  }
}
