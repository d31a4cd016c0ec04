package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rccbench.models.internal.Models.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Inspection;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.Folders;

/** What a model cannot do is refused before the engine sees it, and the message says what can. */
class RefusalTest {
  private static final String NEOX = "neox-legacy-f16";
  private static final String RCC = "rcc-w128-r16";

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static ModelSpec spec(String kind, String source, String option, String value) {
    return new ModelSpec(
        kind,
        source,
        option.equals("dtype") ? value : "f32",
        option.equals("weights") ? value : "auto",
        option.equals("device") ? value : "cpu",
        option.equals("rate") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty(),
        option.equals("window") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty(),
        option.equals("compat") ? Optional.of(value) : Optional.empty(),
        option.equals("levels") ? Optional.of(value) : Optional.empty(),
        option.equals("batch") ? Integer.parseInt(value) : 0,
        option.equals("cache") ? Long.parseLong(value) << 20 : 0,
        0);
  }

  @Test
  void anUnknownKindIsAnsweredWithTheKnownOnes() {
    refused(
        () -> ContextModels.open(ModelSpec.of("mamba", Models.folder(NEOX))),
        "unknown model kind \"mamba\"; known: blind, exec, full, http, icae, last-layer, noisy,"
            + " oracle, random, rcc, truncated");
    assertThat(ContextModels.kinds())
        .containsExactly(
            "blind",
            "exec",
            "full",
            "http",
            "icae",
            "last-layer",
            "noisy",
            "oracle",
            "random",
            "rcc",
            "truncated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "full|dtype|f16|unknown dtype \"f16\"; known: f32, bf16",
        "full|weights|int8|unknown weight form \"int8\"; known: auto, plain, packed, both",
        "full|device|tpu|unknown device \"tpu\"; known: cpu, cuda, cuda:N",
        "full|device|cuda:x|unknown device \"cuda:x\"; known: cpu, cuda, cuda:N",
        "full|rate|16|kind \"full\" has no use for rate, which is set to 16; leave it out, or take"
            + " a kind that has: icae, last-layer, noisy, oracle, random, rcc",
        "truncated|rate|1|kind \"truncated\" has no use for rate, which is set to 1",
        "blind|rate|16|kind \"blind\" has no use for rate, which is set to 16",
        "full|window|512|kind \"full\" has no use for window, which is set to 512; leave it out, or"
            + " take a kind that has: icae, last-layer, noisy, oracle, random, rcc, truncated",
        "blind|window|512|kind \"blind\" has no use for window",
        "full|compat|fixed|kind \"full\" has no use for compat, which is set to fixed; leave it"
            + " out, or take a kind that has: icae, last-layer, random, rcc",
        "truncated|compat|fixed|kind \"truncated\" has no use for compat",
        "blind|levels|pairs|kind \"blind\" has no use for level_rule, which is set to pairs",
        "truncated|levels|first|kind \"truncated\" has no use for level_rule",
        "icae|levels|first|kind \"icae\" has no use for level_rule, which is set to first; leave it"
            + " out, or take a kind that has: random, rcc",
        "full|batch|2|kind \"full\" has no use for window_batch, which is set to 2",
        "truncated|cache|3|kind \"truncated\" has no use for segment_cache_mb, which is set to 3",
        "truncated|window|0|window must be > 0, was 0",
        "rcc|compat|official|unknown compat \"official\"; known: reference, fixed",
        "rcc|levels|last|unknown level_rule \"last\"; known: first, pairs",
        "rcc|rate|4096|rate 4096 is larger than the window of 2048 tokens: no slot would be kept",
        "rcc|window|0|window and rate must be > 0, were 0 and 32",
        "rcc|levels|pairs|level rule \"pairs\" cannot feed a decoder of 2 blocks from an encoder of"
            + " 2: it needs twice as many"
      })
  void anOptionThatDoesNotFitIsRefused(String kind, String option, String value, String message) {
    refused(() -> ContextModels.open(spec(kind, Models.folder(RCC), option, value)), message);
  }

