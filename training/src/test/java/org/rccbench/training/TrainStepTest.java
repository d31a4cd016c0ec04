package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
