package org.rccbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rccbench.models.ModelSpec;

/** Every form of a model answers like f32 over plain weights, and another model does not. */
class ModelGateTest {

  @ParameterizedTest
  @CsvSource({"full, f32, auto", "full, bf16, plain", "rcc, f32, auto", "rcc, bf16, plain"})
  void formsOfAnyMachineAnswerLikePlainF32(String model, String dtype, String form) {
    assertThat(claims(model, dtype, form))
        .hasSize(model.equals("rcc") ? 2 : 1)
        .allMatch(Agreement::holds);
  }

  @ParameterizedTest
  @CsvSource({"full, f32, packed", "full, f32, both", "rcc, f32, packed", "rcc, bf16, both"})
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void packedFormsAnswerLikePlainF32(String model, String dtype, String form) {
    assertThat(claims(model, dtype, form)).allMatch(Agreement::holds);
  }

  @Test
  void otherWeightsAreSeenEvenAtTheWideTolerance() {
    ModelSpec spec = cell("rcc", "f32", "plain").spec();
    Answers other = Answers.of(withSeed(spec, 1));

    assertThat(Answers.of(spec).largestDifference(other)).isGreaterThan(ModelGate.BF16_TOLERANCE);
  }

  private static List<Agreement> claims(String model, String dtype, String form) {
    return ModelGate.check(cell(model, dtype, form).spec());
  }

  static ModelCell cell(String model, String dtype, String form) {
    ModelCell cell = new ModelCell();
    cell.model = model;
    cell.shape = "pythia-14m";
    cell.checkpoint = "";
    cell.dtype = dtype;
    cell.weights = form;
    cell.length = 96;
    return cell;
  }

  private static ModelSpec withSeed(ModelSpec spec, long seed) {
    return new ModelSpec(
        spec.kind(),
        spec.source(),
        spec.dtype(),
        spec.weightForm(),
        spec.device(),
        spec.rate(),
        spec.window(),
        spec.compat(),
        spec.levelRule(),
        spec.windowBatch(),
        spec.segmentCacheBytes(),
        seed);
  }
}
