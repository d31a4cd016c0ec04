package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rccbench.models.internal.Models.context;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.internal.Models.Options;

/** What a model says that it will hold is what it holds. */
class ForecastTest {
  private static final int[] LENGTHS = {1, 15, 16, 100, 127, 128, 129, 300, 512, 1000};

  @ParameterizedTest
  @ValueSource(strings = {"full", "truncated", "blind", "rcc", "random"})
  void theLedgerThatIsForecastIsTheOneThatReadingLeaves(String kind) {
    try (ContextModel model = Models.open(kind, "rcc-w128-r16")) {
      isForecast(model, LENGTHS);
    }
  }

  @ParameterizedTest
  @CsvSource({"32,8,reference", "32,8,fixed", "30,8,reference", "30,8,fixed"})
  void soItIsForEveryRuleOfWindows(int window, int rate, String compat) {
    try (ContextModel model = Models.rcc(Options.window(window, rate, compat))) {
      isForecast(model, LENGTHS);
    }
  }

  private static void isForecast(ContextModel model, int... lengths) {
    for (int length : lengths) {
      try (Memory memory = model.read(context(Models.ids(length, length)))) {
        Ledger ledger = model.forecast(length).orElseThrow();
        assertThat(ledger).as("%s tokens", length).isEqualTo(memory.ledger());
        assertThat(ledger.positions() * model.card().kvBytesPerPosition())
            .isEqualTo(memory.bytes());
      }
    }
  }

  @Test
  void whatCannotBeReadIsNotForecast() {
    try (ContextModel full = Models.open("full", "rcc-w128-r16");
        ContextModel rcc = Models.open("rcc", "rcc-w128-r16");
        ContextModel blind = Models.open("blind", "rcc-w128-r16")) {
      assertThatThrownBy(() -> full.forecast(0)).hasMessageContaining("the context is empty");
      assertThatThrownBy(() -> rcc.forecast(0)).hasMessageContaining("the context is empty");
      assertThat(blind.forecast(0).orElseThrow().positions()).isZero();
    }
  }

  @Test
  void aTiedTableIsHeldAndCountedOnce() {
    long f32 = bytes("neox-tied-gelufast-f32");
    assertThat(card("neox-tied-gelufast-f32", "f32", "plain").weightBytes()).isEqualTo(f32);
    long f16 = bytes("neox-seq-tied-sharded-f16");
    assertThat(card("neox-seq-tied-sharded-f16", "f32", "plain").weightBytes()).isEqualTo(2 * f16);
    assertThat(card("neox-seq-tied-sharded-f16", "bf16", "plain").weightBytes()).isEqualTo(f16);
  }

  @Test
  void aTiedTableThatIsAlsoPackedStandsInBothForms() {
    // [512, 64] as a plain table and packed as head; blocks' matrices both, biases plain and f32
    long table = 512 * 64;
    long matrices = 2 * (3 * 64 * 64 + 64 * 64 + 2 * 4 * 64 * 64);
    long biases = 2 * (3 * 64 + 64 + 4 * 64 + 64);
    long norms = 2 * 4 * 64 + 2 * 64;
    assertThat(bytes("neox-seq-tied-sharded-f16"))
        .isEqualTo(2 * (table + matrices + biases + norms));
    assertThat(card("neox-seq-tied-sharded-f16", "f32", "both").weightBytes())
        .isEqualTo((4 + 2) * (table + matrices) + (4 + 4) * biases + 4 * norms);
    assertThat(card("neox-seq-tied-sharded-f16", "f32", "packed").weightBytes())
        .isEqualTo((2 + 2) * table + 2 * matrices + 4 * biases + 4 * norms);
  }

  private static ModelCard card(String golden, String dtype, String form) {
    ModelSpec spec = Models.spec("full", Models.folder(golden), dtype, form);
    try (ContextModel model = ContextModels.open(spec)) {
      return model.card();
    }
  }

  /** Bytes of the weights in a checkpoint's files, where a tied table stands once. */
  private static long bytes(String golden) {
    return Checkpoint.open(Path.of(Models.folder(golden))).tensors().entrySet().stream()
        .filter(
            entry -> !entry.getKey().matches(".*\\.attention\\.(bias|masked_bias|rotary_emb.*)"))
        .mapToLong(entry -> entry.getValue().bytes())
        .sum();
  }
}
