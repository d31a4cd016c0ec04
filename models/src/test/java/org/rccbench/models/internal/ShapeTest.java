package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rccbench.models.internal.Models.context;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Inspection;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.internal.Models.Options;

/** A model by shape is the same network for the same seed in every arithmetic, and says so. */
class ShapeTest {
  private static final String SHAPE = "shape:pythia-14m";
  private static final int V = 50_304;
  private static final int D = 128;

  private static float[] logits(ModelSpec spec) {
    try (ContextModel model = ContextModels.open(spec)) {
      int[] ids = Models.ids(50, 1);
      return ((Inspection.Source) model).inspect(Optional.empty(), ids, 0).lastLogits();
    }
  }

  private static ModelCard card(ModelSpec spec) {
    try (ContextModel model = ContextModels.open(spec)) {
      return model.card();
    }
  }

  @Test
  void aSeedGivesTheSameWeightsInEveryArithmetic() {
    float[] plain = logits(Models.spec("full", SHAPE, "f32", "plain"));
    float[] packed = logits(Models.spec("full", SHAPE, "f32", "packed"));
    float[] again = logits(Models.spec("full", SHAPE, "f32", "plain"));
    float[] narrow = logits(Models.spec("full", SHAPE, "bf16", "plain"));
    float[] other = logits(Models.spec("full", SHAPE, Options.NONE.seed(1)));
    assertThat(plain).hasSize(V).isEqualTo(again);
    assertThat(Models.largestDifference(plain, packed)).as("packed").isLessThan(1e-4);
    assertThat(Models.largestDifference(plain, narrow)).as("bf16").isBetween(1e-6, 0.15);
    assertThat(Models.largestDifference(plain, other)).as("another seed").isGreaterThan(0.3);
  }

  @Test
  void theCardHasTheNumbersOfPythia14m() {
    ModelCard card = card(Models.spec("full", SHAPE, Options.NONE.seed(3)));
    assertThat(card.kind()).isEqualTo("full");
    assertThat(card.source()).isEqualTo(SHAPE);
    assertThat(card.description()).isEqualTo("GPT-NeoX d128 L6 H4");
    assertThat(card.weights()).isEqualTo("random(3)");
    assertThat(card.trained()).isFalse();
    // EleutherAI publishes 14,067,712 parameters.
    assertThat(card.parameters()).isEqualTo(14_067_712);
    assertThat(card.device()).isEqualTo("cpu");
    assertThat(card.rate()).isEqualTo(1);
    assertThat(card.window()).isZero();
    assertThat(card.trainedPositions()).isEqualTo(2048);
    assertThat(card.vocabulary()).isEqualTo(V);
    assertThat(card.kvBytesPerPosition()).isEqualTo(2 * 6 * D * 4);
  }

  /** Elements by class, counted from transformers' module list instead of a formula of the code. */
  private record Elements(long embedding, long matrices, long biases, long norms) {
    static Elements pythia14m(boolean head) {
      long embedding = (long) V * D;
      long matrices = head ? embedding : 0;
      long biases = 0;
      long norms = 2 * D;
      for (int block = 0; block < 6; block++) {
        matrices += 3 * D * D + D * D + 4 * D * D + 4 * D * D;
        biases += 3 * D + D + 4 * D + D;
        norms += 2 * (D + D);
      }
      return new Elements(embedding, matrices, biases, norms);
    }
  }

  @Test
  void weightBytesAreThoseOfTheFormInUse() {
    Elements n = Elements.pythia14m(true);
    assertThat(n.embedding() + n.matrices() + n.biases() + n.norms()).isEqualTo(14_067_712);
    // The embedding keeps its stored two bytes.
    long embedding = 2 * n.embedding();
    assertThat(card(Models.spec("full", SHAPE, "f32", "plain")).weightBytes())
        .isEqualTo(embedding + 4 * (n.matrices() + n.biases() + n.norms()));
    assertThat(card(Models.spec("full", SHAPE, "f32", "packed")).weightBytes())
        .isEqualTo(embedding + 2 * n.matrices() + 4 * (n.biases() + n.norms()));
    assertThat(card(Models.spec("full", SHAPE, "bf16", "plain")).weightBytes())
        .isEqualTo(2 * 14_067_712);
    assertThat(card(Models.spec("full", SHAPE, "bf16", "both")).weightBytes())
        .isEqualTo(embedding + 4 * n.matrices() + 6 * n.biases() + 2 * n.norms());
  }

  @Test
  void theCardOfTwoTowersCountsTheEncoderWithoutItsHeadAndTheProjections() {
    String source = "rcc:" + SHAPE + "," + SHAPE;
    ModelCard card = card(Models.spec("rcc", source, Options.window(256, 16, "fixed")));
    Elements encoder = Elements.pythia14m(false);
    long encoderParameters =
        encoder.embedding() + encoder.matrices() + encoder.biases() + encoder.norms();
    assertThat(card.parameters()).isEqualTo(14_067_712 + encoderParameters + 7L * D * D);
    assertThat(card.trained()).isFalse();
    assertThat(card.source()).isEqualTo(source);
    assertThat(card.rate()).isEqualTo(16);
    assertThat(card.window()).isEqualTo(256);
    assertThat(card.description())
        .isEqualTo(
            "RCC, encoder d128 L6 H4, decoder d128 L6 H4, rate 16, window 256, levels first, compat fixed");
  }

  @Test
  void theCardOfACheckpointNamesItsFolderAndItsHashWithoutAPath() {
    ModelCard card = card(ModelSpec.of("full", Models.folder("neox-legacy-f16")));
    assertThat(card.source()).isEqualTo("neox-legacy-f16");
    assertThat(card.weights()).matches("[0-9a-f]{64}");
    assertThat(card.trained()).isTrue();
  }

  @Test
  void aShapeReadsBytes() {
    try (ContextModel model = ContextModels.open(ModelSpec.of("full", SHAPE))) {
      assertThat(model.tokenizer().encode("az")).containsExactly('a' + 2, 'z' + 2);
      model.read(context(model.tokenizer().encode("az"))).close();
    }
  }
}
