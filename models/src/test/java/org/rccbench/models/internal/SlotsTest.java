package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.rccbench.models.internal.Models.context;

import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Inspection;
import org.rccbench.models.Ledger;
import org.rccbench.models.LevelStatistics;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.internal.Models.Options;

/**
 * Slots depend on their own window alone: not on its neighbours in a batch, not on the cache of
 * encoded windows, and under FIXED not on any filling.
 */
class SlotsTest {
  private static final int W = 32;
  private static final int RATE = 8;
  private static final SlotRule RULE = new SlotRule(W, RATE, true);
  private static GptNeox encoder;

  @BeforeAll
  static void load() {
    ModelSpec spec = ModelSpec.of("rcc", Models.folder("rcc-w128-r16"));
    try (TowerSource source = TowerSource.open(spec)) {
      TowerPart part = TowerPart.RCC_ENCODER;
      Arithmetic arithmetic = source.arithmetic(spec, source.encoder(), part);
      encoder = GptNeox.load(source.encoder(), arithmetic, source.tensors(), part);
    }
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static int[] window(int seed) {
    return Models.ids(W, seed);
  }

  /** All levels of the slots of each window: [window][level x slot x width]. */
  private static List<float[]> levels(SlotEncoder slots, int[]... windows) {
    int blocks = encoder.config().layers();
    int perWindow = RULE.positions(windows[0].length).length * encoder.config().hidden();
    List<float[]> result = new ArrayList<>();
    try (IValue all = slots.encode(List.of(windows), blocks)) {
      List<float[]> levels = Inspector.floats(encoder, all);
      for (int w = 0; w < windows.length; w++) {
        float[] own = new float[levels.size() * perWindow];
        for (int level = 0; level < levels.size(); level++) {
          System.arraycopy(levels.get(level), w * perWindow, own, level * perWindow, perWindow);
        }
        result.add(own);
      }
    }
    return result;
  }

  private static SlotEncoder encoder(int batch, long cacheBytes) {
    return new SlotEncoder(encoder, RULE, batch, cacheBytes);
  }

  @Test
  void aWindowsLevelsAreTheSameBitsWhateverStandsBesideIt() {
    try (SlotEncoder slots = encoder(4, 0)) {
      float[] alone = levels(slots, window(1)).get(0);
      assertThat(levels(slots, window(2)).get(0)).isNotEqualTo(alone);
      for (int place = 0; place < 4; place++) {
        int[][] batch = {window(10), window(11), window(12), window(13)};
        batch[place] = window(1);
        assertThat(levels(slots, batch).get(place)).as("at place " + place).isEqualTo(alone);
        batch[(place + 1) % 4] = window(1);
        assertThat(levels(slots, batch).get(place)).as("beside itself").isEqualTo(alone);
      }
      assertThat(levels(slots, window(3), window(1)).get(1)).as("in half a batch").isEqualTo(alone);
    }
  }

  @Test
  void keptWindowsAreTheSameBitsAndAreFoundAgain() {
    try (SlotEncoder plain = encoder(2, 0);
        SlotEncoder cached = encoder(2, 1 << 20)) {
      int[][] twins = {window(1), window(1)};
      int[][] mixed = {window(2), window(1)};
      assertThat(levels(cached, twins)).containsExactlyElementsOf(levels(plain, twins));
      assertThat(cached.cacheHits()).as("twins of one batch are encoded once").isZero();
      for (int i = 1; i <= 3; i++) {
        assertThat(levels(cached, mixed)).containsExactlyElementsOf(levels(plain, mixed));
        assertThat(cached.cacheHits()).as("after round " + i).isEqualTo(2 * i - 1);
      }
      int[] shortWindow = Models.ids(11, 5);
      for (int i = 0; i < 2; i++) {
        assertThat(levels(cached, shortWindow))
            .containsExactlyElementsOf(levels(plain, shortWindow));
      }
      assertThat(cached.cacheHits()).as("short windows are kept too").isEqualTo(6);
      assertThat(plain.cacheHits()).isZero();
    }
  }

  @Test
  void theCacheForgetsTheLeastRecentlyUsedWindowAndStaysUnderItsCap() {
    long window = 3L * (W / RATE) * 32 * 4; // 3 levels, 4 slots, width 32, f32
    try (SlotEncoder slots = encoder(1, 2 * window + window / 2)) {
      levels(slots, window(1));
      levels(slots, window(2));
      levels(slots, window(1)); // hit 1; now 2 is the eldest
      levels(slots, window(3)); // drops 2
      assertThat(slots.cacheHits()).isEqualTo(1);
      levels(slots, window(1));
      levels(slots, window(3));
      assertThat(slots.cacheHits()).isEqualTo(3);
      levels(slots, window(2));
      assertThat(slots.cacheHits()).isEqualTo(3);
    }
    try (SlotEncoder slots = encoder(1, window - 1)) {
      levels(slots, window(1));
      levels(slots, window(1));
      assertThat(slots.cacheHits()).as("no room for one window").isZero();
    }
  }

  private static Options fixed(int rate) {
    return Options.window(W, rate, "fixed");
  }

  /** A context in which windows repeat, with a short last one. */
  private static int[] repeating() {
    return Models.joined(
        window(1), window(2), window(1), window(1), window(3), window(2), Models.ids(13, 4));
  }

  @Test
  void aModelGivesTheSameBitsWithAndWithoutTheCache() {
    int[] prompt = Models.ids(5, 9);
    for (int batch : new int[] {1, 2, 4}) {
      try (ContextModel plain = Models.rcc(fixed(RATE).batch(batch));
          ContextModel cached = Models.rcc(fixed(RATE).batch(batch).cache(1 << 20))) {
        try (Memory memory = plain.read(context(repeating()))) {
          float[] expected = Models.logits(memory, prompt);
          for (int i = 0; i < 2; i++) {
            try (Memory other = cached.read(context(repeating()))) {
              assertThat(Models.logits(other, prompt)).as("batch " + batch).isEqualTo(expected);
              assertThat(other.ledger()).isEqualTo(memory.ledger());
            }
          }
        }
      }
    }
  }

  @Test
  void theNumberOfWindowsInABatchChangesNoLogitByMoreThanRounding() {
    int[] prompt = Models.ids(5, 9);
    float[] expected = null;
    for (int batch : new int[] {1, 2, 3, 100, 0}) {
      try (ContextModel model = Models.rcc(fixed(RATE).batch(batch));
          Memory memory = model.read(context(repeating()))) {
        float[] logits = Models.logits(memory, prompt);
        expected = expected == null ? logits : expected;
        assertThat(Models.largestDifference(logits, expected))
            .as("batch " + batch)
            .isLessThan(1e-5);
      }
    }
  }

  @Test
  void nothingIsPaddedOrLostUnderFixed() {
    for (int rate : new int[] {1, 5, 8, 32}) {
      try (ContextModel model = Models.rcc(fixed(rate))) {
        for (int n : new int[] {1, 4, 5, 31, 32, 33, 63, 64, 96, 100}) {
          int slots = n / W * ((W + rate - 1) / rate) + (n % W + rate - 1) / rate;
          try (Memory memory = model.read(context(Models.ids(n, n)))) {
            Ledger ledger = memory.ledger();
            String which = "n = " + n + ", rate " + rate;
            assertThat(ledger.given()).as(which).isEqualTo(n);
            assertThat(ledger.read()).as(which).isEqualTo(n);
            assertThat(ledger.padded()).as(which).isZero();
            assertThat(ledger.dropped()).as(which).isZero();
            assertThat(ledger.windows()).as(which).isEqualTo((n + W - 1) / W);
            assertThat(ledger.slots()).as(which).isEqualTo(slots);
            assertThat(ledger.rateAsked()).as(which).isEqualTo(rate);
            assertThat(ledger.rateReal()).as(which).isEqualTo((double) n / slots);
            assertThat(ledger.kvBytes()).as(which).isEqualTo(slots * 2L * 2 * 32 * 4);
            assertThat(ledger.slotBytes()).as(which).isEqualTo(slots * 3L * 32 * 4);
            assertThat(ledger.notes()).as(which).isEmpty();
            assertThat(memory.bytes()).as(which).isEqualTo(ledger.kvBytes());
          }
        }
      }
    }
  }

  @Test
  void idsWithoutASlotAreSaidUnderReference() {
    try (ContextModel model = Models.rcc(Options.window(W, 5, "reference"));
        Memory memory = model.read(context(window(1)))) {
      assertThat(memory.ledger().slots()).isEqualTo(6);
      assertThat(memory.ledger().notes())
          .isEqualTo("the last 2 ids of each window get no slot of their own");
    }
  }

  @Test
  void aShortLastWindowHasTheLevelsOfItsIdsReadAlone() {
    int[] rest = Models.ids(13, 7);
    try (ContextModel model = Models.rcc(fixed(RATE))) {
      Inspection.Source source = (Inspection.Source) model;
      int[] prompt = {3};
      Inspection alone = source.inspect(Optional.of(context(rest)), prompt, 0);
      Inspection behind =
          source.inspect(
              Optional.of(context(Models.joined(window(1), window(2), rest))), prompt, 0);
      assertThat(alone.ledger().slots()).isEqualTo(2);
      assertThat(behind.ledger().slots()).isEqualTo(10);
      assertThat(behind.compressed()).hasSize(3);
      for (int level = 0; level < 3; level++) {
        LevelStatistics own = alone.compressed().get(level);
        assertThat(behind.compressed().get(level).lastRow())
            .as("level " + level)
            .isEqualTo(own.lastRow())
            .isNotEqualTo(own.firstRow());
      }
    }
  }

  @Test
  void levelsOfAShortWindowAreThoseOfItsPlaceInALongOne() {
    // Causal: the first 16 ids of a window have the slots that the whole window gives them.
    try (SlotEncoder slots = encoder(1, 0)) {
      int width = encoder.config().hidden();
      int levels = encoder.config().layers() + 1;
      float[] whole = levels(slots, window(1)).get(0);
      float[] start = levels(slots, Arrays.copyOf(window(1), 16)).get(0);
      for (int level = 0; level < levels; level++) {
        for (int i = 0; i < 2 * width; i++) {
          assertThat(start[level * 2 * width + i])
              .isCloseTo(whole[level * 4 * width + i], within(1e-5f));
        }
      }
    }
  }

  @Test
  void atRateOneEveryIdHasASlot() {
    try (ContextModel model = Models.rcc(fixed(1));
        Memory memory = model.read(context(Models.ids(40, 1)))) {
      assertThat(memory.ledger().slots()).isEqualTo(40);
      assertThat(memory.ledger().rateReal()).isEqualTo(1.0);
      // The last slot sees all ids of its window: changing any of them changes what follows.
      float[] logits = Models.logits(memory);
      for (int at : new int[] {0, 31, 32, 39}) {
        int[] other = Models.ids(40, 1);
        other[at] = other[at] == 5 ? 6 : 5;
        try (Memory changed = model.read(context(other))) {
          assertThat(Models.logits(changed)).as("id " + at).isNotEqualTo(logits);
        }
      }
    }
  }
}
