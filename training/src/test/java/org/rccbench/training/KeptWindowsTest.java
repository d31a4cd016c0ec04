package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Dtype;

/**
 * Windows that are kept change nothing but time: a frozen encoder's slots are those of the whole
 * network, to the bit whatever was encoded before.
 */
class KeptWindowsTest {
  private static final Checkpoint FOLDER =
      Checkpoint.open(Path.of("src/test/resources/golden/models/train-rcc"));
  private static final Level LEVEL = new Level(16, 3);

  private static TrainStep step(Architecture architecture, Dtype precision, boolean frozen) {
    int learned = architecture == Architecture.ICAE ? 6 : 0;
    Network network =
        new Network(
            FOLDER.config(),
            Optional.of(new Network.Compressor(FOLDER.config(), architecture, false, learned)));
    Weights golden = CheckpointWeights.same(FOLDER);
    Weights weights =
        parameter ->
            parameter.name().equals(Network.Layout.MEMORY)
                ? new Weights.Values(
                    Dtype.F32, ByteBuffer.allocateDirect(Math.toIntExact(4 * parameter.elements())))
                : golden.of(parameter);
    return new TrainStep(network, precision, frozen, weights);
  }

  /** Contexts of windows by name: the same name is the same window. */
  private static Batch batch(int given, int last, int[]... names) {
    List<Row> rows = new ArrayList<>();
    for (int[] windows : names) {
      int[] context = new int[16 * (windows.length - 1) + last];
      Arrays.setAll(context, i -> (i % 16 * (3 + windows[i / 16]) + windows[i / 16]) % 80);
      int[] text = new int[9];
      Arrays.setAll(text, i -> (11 * i + windows[0]) % 80);
      rows.add(
          Row.of(context)
              .given(Arrays.copyOf(text, given))
              .predicted(Arrays.copyOfRange(text, given, 9)));
    }
    return Batch.of(Optional.of(LEVEL), rows);
  }

