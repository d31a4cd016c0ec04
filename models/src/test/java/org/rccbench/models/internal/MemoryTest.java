package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rccbench.models.internal.Models.context;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;

/** A cache has its own numbers for every block and position, and prompts leave none behind. */
class MemoryTest {
  private static GptNeox tower;
  private static Script fill;

  @BeforeAll
  static void load() {
    fill = Script.load("fill.py", "Fill");
    ModelSpec spec = ModelSpec.of("full", Models.folder("neox-mixed-dtypes"));
    try (TowerSource source = TowerSource.open(spec)) {
      Arithmetic arithmetic = source.arithmetic(spec, source.decoder(), TowerPart.PLAIN);
      tower = GptNeox.load(source.decoder(), arithmetic, source.tensors(), TowerPart.PLAIN);
    }
  }

  @AfterAll
  static void close() {
    tower.close();
    fill.close();
  }

  /** First and last value of every tensor in the cache. */
  private static List<Float> corners(KvCache cache, int positions) {
    List<Float> values = new ArrayList<>();
    for (PtNDArray tensor : tower.script().tensors(cache.tensors())) {
      try (tensor) {
        long heads = tensor.getShape().get(1);
        values.add(tensor.getFloat(0, 0, 0, 0));
        values.add(tensor.getFloat(0, heads - 1, positions - 1, tensor.getShape().get(3) - 1));
      }
    }
    return values;
  }

  private static void fill(KvCache cache, int which, double value) {
    fill.run("fill", cache.tensors(), which, value);
  }

  private static void eachTensorHoldsItsOwn(KvCache cache, int positions) {
    int count = 2 * tower.config().layers();
    List<Float> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fill(cache, i, 0);
      expected.addAll(List.of(0f, 0f));
    }
    for (int i = 0; i < count; i++) {
      fill(cache, i, i + 1);
      expected.set(2 * i, i + 1f);
      expected.set(2 * i + 1, i + 1f);
      assertThat(corners(cache, positions)).as("after writing tensor " + i).isEqualTo(expected);
    }
  }

  @Test
  void keysAndValuesOfDifferentBlocksAreDifferentStorage() {
    try (KvCache cache = tower.newCache(5)) {
      eachTensorHoldsItsOwn(cache, 5);
    }
  }

  @Test
  void aGrownCacheKeepsItsNumbersAndItsTensorsStayApart() {
    try (KvCache cache = tower.newCache(5)) {
      eachTensorHoldsItsOwn(cache, 5);
      List<Float> before = corners(cache, 5);
      cache.advance(5);
      cache.reserve(3);
      assertThat(corners(cache, 5)).isEqualTo(before);
      eachTensorHoldsItsOwn(cache, 8);
    }
  }

  @Test
  void twoCachesShareNothing() {
    try (KvCache first = tower.newCache(4);
        KvCache second = tower.newCache(4)) {
      eachTensorHoldsItsOwn(first, 4);
      List<Float> before = corners(first, 4);
      eachTensorHoldsItsOwn(second, 4);
      for (int i = 0; i < 2 * tower.config().layers(); i++) {
        fill(second, i, -7);
      }
      assertThat(corners(first, 4)).isEqualTo(before);
    }
  }

  @Test
  void aCacheThatGrowsAtEveryStepGivesTheIdsOfALargeOne() {
    int[] prompt = Models.ids(20, 1);
    assertThat(generated(1, prompt, 60)).isEqualTo(generated(200, prompt, 60));
    assertThat(generated(20, prompt, 60)).isEqualTo(generated(200, prompt, 60));
  }

  private static int[] generated(int capacity, int[] prompt, int count) {
    int[] ids = new int[count];
    try (KvCache cache = tower.newCache(capacity);
        PtNDArray row = tower.prefill(cache, prompt, 1)) {
      ids[0] = tower.best(row);
      for (int i = 1; i < count; i++) {
        ids[i] = tower.step(cache, ids[i - 1]);
      }
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "truncated", "blind", "rcc", "random"})
  void aPromptLeavesNoTrace(String kind) {
    try (ContextModel model = Models.open(kind, "rcc-w128-r16");
        Memory memory = model.read(context(Models.ids(100, 1)))) {
      int[] prompt = Models.ids(7, 2);
      int[] ids = memory.generate(prompt, Decoding.greedy(20)).ids();
      float[] logits = Models.logits(memory, prompt);
      double[] scores = memory.logProbabilities(prompt, ids);
      for (int i = 1; i <= 5; i++) {
        int[] other = Models.ids(40 * i, 100 + i);
        memory.generate(other, Decoding.greedy(10 * i));
        memory.logProbabilities(other, prompt);
        assertThat(memory.generate(prompt, Decoding.greedy(20)).ids())
            .as(kind + " after " + i + " other prompts")
            .isEqualTo(ids);
        assertThat(Models.logits(memory, prompt)).isEqualTo(logits);
        assertThat(memory.logProbabilities(prompt, ids)).isEqualTo(scores);
      }
    }
  }

  @Test
  void aGenerationLongerThanTheRoomThatWasMadeIsTheSameInPieces() {
    // 1024 positions are made ready behind a context.
    try (ContextModel model = Models.open("full", "neox-mixed-dtypes");
        Memory memory = model.read(context(Models.ids(10, 1)))) {
      int[] all = memory.generate(Models.NOTHING, Decoding.greedy(1100)).ids();
      assertThat(all).hasSize(1100);
      int[] start = Arrays.copyOf(all, 1015);
      assertThat(memory.generate(start, Decoding.greedy(85)).ids())
          .isEqualTo(Arrays.copyOfRange(all, 1015, 1100));
    }
  }

  @Test
  void theStopIdEndsAGenerationAndIsNotKept() {
    try (ContextModel model = Models.open("full", "neox-mixed-dtypes");
        Memory memory = model.read(context(Models.ids(10, 1)))) {
      int[] free = memory.generate(Models.NOTHING, Decoding.greedy(30)).ids();
      int stop = free[12];
      int at = 0;
      while (free[at] != stop) {
        at++;
      }
      Generation stopped = memory.generate(Models.NOTHING, Decoding.greedy(30, stop));
      assertThat(stopped.ids()).isEqualTo(Arrays.copyOf(free, at));
      assertThat(stopped.stoppedByEos()).isTrue();
      assertThat(memory.generate(Models.NOTHING, new Decoding(30, OptionalInt.of(511))).ids())
          .hasSize(30);
      assertThat(memory.generate(Models.NOTHING, Decoding.greedy(0)).ids()).isEmpty();
    }
  }

  @Test
  void bytesAreThoseOfTheContextsKeysAndValues() {
    try (ContextModel model = Models.open("full", "neox-mixed-dtypes");
        Memory memory = model.read(context(Models.ids(10, 1)))) {
      long perPosition = 2L * 3 * 48 * 4; // keys and values, 3 blocks, width 48, f32
      assertThat(model.card().kvBytesPerPosition()).isEqualTo(perPosition);
      assertThat(memory.bytes()).isEqualTo(10 * perPosition);
      assertThat(memory.ledger().kvBytes()).isEqualTo(10 * perPosition);
    }
  }
}
