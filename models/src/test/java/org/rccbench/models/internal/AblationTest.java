package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.rccbench.models.internal.Models.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Inspection;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.Folders;
import org.rccbench.models.internal.Models.Options;

/**
 * Last-layer and ICAE give the logits that two uncompressed models and a product in plain Java give
 * ({@link Ablation}), however the windows are batched, kept or short.
 */
class AblationTest {
  private static final int[] PROMPT = Models.ids(5, 21);

  @TempDir Path folder;

  private static List<int[]> windows(int[] ids, int window) {
    List<int[]> windows = new ArrayList<>();
    for (int from = 0; from < ids.length; from += window) {
      windows.add(Arrays.copyOfRange(ids, from, Math.min(from + window, ids.length)));
    }
    return windows;
  }

  private static float[] logits(ContextModel model, int[] ids, int... prompt) {
    try (Memory memory = model.read(context(ids))) {
      return Models.logits(memory, prompt);
    }
  }

  private static ContextModel open(String kind, Path folder, Options options) {
    return ContextModels.open(Models.spec(kind, folder.toString(), options));
  }

  @ParameterizedTest
  @CsvSource({
    "last-layer, rcc-w128-r16, 24, 4, 1",
    "last-layer, rcc-w128-r16, 24, 7, 61",
    "last-layer, rcc-first-levels-e5-d3, 16, 5, 36",
    "last-layer, rcc-pairs-e6-d3, 16, 4, 48",
    "icae, rcc-w128-r16, 24, 4, 1",
    "icae, rcc-w128-r16, 24, 7, 61",
    "icae, rcc-w128-r16, 24, 2, 50",
    "icae, rcc-first-levels-e5-d3, 16, 5, 36",
    "icae, rcc-pairs-e6-d3, 16, 4, 48"
  })
  void logitsAreThoseOfTwoPlainModels(String kind, String golden, int window, int rate, int length)
      throws IOException {
    Ablation ablation = new Ablation(kind, golden, folder);
    Path checkpoint = ablation.folder(window, rate, "fixed");
    int[] ids = Models.ids(length, 8);
    float[] behindSlots = ablation.logits(windows(ids, window), rate, true);
    float[] behindPrompt = ablation.logits(windows(ids, window), rate, true, PROMPT);
    for (int batch : new int[] {0, 1, 2, 3}) {
      try (ContextModel model = open(kind, checkpoint, Options.NONE.batch(batch))) {
        float[] first = logits(model, ids);
        assertThat(Models.largestDifference(first, behindSlots))
            .as("first id, batch " + batch)
            .isLessThan(2e-5);
        float[] next = logits(model, ids, PROMPT);
        assertThat(Models.largestDifference(next, behindPrompt))
            .as("after a prompt, batch " + batch)
            .isLessThan(2e-5);
        assertThat(Models.largestDifference(first, next)).as("the prompt matters").isGreaterThan(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void underReferenceIdsAfterTheLastWholePieceGiveNoSlot(String kind) throws IOException {
    Ablation ablation = new Ablation(kind, "rcc-w128-r16", folder);
    int[] ids = Models.ids(24, 8); // one whole window, which needs no filling
    float[] expected = ablation.logits(List.of(ids), 7, false, PROMPT);
    try (ContextModel model = open(kind, ablation.folder(24, 7, "reference"), Options.NONE);
        Memory memory = model.read(context(ids))) {
      assertThat(Models.largestDifference(Models.logits(memory, PROMPT), expected))
          .isLessThan(2e-5);
      assertThat(memory.ledger().slots()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void logProbabilitiesAreThoseOfTheLogits(String kind) throws IOException {
    Ablation ablation = new Ablation(kind, "rcc-w128-r16", folder);
    int[] ids = Models.ids(30, 8);
    try (ContextModel model = open(kind, ablation.folder(24, 7, "fixed"), Options.NONE);
        Memory memory = model.read(context(ids))) {
      double[] own = memory.logProbabilities(Models.NOTHING, Arrays.copyOf(PROMPT, 3));
      for (int t = 0; t < 3; t++) {
        float[] logits = ablation.logits(windows(ids, 24), 7, true, Arrays.copyOf(PROMPT, t));
        double sum = 0;
        for (float logit : logits) {
          sum += Math.exp(logit);
        }
        assertThat(own[t]).as("id " + t).isCloseTo(logits[PROMPT[t]] - Math.log(sum), within(2e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void aKeptWindowIsTheSameBits(String kind) throws IOException {
    Path checkpoint = new Ablation(kind, "rcc-w128-r16", folder).folder(24, 7, "fixed");
    int[] window = Models.ids(24, 1);
    int[] ids = Models.joined(window, Models.ids(24, 2), window, Models.ids(9, 3));
    try (ContextModel plain = open(kind, checkpoint, Options.NONE.batch(2));
        ContextModel cached = open(kind, checkpoint, Options.NONE.batch(2).cache(1 << 20))) {
      float[] expected = logits(plain, ids, PROMPT);
      assertThat(logits(cached, ids, PROMPT)).isEqualTo(expected);
      assertThat(logits(cached, ids, PROMPT)).as("from the cache").isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"last-layer, 0", "icae, 12"})
  void ledgerAndCardCountOneLevelAndTheLearnedTokens(String kind, int tokens) throws IOException {
    Path checkpoint = new Ablation(kind, "rcc-w128-r16", folder).folder(24, 7, "fixed");
    try (ContextModel model = open(kind, checkpoint, Options.NONE);
        ContextModel full = Models.open("full", "rcc-w128-r16");
        Memory memory = model.read(context(Models.ids(61, 8)))) {
      Ledger ledger = memory.ledger();
      assertThat(ledger.windows()).isEqualTo(3);
      assertThat(ledger.slots()).isEqualTo(4 + 4 + 2);
      assertThat(ledger.slotBytes()).as("one level of width 32 a slot").isEqualTo(10 * 32 * 4);
      assertThat(ledger.kvBytes()).isEqualTo(10 * 2L * 2 * 32 * 4);
      assertThat(memory.bytes()).isEqualTo(ledger.kvBytes());
      ModelCard card = model.card();
      long decoder = full.card().parameters();
      long encoder = decoder - 512 * 32; // without its head
      assertThat(card.parameters()).isEqualTo(decoder + encoder + 32 * 32 + tokens * 32L);
      assertThat(card.weightBytes()).isEqualTo(4 * card.parameters());
      assertThat(card.kind()).isEqualTo(kind);
      assertThat(card.description())
          .startsWith(
              (kind.equals("icae") ? "ICAE" : "last-layer")
                  + ", encoder d32 L2 H2, decoder d32 L2 H2, rate 7, window 24, level last"
                  + (kind.equals("icae") ? " of 12 learned tokens" : "")
                  + ", compat fixed, settings ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void looksInsideShowTheOneLevelThatIsKept(String kind) throws IOException {
    Path checkpoint = new Ablation(kind, "rcc-w128-r16", folder).folder(24, 7, "fixed");
    int[] ids = Models.ids(61, 8);
    try (ContextModel model = open(kind, checkpoint, Options.NONE)) {
      Inspection inspection =
          ((Inspection.Source) model).inspect(Optional.of(context(ids)), PROMPT, 0);
      assertThat(inspection.compressed()).hasSize(1);
      assertThat(inspection.hidden()).hasSize(3);
      assertThat(inspection.lastLogits()).isEqualTo(logits(model, ids, PROMPT));
    }
  }

  @Test
  void aFolderIsWhatItSays() throws IOException {
    Path icae = new Ablation("icae", "rcc-w128-r16", folder).folder(24, 7, "fixed");
    for (String kind : new String[] {"rcc", "last-layer"}) {
      assertThatThrownBy(() -> open(kind, icae, Options.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "\"rcc-w128-r16\" has architecture icae (rcc_config.json); open it as kind \"icae\", not \""
                  + kind
                  + "\"");
    }
    assertThatThrownBy(() -> Models.open("last-layer", "rcc-w128-r16"))
        .hasMessageContaining("has architecture rcc (rcc_config.json); open it as kind \"rcc\"");
    int[] ids = Models.ids(30, 8);
    try (ContextModel random = open("random", icae, Options.NONE.seed(3));
        ContextModel real = open("icae", icae, Options.NONE);
        ContextModel full = open("full", icae, Options.NONE);
        ContextModel golden = Models.open("full", "rcc-w128-r16")) {
      assertThat(logits(random, ids, PROMPT)).isNotEqualTo(logits(real, ids, PROMPT));
      assertThat(logits(full, ids, PROMPT))
          .as("the decoder alone")
          .isEqualTo(logits(golden, ids, PROMPT));
    }
  }

  @Test
  void lowerRatesThanLearnedTokensAllowAreRefused() throws IOException {
    Path icae = new Ablation("icae", "rcc-w128-r16", folder).folder(24, 7, "fixed");
    Options lower = new Options(OptionalInt.of(1), OptionalInt.empty(), Optional.empty(), 0, 0, 0);
    assertThatThrownBy(() -> open("icae", icae, lower))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a window of 24 tokens at rate 1 needs 24 learned tokens, \"rcc-w128-r16\" has 12; raise the rate");
    Folders.set(icae.resolve("rcc_config.json"), "architecture", "\"last-layer\"");
    assertThatThrownBy(() -> open("last-layer", icae, Options.NONE))
        .hasMessageContaining("tensors that its config.json has no place for")
        .hasMessageContaining("memory_token_embed");
    Path without = new Ablation("last-layer", "rcc-pairs-e6-d3", folder).folder(24, 7, "fixed");
    Folders.set(without.resolve("rcc_config.json"), "architecture", "\"icae\"");
    assertThatThrownBy(() -> open("icae", without, Options.NONE))
        .hasMessage(
            "\"rcc-pairs-e6-d3\" lacks the learned tokens of ICAE, tensor \"gpt_neox.rcc_encoder.memory_token_embed.weight\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void theRuleOfPairsIsForRcc(String kind) throws IOException {
    Path checkpoint = new Ablation(kind, "rcc-pairs-e6-d3", folder).folder(24, 7, "fixed");
    ModelSpec spec = Models.spec(kind, checkpoint.toString(), "f32", "plain");
    ModelSpec pairs =
        new ModelSpec(
            spec.kind(),
            spec.source(),
            "f32",
            "plain",
            "cpu",
            spec.rate(),
            spec.window(),
            spec.compat(),
            Optional.of("pairs"),
            0,
            0,
            0);
    assertThatThrownBy(() -> ContextModels.open(pairs))
        .hasMessage(
            "kind \""
                + kind
                + "\" has no use for level_rule, which is set to pairs; leave it out, or take a kind that has:"
                + " random, rcc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-layer", "icae"})
  void aShapeIsWhatTheKindSaysInEveryArithmetic(String kind) {
    String source = "rcc:shape:pythia-14m,shape:pythia-14m";
    int[] ids = Models.ids(300, 8);
    float[] plain = null;
    for (String form : new String[] {"plain", "packed", "both", "bf16"}) {
      boolean narrow = form.equals("bf16");
      ModelSpec spec = Models.spec(kind, source, narrow ? "bf16" : "f32", narrow ? "plain" : form);
      try (ContextModel model = ContextModels.open(small(spec))) {
        float[] logits = logits(model, ids, PROMPT);
        plain = plain == null ? logits : plain;
        assertThat(Models.largestDifference(logits, plain))
            .as(form)
            .isLessThan(narrow ? 0.15 : 1e-4);
        assertThat(model.card().description()).contains("window 128");
        assertThat(model.prompts()).isEqualTo(org.rccbench.models.Prompts.OFFICIAL);
      }
    }
  }

  private static ModelSpec small(ModelSpec spec) {
    return new ModelSpec(
        spec.kind(),
        spec.source(),
        spec.dtype(),
        spec.weightForm(),
        "cpu",
        OptionalInt.of(16),
        OptionalInt.of(128),
        Optional.of("fixed"),
        Optional.empty(),
        0,
        0,
        0);
  }

  @Test
  void promptsComeFromTheFolder() throws IOException {
    Path icae = new Ablation("icae", "rcc-w128-r16", folder).folder(24, 7, "fixed");
    Folders.set(icae.resolve("rcc_config.json"), "prompts", "{\"separator\":\"\\n\"}");
    try (ContextModel model = open("icae", icae, Options.NONE)) {
      assertThat(model.prompts().separator()).isEqualTo("\n");
      assertThat(Files.exists(icae.resolve("rcc_config.json"))).isTrue();
    }
  }
}