  private static float[] gradients(TrainStep step) {
    List<Float> all = new ArrayList<>();
    for (int i = 0; i < step.parameters().size(); i++) {
      Parameter parameter = step.parameters().get(i);
      if (parameter.use() == Parameter.Use.DECODER) {
        FloatBuffer values =
            step.take(i, TrainStep.Part.GRADIENT, Dtype.F32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        while (values.hasRemaining()) {
          all.add(values.get());
        }
      }
    }
    float[] result = new float[all.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = all.get(i);
    }
    return result;
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientsAreThoseOfTheWholeNetwork(Architecture architecture) {
    for (int given : new int[] {0, 4}) {
      Batch batch = batch(given, 7, new int[] {1, 2, 1, 3}, new int[] {2, 2, 4, 1});
      try (TrainStep whole = step(architecture, Dtype.F32, false);
          TrainStep frozen = step(architecture, Dtype.F32, true)) {
        double loss = whole.backward(batch, 1).loss();
        assertThat(frozen.backward(batch, 1).loss()).isCloseTo(loss, within(1e-6));
        float[] wanted = gradients(whole);
        float[] found = gradients(frozen);
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
          assertThat(found[i]).isCloseTo(wanted[i], within(1e-5f));
        }
        assertThat(frozen.parameters())
            .filteredOn(frozen::isTrained)
            .noneMatch(parameter -> parameter.use() == Parameter.Use.ENCODER);
      }
    }
  }

  /** Contexts of one window and a bit, of three, of less than one, of exactly one. */
  private static List<Batch> unequal(int given) {
    return List.of(
        batch(given, 7, new int[] {1, 2}),
        batch(given, 3, new int[] {4, 1, 2}),
        batch(given, 5, new int[] {3}),
        batch(given, 16, new int[] {1}));
  }

  private static Batch together(List<Batch> batches) {
    return new Batch(
        Optional.of(LEVEL),
        batches.stream().map(batch -> batch.contexts()[0]).toArray(int[][]::new),
        batches.stream().map(batch -> batch.texts()[0]).toArray(int[][]::new),
        batches.stream().map(batch -> batch.targetsOf(0)).toArray(int[][]::new));
  }

  @ParameterizedTest
  @EnumSource
  void contextsOfOtherLengthsInABatchChangeNothing(Architecture architecture) {
    for (int given : new int[] {0, 4}) {
      Batch mixed = together(unequal(given));
      for (boolean isFrozen : new boolean[] {false, true}) {
        try (TrainStep step = step(architecture, Dtype.F32, isFrozen)) {
          double[] alone =
              unequal(given).stream()
                  .flatMapToDouble(batch -> Arrays.stream(step.logProbabilities(batch)))
                  .toArray();
          assertThat(step.logProbabilities(mixed)).containsExactly(alone, within(1e-5));
          double loss = step.backward(mixed, 1).loss();
          float[] found = gradients(step);
          step.clearGradients();
          double sum = 0;
          for (Batch batch : unequal(given)) {
            double share = (double) batch.counted() / mixed.counted();
            sum += share * step.backward(batch, share).loss();
          }
          assertThat(loss).isCloseTo(sum, within(1e-6));
          float[] wanted = gradients(step);
          for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i]).isCloseTo(wanted[i], within(1e-5f));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "BF16"})
  void whatWasEncodedBeforeDoesNotChangeABit(Dtype precision) {
    Batch other = batch(0, 16, new int[] {5, 1, 2, 6}, new int[] {7, 8, 9, 3});
    Batch batch = batch(0, 5, new int[] {1, 2, 3, 4}, new int[] {2, 3, 6, 4});
    try (TrainStep fresh = step(Architecture.RCC, precision, true);
        TrainStep used = step(Architecture.RCC, precision, true)) {
      used.backward(other, 1);
      used.clearGradients();
      assertThat(used.backward(batch, 1)).isEqualTo(fresh.backward(batch, 1));
      assertThat(gradients(used)).isEqualTo(gradients(fresh));
    }
  }

  /** Counts what is encoded, and remembers where. */
  private static final class Counting implements KeptWindows.Encoder {
    private final Map<Long, String> kept = new HashMap<>();
    private int rooms;
    private int encoded;

    @Override
    public void keep(int slots) {
      rooms++;
      kept.clear();
    }

    @Override
    public void encode(int[][] windows, long[] slots, long[] places) {
      assertThat(places.length).isLessThanOrEqualTo(windows.length);
      for (int i = 0; i < places.length; i++) {
        encoded++;
        for (int slot = 0; slot < slots.length; slot++) {
          kept.put(places[i] + slot, Arrays.toString(windows[i]) + " at " + slots[slot]);
        }
      }
    }
  }

  private static List<String> wanted(Batch batch) {
    List<String> slots = new ArrayList<>();
    for (int[] context : batch.contexts()) {
      for (int from = 0; from < context.length; from += 16) {
        int[] window = Arrays.copyOfRange(context, from, Math.min(from + 16, context.length));
        for (long slot : LEVEL.positions(window.length)) {
          slots.add(Arrays.toString(window) + " at " + slot);
        }
      }
    }
    return slots;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 20, 1 << 22, 1 << 23})
  void everySlotIsFoundHoweverLittleRoomThereIs(int slotBytes) {
    Counting encoder = new Counting();
    KeptWindows windows = new KeptWindows(encoder, slotBytes);
    for (int run = 0; run < 30; run++) {
      Batch batch = batch(0, 1 + run % 16, new int[] {1, 2, run % 4}, new int[] {run % 7, 2, 9});
      long[][] places = windows.places(batch);
      assertThat(Arrays.stream(places).flatMapToLong(Arrays::stream).mapToObj(encoder.kept::get))
          .containsExactlyElementsOf(wanted(batch));
    }
  }

  @Test
  void windowsOfTheSameIdsAreEncodedOnceUntilTheyAreForgotten() {
    Counting encoder = new Counting();
    KeptWindows windows = new KeptWindows(encoder, 100);
    Batch batch = batch(0, 16, new int[] {1, 2, 1, 1}, new int[] {2, 2, 2, 3});
    windows.places(batch);
    windows.places(batch);
    assertThat(encoder.encoded).isEqualTo(3);
    assertThat(encoder.rooms).isEqualTo(1);
    windows.forget();
    windows.places(batch);
    assertThat(encoder.encoded).isEqualTo(6);
    assertThat(encoder.rooms).isEqualTo(1);
  }
}
