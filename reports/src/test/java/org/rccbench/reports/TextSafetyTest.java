package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A name or an output that a model made up cannot act in a spreadsheet or a page. */
class TextSafetyTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"})
  void aFormulaIsDisarmed(String hostile) {
    assertThat(CsvText.text(hostile)).isEqualTo("'" + hostile);
  }

  @Test
  void aFormulaThatNeedsQuotesIsDisarmedInsideThem() {
    assertThat(CsvText.text("=A1,\"x\"")).isEqualTo("\"'=A1,\"\"x\"\"\"");
    assertThat(CsvText.text("\rx")).isEqualTo("\"'\rx\"");
    assertThat(CsvText.text("two\nlines")).isEqualTo("\"two\nlines\"");
  }

  @Test
  void aNegativeNumberStaysANumber() {
    Table table =
        Table.create("t")
            .addColumns(
                StringColumn.create("s", "-5"),
                DoubleColumn.create("d", -0.1),
                LongColumn.create("l", -7L));

    assertThat(CsvText.of(table)).isEqualTo("s,d,l\n'-5,-0.1,-7\n");
  }

  @Test
  void numbersKeepTheirFullPrecisionInCsvAndMissingIsEmpty() {
    Table table =
        Table.create("t")
            .addColumns(
                DoubleColumn.create("d", new double[] {0.1 + 0.2, Double.NaN}),
                LongColumn.create("l", new long[] {0L, Long.MAX_VALUE}));

    assertThat(CsvText.of(table)).isEqualTo("d,l\n0.30000000000000004,0\n,9223372036854775807\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a|b ~ a\\|b",
        "<script> ~ &lt;script&gt;",
        "&amp; ~ &amp;amp;",
        "[x](http://y) ~ \\[x\\](http\\://y)",
        "`c` ~ \\`c\\`",
        "www.example ~ www\\.example",
        "a_b*c ~ a\\_b\\*c"
      })
  void markupIsShownAsItIs(String hostile, String shown) {
    assertThat(MarkdownText.escape(hostile)).isEqualTo(shown);
  }

  @Test
  void linesControlsAndDirectionMarksCannotBreakARow() {
    assertThat(MarkdownText.escape("a\r\nb\u001b[31mc\u202ed\u0000"))
        .isEqualTo("a  b\ufffd\\[31mc\ufffdd\ufffd");
  }
}
