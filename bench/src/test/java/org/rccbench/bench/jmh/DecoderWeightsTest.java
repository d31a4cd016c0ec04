package org.rccbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.ModelCard;
import org.rccbench.models.checkpoint.NeoxConfig;

/** A decoding step reads every weight once but the embedding, as the loaded model counts them. */
class DecoderWeightsTest {
  private static final NeoxConfig SHAPE = NeoxConfig.PYTHIA.get("pythia-14m");

  @ParameterizedTest
  @CsvSource({"f32, plain", "bf16, plain", "f32, packed", "bf16, packed"})
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void aStepReadsAllOfAModelButItsEmbedding(String dtype, String form) {
    ModelCard card = card("full", dtype, form);
    long embedding = 2L * SHAPE.vocabulary() * SHAPE.hidden(); // random tables are kept in bf16

    assertThat(DecoderWeights.of(card, dtype).stepBytes(SHAPE))
        .isEqualTo(card.weightBytes() - embedding);
  }

  @ParameterizedTest
  @CsvSource({"f32, both, packed", "f32, auto, plain"}) // auto leaves this narrow shape plain
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void aStepReadsThePackedFormIfThereIsOne(String dtype, String form, String like) {
    assertThat(DecoderWeights.of(card("full", dtype, form), dtype).stepBytes(SHAPE))
        .isEqualTo(DecoderWeights.of(card("full", dtype, like), dtype).stepBytes(SHAPE));
  }

  @ParameterizedTest
  @CsvSource({"f32, plain, plain", "bf16, packed, packed", "bf16, auto, plain", "f32, both, both"})
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void theDecoderOfRccIsReadLikeTheFullModelOfItsForm(String dtype, String form, String like) {
    assertThat(DecoderWeights.of(card("rcc", dtype, form), dtype).stepBytes(SHAPE))
        .isEqualTo(DecoderWeights.of(card("full", dtype, like), dtype).stepBytes(SHAPE));
  }

  private static ModelCard card(String kind, String dtype, String form) {
    try (ContextModel model = ContextModels.open(ModelGateTest.cell(kind, dtype, form).spec())) {
      return model.card();
    }
  }
}
