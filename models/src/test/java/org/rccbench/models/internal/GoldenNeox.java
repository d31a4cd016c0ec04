package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DynamicTest;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Inspection;
import org.rccbench.models.Memory;

/** Cases of a folder of kind neox. */
final class GoldenNeox {
  private final Path folder;
  private final Expected expected;
  private final String form;
  private ContextModel model;

  /**
   * @param form weight form of the f32 cases
   */
  GoldenNeox(Path folder, Expected expected, String form) {
    this.folder = folder;
    this.expected = expected;
    this.form = form;
  }

  List<DynamicTest> tests() {
    assertThat(expected.text("compute_dtype")).isEqualTo("float32");
    assertThat(expected.text("stored_dtype"))
        .isIn("f32", "f16", "bf16", "mixed", "float32", "float16", "bfloat16");
    List<DynamicTest> tests = new ArrayList<>();
    for (Expected one : expected.objects("cases")) {
      tests.add(DynamicTest.dynamicTest(one.text("name"), () -> neoxCase(one)));
    }
    if (expected.has("text_cases")) {
      for (Expected one : expected.objects("text_cases")) {
        tests.add(DynamicTest.dynamicTest("text: " + one.text("name"), () -> textCase(one)));
      }
    }
    if (expected.has("eos_case")) {
      Expected one = expected.object("eos_case");
      tests.add(DynamicTest.dynamicTest("stop at an eos id", () -> eosCase(one)));
    }
    if (expected.has("batch")) {
      Expected one = expected.object("batch");
      tests.add(DynamicTest.dynamicTest("rows of a padded batch", () -> batch(one)));
    }
    if (expected.has("low_precision")) {
      tests.addAll(lowPrecision(expected.object("low_precision")));
    }
    tests.add(DynamicTest.dynamicTest("every field was read", this::finish));
    return tests;
  }

  private ContextModel model() {
    if (model == null) {
      model = ContextModels.open(GoldenSpecs.spec("full", folder, "f32", form));
    }
    return model;
  }

  private void finish() {
    if (model != null) {
      model.close();
    }
    expected.assertThatEveryFieldWasRead();
  }

  private void neoxCase(Expected one) {
    int[] ids = one.ids("input_ids");
    assertThat(ids).hasSize(one.integer("length"));
    if (one.has("float64_max_abs_logit_diff")) {
      GoldenChecks.noise(one);
    }
    Expected greedy = one.object("greedy");
    int[] newIds = greedy.ids("new_ids");
    assertThat(greedy.optional("eos_token_id").isNull()).as("no stop id").isTrue();
    Inspection inspection =
        ((Inspection.Source) model())
            .inspect(Optional.empty(), ids, greedy.integer("max_new_tokens"));
    GoldenChecks.lastLogits(one.object("last_logits"), inspection, GoldenChecks.TOLERANCE);
    GoldenChecks.close(
        one.path(),
        inspection.logProbabilities(),
        one.numbers("token_logprobs"),
        GoldenChecks.TOLERANCE);
    GoldenChecks.sum(one, "logprob_sum", inspection.logProbabilities());
    GoldenChecks.hidden(one.objects("hidden_states"), inspection.hidden());
    assertThat(inspection.greedy()).as(one.path() + " greedy ids").isEqualTo(newIds);
    // The whole context read at once answers the same as ids fed as a prompt.
    try (Memory memory = model().read(new TokenContext(Arrays.copyOf(ids, 1)))) {
      int[] rest = Arrays.copyOfRange(ids, 1, ids.length);
      GoldenChecks.close(
          one.path() + " after a context",
          memory.logProbabilities(new int[0], rest),
          one.numbers("token_logprobs"),
          GoldenChecks.TOLERANCE);
      GoldenChecks.margins(
          memory, rest, newIds, greedy.value("second_ids"), greedy.value("margins"));
    }
  }