  @Test
  void packedWeightsAreForCpus() {
    ModelSpec spec =
        new ModelSpec(
            "full",
            Models.folder(NEOX),
            "f32",
            "packed",
            "cuda",
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0);
    refused(
        () -> ContextModels.open(spec),
        "packed weights are for CPUs; use --weights plain on cuda:0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"packed", "both"})
  void weightsThatFp16CannotHoldAreNotPacked(String form) {
    refused(
        () ->
            ContextModels.open(
                Models.spec("full", Models.folder("neox-tied-gelufast-f32"), "f32", form)),
        "tensor \"gpt_neox.embed_in.weight\" has values that fp16 cannot hold, so packing would"
            + " change it; use --weights plain");
  }

  @Test
  void weightsThatFp16CannotHoldAreKeptPlainWhereTheFormIsLeftOpen() {
    try (ContextModel model = Models.open("full", "neox-tied-gelufast-f32")) {
      assertThat(model.card().arithmetic()).isEqualTo("f32, plain weights");
    }
  }

  @Test
  void anUnknownShapeIsAnsweredWithTheKnownOnes() {
    String known =
        "unknown shape \"pythia-3b\"; known: pythia-1.4b, pythia-14m, pythia-160m, pythia-1b,"
            + " pythia-2.8b, pythia-410m, pythia-70m";
    refused(() -> ContextModels.open(ModelSpec.of("full", "shape:pythia-3b")), known);
    refused(
        () -> ContextModels.open(ModelSpec.of("rcc", "rcc:shape:pythia-14m,shape:pythia-3b")),
        known);
    refused(
        () -> ContextModels.open(ModelSpec.of("rcc", "rcc:shape:pythia-14m")),
        "\"rcc:shape:pythia-14m\" must name two shapes, encoder and decoder");
  }

  @Test
  void towersMustFitEachOther() {
    refused(
        () -> ContextModels.open(ModelSpec.of("rcc", "rcc:shape:pythia-14m,shape:pythia-160m")),
        "level rule \"first\" cannot feed a decoder of 12 blocks from an encoder of 6: it needs at"
            + " least as many");
    refused(
        () -> ContextModels.open(ModelSpec.of("rcc", "rcc:shape:pythia-70m,shape:pythia-14m")),
        "encoder width 512 and decoder width 128 must be equal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rcc", "random"})
  void aPlainCheckpointHasNoSlots(String kind) {
    refused(
        () -> Models.open(kind, NEOX).close(),
        "\"neox-legacy-f16\" has no encoder (gpt_neox.rcc_encoder.*); kind \""
            + kind
            + "\" needs an RCC checkpoint, kind \"full\" reads this one");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 512, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void anIdOutsideTheVocabularyIsRefusedWhereverItStands(int id) {
    String message = " is outside the vocabulary of 512; is it another model's tokenizer?";
    for (String kind : new String[] {"full", "truncated", "blind", "rcc", "random"}) {
      try (ContextModel model = Models.open(kind, RCC);
          Memory memory = model.read(context(5, 6, 7))) {
        float[] before = Models.logits(memory, 9);
        refused(
            () -> memory.generate(new int[] {3, id}, Decoding.greedy(1)),
            "token id " + id + " at position 1" + message);
        refused(
            () -> memory.logProbabilities(new int[] {id}, new int[] {3}),
            "token id " + id + " at position 0" + message);
        refused(
            () -> memory.logProbabilities(new int[] {3}, new int[] {4, id}),
            "token id " + id + " at position 1" + message);
        assertThat(Models.logits(memory, 9)).as(kind + " afterwards").isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "truncated", "rcc"})
  void anIdOfTheContextOutsideTheVocabularyIsRefused(String kind) {
    try (ContextModel model = Models.open(kind, RCC)) {
      refused(
          () -> model.read(context(5, 6, 512)),
          " is outside the vocabulary of 512; is it another model's tokenizer?");
      refused(() -> model.read(context(5, 6, 512)), "token id 512 at position ");
      refused(() -> model.read(context(5, -6, 7)), "the id at position 1 was -6");
    }
  }

  @Test
  void anEmptyContextIsForBlindModelsAlone() {
    for (String kind : new String[] {"full", "truncated"}) {
      try (ContextModel model = Models.open(kind, RCC)) {
        refused(
            () -> model.read(context()),
            "the context is empty; kind \"blind\" is the one that reads none");
      }
    }
    for (String kind : new String[] {"rcc", "random"}) {
      try (ContextModel model = Models.open(kind, RCC)) {
        refused(
            () -> model.read(context()),
            "the context is empty; a compressed context needs at least one token");
      }
    }
  }

  @Test
  void nothingAtAllPredictsNothing() {
    String message =
        "an empty prompt after an empty context: there is nothing to predict from; give a prompt";
    try (ContextModel model = Models.open("blind", NEOX);
        Memory memory = model.read(context())) {
      refused(() -> memory.generate(Models.NOTHING, Decoding.greedy(1)), message);
      assertThat(memory.generate(new int[] {3}, Decoding.greedy(2)).ids()).hasSize(2);
    }
  }

  @Test
  void aPromptLongerThanTheTrainedPositionsIsRefusedUnderFixed() {
    try (ContextModel model = Models.rcc(Models.Options.window(128, 16, "fixed"));
        Memory memory = model.read(context(Models.ids(40, 1)))) {
      refused(
          () -> memory.generate(Models.ids(257, 2), Decoding.greedy(1)),
          "the prompt has 257 tokens, the decoder was trained with 256 positions; shorten it, or"
              + " move text into the context");
      assertThat(memory.generate(Models.ids(256, 2), Decoding.greedy(1)).ids()).hasSize(1);
    }
  }

  @Test
  void aPromptLongerThan600TimesTheRateKeepsItsFirstIdsUnderReference() {
    int[] prompt = Models.ids(605, 3);
    try (ContextModel model = Models.rcc(Models.Options.window(128, 1, "reference"));
        Memory memory = model.read(context(Models.ids(40, 1)))) {
      int[] cut = Arrays.copyOf(prompt, 600);
      assertThat(memory.generate(prompt, Decoding.greedy(8)).ids())
          .isEqualTo(memory.generate(cut, Decoding.greedy(8)).ids());
      assertThat(memory.generate(prompt, Decoding.greedy(8)).positions()).isEqualTo(128 + 600 + 7);
    }
  }

  @Test
  void looksIntoAModelNeedWhatTheKindReads() {
    try (ContextModel full = Models.open("full", NEOX);
        ContextModel rcc = Models.open("rcc", RCC)) {
      Inspection.Source plain = (Inspection.Source) full;
      refused(
          () -> plain.inspect(Optional.of(context(1)), new int[] {2}, 0),
          "kind \"full\" has no encoder; give all ids as tokens, without a context");
      refused(
          () -> plain.inspect(Optional.empty(), Models.NOTHING, 0),
          "nothing to inspect: give at least one token");
      refused(
          () -> plain.inspect(Optional.empty(), new int[] {512}, 0),
          "token id 512 at position 0 is outside the vocabulary of 512");
      Inspection.Source slots = (Inspection.Source) rcc;
      refused(
          () -> slots.inspect(Optional.empty(), new int[] {2}, 0),
          "kind \"rcc\" needs a context to inspect");
      refused(
          () -> slots.inspect(Optional.of(context(1)), new int[] {512}, 0),
          "token id 512 at position 0 is outside the vocabulary of 512");
    }
  }

  @Test
  void textForACheckpointWithoutATokenizerSaysWhereOneComesFrom() {
    try (ContextModel model = Models.open("full", NEOX)) {
      refused(
          model::tokenizer,
          "neox-legacy-f16 has no tokenizer.json; copy the one of the model's own folder there");
    }
  }

  @Test
  void aTokenizerThatIsNoByteLevelBpeIsRefused(@TempDir Path parent) throws IOException {
    Path folder = Folders.copy(NEOX, parent);
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":{\"type\":\"Unigram\"}}");
    try (ContextModel model = ContextModels.open(ModelSpec.of("full", folder.toString()))) {
      refused(
          model::tokenizer,
          "tokenizer.json: model type \"Unigram\" is not a byte-level BPE; only GPT-NeoX-style"
              + " tokenizers are supported");
    }
  }
}
