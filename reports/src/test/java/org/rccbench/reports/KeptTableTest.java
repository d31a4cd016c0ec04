package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.Table;

class KeptTableTest {
  private final List<SampleLine> lines = new ArrayList<>();

  /**
   * 64 tokens in 8 slots: a slot stands for 8 tokens, each of two bits to who has not read them.
   */
  @Test
  void bitsAreThoseOfTheSameTokensUnderTheModelThatHasNotReadThem() {
    add("blind", 0, 0, 2 * Math.log(2));
    add("rcc-8", 8, 8192, 0.25);
    // another text, which the model without a context was not asked about
    lines.add(
        Samples.reconstruction("rcc-8", "other", 8, 1, Map.of("given", 64, "kvBytes", 8192), null));

    Table table = KeptTable.of(run(Map.of("blind", "blind", "rcc-8", "rcc"))).table();

    assertThat(table.stringColumn("model").asList()).containsExactly("blind", "rcc-8");
    assertThat(table.doubleColumn("bytes kept a token").asList()).containsExactly(0.0, 128.0);
    assertThat(table.doubleColumn("bits of text a slot").isMissing(0)).isTrue();
    assertThat(table.doubleColumn("bits of text a slot").get(1)).isEqualTo(16, within(1e-12));
    assertThat(table.doubleColumn("teacher-forced loss").get(1)).isEqualTo(0.25, within(1e-12));
    assertThat(table.doubleColumn("loss low 95 %").get(1)).isEqualTo(0.25, within(1e-12));
  }

  /** Bits come from one model without a context, and texts of another length are another row. */
  @Test
  void aRowHasTextsOfOneLengthAndItsBitsAreOfOneModel() {
    add("blind", 0, 0, 2 * Math.log(2));
    add("blind-2", 0, 0, 9 * Math.log(2));
    add("rcc-8", 8, 8192, 0.25);
    lines.add(
        Samples.ofLength(
            "128",
            Samples.reconstruction(
                "rcc-8", "longer", 16, 1, Map.of("given", 128, "kvBytes", 64), 7.0)));

    Table table =
        KeptTable.of(run(Map.of("blind", "blind", "blind-2", "blind", "rcc-8", "rcc"))).table();

    assertThat(table.stringColumn("model").asList())
        .containsExactly("blind", "blind-2", "rcc-8", "rcc-8");
    assertThat(table.stringColumn("length").asList()).containsExactly("", "", "128", "");
    assertThat(table.doubleColumn("bits of text a slot").get(3)).isEqualTo(16, within(1e-12));
    assertThat(table.doubleColumn("teacher-forced loss").asList().subList(2, 4))
        .containsExactly(7.0, 0.25);
    assertThat(table.stringColumn("profile").get(2)).endsWith("@16");
  }

  @Test
  void withoutSuchAModelAndWithoutLossesTheCellsAreEmpty() {
    lines.add(
        Samples.reconstruction("rcc-8", "s", 8, 1, Map.of("given", 64, "kvBytes", 8192), null));

    Table table = KeptTable.of(run(Map.of("rcc-8", "rcc"))).table();

    assertThat(table.doubleColumn("bits of text a slot").isMissing(0)).isTrue();
    assertThat(table.doubleColumn("teacher-forced loss").isMissing(0)).isTrue();
    assertThat(table.doubleColumn("score").get(0)).isEqualTo(1);
  }

  /** The same two contexts for every model. */
  private void add(String model, int slots, long bytes, double nats) {
    for (String sample : List.of("a", "b")) {
      Map<String, Object> ledger =
          slots == 0
              ? Map.of("given", 64, "kvBytes", bytes, "slots", 0, "rateAsked", 1, "rateReal", 1.0)
              : Map.of(
                  "given", 64, "kvBytes", bytes, "slots", slots, "rateAsked", 8, "rateReal", 8.0);
      lines.add(Samples.reconstruction(model, sample, 8, 0.5, ledger, nats));
    }
  }

  private RunData run(Map<String, String> kinds) {
    return new RunData(lines, List.of(), kinds, 3, true);
  }
}
