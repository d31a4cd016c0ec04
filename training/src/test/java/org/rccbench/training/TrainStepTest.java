package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Dtype;

/** A step's gradient is that of its predicted ids, however they are split and multiplied. */
class TrainStepTest {
  private static final Checkpoint FOLDER =
      Checkpoint.open(Path.of("src/test/resources/golden/models/train-rcc"));

  private static TrainStep step(Dtype precision) {
    return new TrainStep(
        Network.rcc(FOLDER.config()), precision, false, CheckpointWeights.same(FOLDER));
  }

  private static Batch batch(int from, int to) {
    int[][] contexts = new int[to - from][37];
    int[][] texts = new int[to - from][12];
    int[][] labels = new int[to - from][];
    for (int b = 0; b < labels.length; b++) {
      int row = from + b;
      Arrays.setAll(contexts[b], i -> (i * i + 13 * row) % 80);
      Arrays.setAll(texts[b], i -> (7 * i + row) % 80);
      labels[b] = texts[b].clone();
      Arrays.fill(labels[b], 0, row, Batch.IGNORED);
    }
    return new Batch(Optional.of(new Level(16, 3)), contexts, texts, labels);
  }

  private static double[] lossAndNorm(TrainStep step, Batch... parts) {
    double all = Arrays.stream(parts).mapToInt(Batch::counted).sum();
    double loss = 0;
    for (Batch part : parts) {
      loss += part.counted() / all * step.backward(part, part.counted() / all).loss();
    }
    double norm = step.gradientNorm();
    step.clearGradients();
    return new double[] {loss, norm};
  }

  @Test
  void partsOfABatchAddUpToTheWhole() {
    try (TrainStep step = step(Dtype.F32)) {
      double[] whole = lossAndNorm(step, batch(0, 4));
      double[] parts = lossAndNorm(step, batch(0, 1), batch(1, 4));
      assertThat(parts[0]).isCloseTo(whole[0], within(1e-6));
      assertThat(parts[1]).isCloseTo(whole[1], within(1e-5));
      assertThat(step.gradientNorm()).isZero();
    }
  }

  @Test
  void meanLossIsThatOfTheLogProbabilities() {
    try (TrainStep step = step(Dtype.F32)) {
      double mean = Arrays.stream(step.logProbabilities(batch(1, 4))).average().orElseThrow();
      assertThat(step.backward(batch(1, 4), 1).loss()).isCloseTo(-mean, within(1e-6));
    }
  }

  @Test
  void sixteenBitProductsChangeLossAndGradientByLittle() {
    try (TrainStep exact = step(Dtype.F32);
        TrainStep rounded = step(Dtype.BF16)) {
      double[] wanted = lossAndNorm(exact, batch(0, 4));
      double[] own = lossAndNorm(rounded, batch(0, 4));
      assertThat(own[0]).isNotEqualTo(wanted[0]).isCloseTo(wanted[0], within(0.02));
      assertThat(own[1]).isCloseTo(wanted[1], within(0.03 * wanted[1]));
    }
  }

  /** The gradient of a value is what the mean loss changes by, found by changing the value. */
  @ParameterizedTest
  @CsvSource({
    "last-layer, gpt_neox.rcc_encoder2gpt_embed.weight, 0",
    "last-layer, gpt_neox.rcc_encoder.gpt_neox.final_layer_norm.bias, 3",
    "icae, gpt_neox.rcc_encoder2gpt_embed.weight, 5",
    "icae, gpt_neox.rcc_encoder.memory_token_embed.weight, 2",
    "icae, gpt_neox.rcc_encoder.memory_token_embed.weight, 70",
    "icae, gpt_neox.rcc_encoder.gpt_neox.embed_in.weight, 32"
  })
  void gradientsOfAblationsAreTheSlopeOfTheLoss(String kind, String name, int place) {
    Architecture architecture = Architecture.named(kind);
    Network network =
        new Network(
            FOLDER.config(),
            Optional.of(
                new Network.Compressor(
                    FOLDER.config(), architecture, false, kind.equals("icae") ? 6 : 0)));
    Weights golden = CheckpointWeights.same(FOLDER);
    Weights weights =
        parameter ->
            parameter.name().equals(Network.Layout.MEMORY)
                ? new Weights.Values(Dtype.F32, values(parameter))
                : golden.of(parameter);
    try (TrainStep step = new TrainStep(network, Dtype.F32, false, weights)) {
      int number =
          IntStream.range(0, step.parameters().size())
              .filter(i -> step.parameters().get(i).name().equals(name))
              .findFirst()
              .orElseThrow();
      step.backward(batch(0, 4), 1);
      float gradient = floats(step.take(number, TrainStep.Part.GRADIENT, Dtype.F32)).get(place);
      double slope =
          (lossAt(step, number, place, 0.02f) - lossAt(step, number, place, -0.02f)) / 0.04;
      assertThat(Math.abs(slope)).as("a value that matters").isGreaterThan(1e-4);
      assertThat((double) gradient).isCloseTo(slope, within(0.02 * Math.abs(slope) + 5e-5));
    }
  }

  private static FloatBuffer floats(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  private static ByteBuffer values(Parameter parameter) {
    Random random = new Random(6);
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(parameter.elements() * 4));
    FloatBuffer floats = floats(bytes);
    while (floats.hasRemaining()) {
      floats.put((float) random.nextGaussian());
    }
    return bytes;
  }

  private static double lossAt(TrainStep step, int number, int place, float change) {
    ByteBuffer taken = step.take(number, TrainStep.Part.VALUE, Dtype.F32);
    ByteBuffer old = ByteBuffer.allocateDirect(taken.remaining()).put(taken).flip();
    ByteBuffer changed = ByteBuffer.allocateDirect(old.remaining()).put(old.duplicate()).flip();
    FloatBuffer values = floats(changed);
    values.put(place, values.get(place) + change);
    step.put(number, TrainStep.Part.VALUE, changed);
    double mean = Arrays.stream(step.logProbabilities(batch(0, 4))).average().orElseThrow();
    step.put(number, TrainStep.Part.VALUE, old);
    return -mean;
  }

  @Test
  void idsOfAnotherVocabularyAreRefused() {
    int[][] ids = {{1, 80, 2}};
    int[][] labels = {{Batch.IGNORED, 1, 2}};
    Batch batch = new Batch(Optional.of(new Level(4, 2)), new int[][] {{1, 2, 3, 4}}, ids, labels);
    try (TrainStep step = step(Dtype.F32)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> step.backward(batch, 1))
          .withMessageContaining("token id 80");
    }
  }
}