  private void textCase(Expected one) {
    neoxCase(one);
    assertThat(model().tokenizer().encode(one.text("text"))).isEqualTo(one.ids("input_ids"));
    Expected greedy = one.object("greedy");
    greedy.optional("eos_token_id");
    greedy.integer("max_new_tokens");
    greedy.value("second_ids");
    greedy.value("margins");
    int[] newIds = greedy.ids("new_ids");
    assertThat(model().tokenizer().decodeCleaned(newIds)).isEqualTo(greedy.text("text"));
    assertThat(model().tokenizer().decodeWithoutSpecial(newIds))
        .isEqualTo(greedy.text("text_no_cleanup"));
  }

  private void eosCase(Expected one) {
    int[] ids = one.ids("input_ids");
    int eos = one.integer("eos_token_id");
    int[] newIds = one.ids("new_ids");
    assertThat(newIds[newIds.length - 1]).as("transformers keeps the stop id").isEqualTo(eos);
    try (Memory memory = blind().read(new TokenContext(ids))) {
      Generation out =
          memory.generate(ids, new Decoding(one.integer("max_new_tokens"), OptionalInt.of(eos)));
      assertThat(out.stoppedByEos()).isTrue();
      assertThat(out.ids()).isEqualTo(Arrays.copyOf(newIds, newIds.length - 1));
      GoldenChecks.margins(memory, ids, newIds, one.value("second_ids"), one.value("margins"));
    }
  }

  private ContextModel blind() {
    return ContextModels.open(GoldenSpecs.spec("blind", folder, "f32", form));
  }

  /** Padding changes nothing: rows alone give the ids and log-probabilities of the padded batch. */
  private void batch(Expected batch) {
    int pad = batch.integer("pad_id");
    Expected greedy = batch.object("left_padded_greedy");
    assertThat(greedy.value("same_as_single_rows").asBoolean()).isTrue();
    JsonNode newIds = greedy.value("new_ids");
    JsonNode margins = greedy.value("margins");
    JsonNode rows = batch.value("rows");
    JsonNode logProbabilities = batch.value("right_padded_logprobs");
    try (ContextModel blind = blind();
        Memory memory = blind.read(new TokenContext(new int[] {pad}))) {
      for (int i = 0; i < rows.size(); i++) {
        int[] row = Expected.ids(rows.get(i));
        int[] expectedIds = Expected.ids(newIds.get(i));
        assertThat(memory.generate(row, Decoding.greedy(expectedIds.length)).ids())
            .isEqualTo(expectedIds);
        GoldenChecks.margins(memory, row, expectedIds, null, margins.get(i));
        double[] actual =
            memory.logProbabilities(Arrays.copyOf(row, 1), Arrays.copyOfRange(row, 1, row.length));
        GoldenChecks.close(
            "row " + i, actual, Expected.numbers(logProbabilities.get(i)), GoldenChecks.TOLERANCE);
      }
    }
  }

  private List<DynamicTest> lowPrecision(Expected low) {
    assertThat(low.text("compute_dtype")).isIn("bf16", "bfloat16");
    double tolerance = low.number("tolerance_abs_logit");
    List<DynamicTest> tests = new ArrayList<>();
    for (Expected one : low.objects("cases")) {
      for (String form : List.of("plain", "auto")) {
        tests.add(
            DynamicTest.dynamicTest(
                "bf16 " + form + ": " + one.text("name"),
                () -> lowPrecisionCase(one, tolerance, form)));
      }
    }
    return tests;
  }

  private void lowPrecisionCase(Expected one, double tolerance, String form) {
    assertThat(one.number("max_abs_logit_diff_to_float32")).isLessThan(tolerance);
    int[] ids = null;
    for (JsonNode same : expected.value("cases")) {
      if (same.get("name").asText().equals(one.text("name"))) {
        ids = Expected.ids(same.get("input_ids"));
      }
    }
    try (ContextModel bf16 = ContextModels.open(GoldenSpecs.spec("full", folder, "bf16", form))) {
      Inspection inspection = ((Inspection.Source) bf16).inspect(Optional.empty(), ids, 0);
      GoldenChecks.lastLogits(one.object("last_logits"), inspection, tolerance);
      GoldenChecks.close(
          one.path(), inspection.logProbabilities(), one.numbers("token_logprobs"), tolerance);
    }
  }
}
