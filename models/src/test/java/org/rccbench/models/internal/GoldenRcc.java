package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Inspection;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.RccChat;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Compat;

/**
 * Cases of a folder of kind rcc; the window batches vary, since results must not depend on them.
 */
final class GoldenRcc {
  private final Path folder;
  private final Expected expected;
  private final Map<String, ContextModel> models = new HashMap<>();
  private final boolean pairs;

  GoldenRcc(Path folder, Expected expected) {
    this.folder = folder;
    this.expected = expected;
    Expected rcc = expected.object("rcc");
    this.pairs = rcc.value("layers_equal").asBoolean();
    Checkpoint checkpoint = Checkpoint.open(folder);
    assertThat(checkpoint.isRcc()).isTrue();
    assertThat(checkpoint.encoderConfig().layers()).isEqualTo(rcc.integer("encoder_layers"));
    assertThat(checkpoint.config().layers()).isEqualTo(rcc.integer("decoder_layers"));
    assertThat(folder.resolve(rcc.text("encoder_config_file"))).exists();
    assertThat(rcc.integer("window")).isPositive();
    assertThat(rcc.integer("mem_len")).isPositive();
  }

  List<DynamicTest> tests() {
    assertThat(expected.text("compute_dtype")).isEqualTo("float32");
    assertThat(expected.text("stored_dtype")).isIn("float32", "bfloat16", "float16");
    List<DynamicTest> tests = new ArrayList<>();
    List<Expected> cases = expected.objects("cases");
    for (Expected one : cases) {
      tests.add(DynamicTest.dynamicTest(one.text("name"), () -> rccCase(one)));
    }
    if (expected.has("low_precision")) {
      tests.addAll(lowPrecision(expected.object("low_precision"), cases));
    }
    tests.add(DynamicTest.dynamicTest("every field was read", this::finish));
    return tests;
  }

  private ContextModel model(Expected one, int batch) {
    int window = one.integer("window");
    int rate = one.integer("mem_len");
    return models.computeIfAbsent(
        window + "/" + rate + "/" + batch,
        key -> ContextModels.open(GoldenSpecs.rcc(folder, "f32", window, rate, pairs, batch)));
  }

  private void finish() {
    models.values().forEach(ContextModel::close);
    expected.assertThatEveryFieldWasRead();
  }

