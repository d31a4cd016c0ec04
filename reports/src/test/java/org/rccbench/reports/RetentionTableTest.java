package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.Table;

class RetentionTableTest {
  private static final Map<String, String> KINDS =
      Map.of("full", "full", "long", "rcc", "short", "rcc");

  /** Two tasks of one name, one scores 8 tokens and the other 96. */
  @Test
  void eachModelIsHeldToTheLengthThatItWasScoredOver() {
    List<SampleLine> lines =
        List.of(
            line("full", "a", 8, 0.8),
            line("short", "a", 8, 0.4),
            line("full", "b", 96, 0.5),
            line("long", "b", 96, 0.5));
    RunData run = new RunData(lines, List.of(), KINDS, 3, true);

    Table retention = RetentionTable.of(run).table();

    assertThat(retention.stringColumn("model").asList()).containsExactly("long", "short");
    assertThat(retention.doubleColumn("retention").asList()).containsExactly(1.0, 0.5);
    ChosenSamples page = new ChosenSamples(run, 0);
    assertThat(lines).allMatch(line -> page.score(line).isPresent());
    assertThat(page.isMiss(lines.get(1))).isTrue();
  }

  private static SampleLine line(String model, String sample, int tokens, double bleu) {
    return Samples.reconstruction(model, sample, tokens, bleu, Map.of("kvBytes", 64), null);
  }
}
