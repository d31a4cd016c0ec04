package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rccbench.evaluators.results.SampleLine;
import tech.tablesaw.api.Table;

/** The slope is one of doublings of the length, over the depths that every length has. */
class PasskeySlopeTableTest {
  private static final String PROFILE = "passkey-landmark";
  private final List<SampleLine> lines = new ArrayList<>();

  @Test
  void aLossOfHalfADoublingIsOne() {
    add("1024", "0", 1, 1);
    add("2048", "0", 1, 0);
    add("4096", "0", 0, 0);
    add("1024", "window-boundary", 0, 0, 0);
    lines.add(Samples.failed("passkey", "a", Map.of("length", "4096", "depth", "0")));

    Table table = PasskeySlopeTable.of(Samples.run(lines, true)).table();

    assertThat(table.rowCount()).isEqualTo(1);
    assertThat(table.doubleColumn("slope").get(0)).isEqualTo(-0.5, within(1e-12));
    // by hand: squares of the residuals 0.5, of x around its mean 4, Student's t of 4 degrees 2.776
    double half = 2.7764451 * Math.sqrt(0.5 / 4 / 4);
    assertThat(table.doubleColumn("low 95 %").get(0)).isEqualTo(-0.5 - half, within(1e-6));
    assertThat(table.doubleColumn("high 95 %").get(0)).isEqualTo(-0.5 + half, within(1e-6));
    assertThat(table.longColumn("shortest").get(0)).isEqualTo(1024);
    assertThat(table.longColumn("longest").get(0)).isEqualTo(4096);
    assertThat(table.longColumn("scored").get(0)).isEqualTo(6);
    assertThat(table.longColumn("failed").get(0)).isEqualTo(1);
  }

  @Test
  void pointsOnOneLineHaveNoIntervalAndOneLengthNoRow() {
    add("1024", "0", 1, 1);
    add("2048", "0", 1, 1);

    Table table = PasskeySlopeTable.of(Samples.run(lines, true)).table();
    assertThat(table.doubleColumn("slope").get(0)).isZero();
    assertThat(table.doubleColumn("low 95 %").isMissing(0)).isTrue();

    lines.clear();
    add("1024", "0", 1, 1);
    add("2048", "0", 0, 0);
    table = PasskeySlopeTable.of(Samples.run(lines, true)).table();
    assertThat(table.doubleColumn("slope").get(0)).isEqualTo(-1, within(1e-12));
    assertThat(table.doubleColumn("low 95 %").isMissing(0)).as("no error was seen").isTrue();

    lines.removeIf(line -> line.value("length").orElseThrow().equals("2048"));
    assertThat(PasskeySlopeTable.of(Samples.run(lines, true)).table().rowCount()).isZero();
  }

  private void add(String length, String depth, double... scores) {
    for (double score : scores) {
      Map<String, String> cell = Map.of("length", length, "depth", depth);
      lines.add(
          Samples.scored("passkey", "a", cell, "context " + lines.size(), Map.of(PROFILE, score)));
    }
  }
}