  private void rccCase(Expected one) {
    int[] context = one.ids("context_ids");
    int[] prompt = one.ids("prompt_ids");
    assertThat(context).hasSize(one.integer("context_length"));
    assertThat(prompt).hasSize(one.integer("prompt_length"));
    int maxNew = one.integer("max_new_tokens");
    Decoding decoding = Decoding.greedy(maxNew, one.integer("eos_token"));
    boolean error = !one.optional("official_error").isNull();
    if (error && context.length == 0) {
      Expected official = one.object("official_error");
      assertThat(official.text("type") + official.text("message")).contains("ZeroDivision");
      assertThatThrownBy(() -> model(one, 0).read(new TokenContext(context)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("context is empty");
      return;
    }
    if (error) {
      Expected official = one.object("official_error");
      assertThat(official.text("type") + official.text("message")).contains("IndexError");
      results(one, one.object("repaired"), context, prompt, decoding, true);
    } else if (maxNew == 0) {
      nothingNew(one, context, prompt, decoding);
    } else {
      results(one, one, context, prompt, decoding, false);
      text(one);
    }
  }

  private void nothingNew(Expected one, int[] context, int[] prompt, Decoding decoding) {
    one.integer("prompt_used_length");
    try (Memory memory = model(one, 0).read(new TokenContext(context))) {
      assertThat(memory.generate(prompt, decoding).ids())
          .isEqualTo(one.object("greedy").ids("ids"))
          .isEmpty();
    }
  }

  private void results(
      Expected one,
      Expected results,
      int[] context,
      int[] prompt,
      Decoding decoding,
      boolean repaired) {
    GoldenChecks.noise(results);
    int[] used = Arrays.copyOf(prompt, results.integer("prompt_used_length"));
    windows(one, results, context);
    Expected greedy = results.object("greedy");
    int[] ids = greedy.ids("ids");
    for (int batch : new int[] {1, 2, 7}) {
      ContextModel model = model(one, batch);
      try (Memory memory = model.read(new TokenContext(context))) {
        Ledger ledger = memory.ledger();
        assertThat(ledger.windows()).isEqualTo(results.integer("windows"));
        assertThat(ledger.slots()).isEqualTo(results.integer("slots"));
        assertThat(ledger.notes().contains("official code errors")).isEqualTo(repaired);
        Generation out = memory.generate(prompt, decoding);
        assertThat(out.ids()).as(one.path() + " greedy ids, batch " + batch).isEqualTo(ids);
        assertThat(out.stoppedByEos()).isEqualTo(greedy.value("stopped_by_eos").asBoolean());
        teacher(results.object("teacher"), memory, used);
        if (batch == 2) {
          int[] best = greedy.ids("argmax_per_step");
          assertThat(best).startsWith(ids);
          GoldenChecks.margins(
              memory, used, best, greedy.value("second_per_step"), greedy.value("margins"));
        }
      }
    }
    inspection(one, results, context, prompt);
  }

  private void windows(Expected one, Expected results, int[] context) {
    WindowPlan plan = WindowPlan.of(context.length, one.integer("window"), Compat.REFERENCE);
    int[] ids = new int[Math.toIntExact(plan.total())];
    int at = 0;
    try (WindowReader reader =
        new WindowReader(new TokenContext(context), text -> new int[0], plan)) {
      for (int[] window = reader.next(); window != null; window = reader.next()) {
        System.arraycopy(window, 0, ids, at, window.length);
        at += window.length;
      }
    }
    assertThat(ids).as(one.path() + " encoder input").isEqualTo(results.ids("padded_ids"));
  }

  private void teacher(Expected teacher, Memory memory, int[] used) {
    int[] text = teacher.ids("text_ids");
    assertThat(Arrays.copyOf(text, used.length)).isEqualTo(used);
    double[] actual = memory.logProbabilities(new int[0], text);
    GoldenChecks.close(teacher.path(), actual, teacher.numbers("logprobs"), GoldenChecks.TOLERANCE);
    GoldenChecks.sum(teacher, "logprob_sum", actual);
  }

  private void inspection(Expected one, Expected results, int[] context, int[] prompt) {
    Inspection.Source model = (Inspection.Source) model(one, 2);
    Inspection inspection = model.inspect(Optional.of(new TokenContext(context)), prompt, 0);
    Expected decoder = results.object("decoder");
    GoldenChecks.lastLogits(decoder.object("last_logits"), inspection, GoldenChecks.TOLERANCE);
    GoldenChecks.hidden(decoder.objects("hidden_states"), inspection.hidden());
    GoldenChecks.compressed(
        results.object("compressed"),
        inspection.compressed(),
        inspection.ledger().slots(),
        Checkpoint.open(folder).config().hidden());
  }

  private void text(Expected one) {
    if (!one.has("context_text")) {
      return;
    }
    String encoderText = RccChat.encoderText(one.text("context_text"), one.text("question"));
    assertThat(encoderText).isEqualTo(one.text("encoder_text"));
    ContextModel model = model(one, 1);
    assertThat(model.tokenizer().encode(encoderText)).isEqualTo(one.ids("context_ids"));
    assertThat(model.tokenizer().encode(one.text("prompt_text"))).isEqualTo(one.ids("prompt_ids"));
    assertThat(one.text("prompt_text"))
        .isIn(
            RccChat.decoderPrompt(RccChat.Mode.RECONSTRUCTION, one.text("question")),
            RccChat.decoderPrompt(RccChat.Mode.HUMAN, one.text("question")));
    Expected greedy = one.object("greedy");
    for (String read : List.of("argmax_per_step", "margins", "second_per_step", "stopped_by_eos")) {
      greedy.value(read);
    }
    String decoded = model.tokenizer().decodeCleaned(greedy.ids("ids"));
    assertThat(decoded).isEqualTo(greedy.text("decoded"));
    assertThat(RccChat.answer(decoded)).isEqualTo(greedy.text("answer"));
  }

  private List<DynamicTest> lowPrecision(Expected low, List<Expected> cases) {
    assertThat(low.text("compute_dtype")).isIn("bf16", "bfloat16");
    double tolerance = low.number("tolerance_abs_logit");
    List<DynamicTest> tests = new ArrayList<>();
    for (Expected one : low.objects("cases")) {
      Expected same =
          cases.stream()
              .filter(c -> c.text("name").equals(one.text("name")))
              .findFirst()
              .orElseThrow();
      tests.add(
          DynamicTest.dynamicTest(
              "bf16: " + one.text("name"), () -> lowPrecisionCase(one, same, tolerance)));
    }
    return tests;
  }

  private void lowPrecisionCase(Expected one, Expected same, double tolerance) {
    assertThat(one.number("max_abs_logit_diff_to_float32")).isLessThan(tolerance);
    int[] prompt = same.ids("prompt_ids");
    TokenContext context = new TokenContext(same.ids("context_ids"));
    try (ContextModel model =
            ContextModels.open(
                GoldenSpecs.rcc(
                    folder, "bf16", same.integer("window"), same.integer("mem_len"), pairs, 1));
        Memory memory = model.read(context)) {
      Inspection inspection = ((Inspection.Source) model).inspect(Optional.of(context), prompt, 0);
      GoldenChecks.lastLogits(one.object("last_logits"), inspection, tolerance);
      int[] ids = one.ids("greedy_ids");
      double[] margins = one.numbers("margins");
      int sure = 0;
      while (sure < ids.length && margins[sure] > tolerance) {
        sure++;
      }
      int[] actual = memory.generate(prompt, Decoding.greedy(ids.length)).ids();
      assertThat(Arrays.copyOf(actual, sure)).isEqualTo(Arrays.copyOf(ids, sure));
    }
  }
}
