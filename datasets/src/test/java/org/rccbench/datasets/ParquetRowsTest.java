package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files that are no such files, or other ones, are refused with their names. */
class ParquetRowsTest {
  @TempDir Path folder;

  @Test
  void columnsThatAreMissingAreABadRowAndNoColumnIsAnotherFile() {
    Path file = KvpressReaderTest.resource("snappy.parquet");
    assertThatThrownBy(() -> Datasets.LONGBENCH.open(file).examples().toList())
        .isInstanceOf(BadLineException.class)
        .hasMessage(
            "snappy.parquet, row 1, field \"dataset\": is missing; correct the row or ask to skip"
                + " bad lines");
    assertThatThrownBy(() -> Datasets.PWC.open(file).examples().toList())
        .hasMessageContaining("snappy.parquet, row 1, field \"input\": is missing");
    assertThatThrownBy(() -> RowFile.of(file, List.of("x")).examples(row -> null, bad -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "snappy.parquet has none of the columns [x], only [context, question, answer_prefix,"
                + " answer, task, max_new_tokens, unused]; name another reader");
    assertThatThrownBy(() -> Datasets.QASPER.open(file).examples())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("snappy.parquet is Parquet; this reader reads the data set's own JSON file");
  }

  @Test
  void aTextOverTheLimitIsABadRow() {
    RowFile rows =
        RowFile.of(KvpressReaderTest.resource("none.parquet"), List.of("context")).withLimit(60);
    assertThatThrownBy(
            () ->
                rows.examples(
                        row -> List.of(),
                        bad -> {
                          throw BadLineException.refused(bad);
                        })
                    .toList())
        .hasMessageStartingWith(
            "none.parquet, row 1, field \"context\": 135 bytes are more than the 60 allowed;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd", "gzip"})
  void aDamagedFileIsRefusedAndNothingElseBreaks(String name) throws IOException {
    byte[] good = Files.readAllBytes(KvpressReaderTest.resource(name + ".parquet"));
    SplittableRandom random = new SplittableRandom(name.hashCode());
    Path file = folder.resolve("damaged.parquet");
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] bytes =
          random.nextInt(4) == 0
              ? Arrays.copyOf(good, random.nextInt(4, good.length))
              : good.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        bytes[random.nextInt(4, Math.max(5, bytes.length)) % bytes.length] ^=
            (byte) random.nextInt(1, 256);
      }
      Files.write(file, bytes);
      try (Stream<Example> examples = Datasets.KVPRESS.open(file, true).examples()) {
        assertThat(examples.count()).isBetween(0L, 3L);
      } catch (UncheckedIOException | IllegalArgumentException e) {
        assertThat(e).as("file %d", i).hasMessageContaining("damaged.parquet");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(30);
  }
}
