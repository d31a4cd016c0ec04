package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of docs/datasets.md has a row for every reader, with the words of its card. */
class DatasetDocsTest {
  @TempDir Path folder;

  @Test
  void everyReaderHasItsRow() throws IOException {
    Map<String, List<String>> rows = rows();
    assertThat(rows.keySet())
        .containsExactlyElementsOf(Arrays.stream(Datasets.values()).map(Datasets::label).toList());
    Path file = Files.writeString(folder.resolve("any"), "");
    for (Datasets schema : Datasets.values()) {
      DatasetCard card = schema.open(file).card();
      List<String> cells = rows.get(schema.label());
      assertThat(card.schema()).isEqualTo(schema.label());
      assertThat(cells.get(3)).as(schema.label()).isEqualTo(card.source());
      assertThat(cells.get(4)).as(schema.label()).isEqualTo(card.licence());
    }
  }

  private static Map<String, List<String>> rows() throws IOException {
    Path docs = Path.of(System.getProperty("rccbench.root", "")).resolve("docs/datasets.md");
    Map<String, List<String>> rows = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(docs)) {
      lines
          .dropWhile(line -> !line.startsWith("| reader |"))
          .skip(2)
          .takeWhile(line -> line.startsWith("|"))
          .map(line -> Arrays.asList(line.substring(2, line.length() - 2).split(" \\| ")))
          .forEach(cells -> rows.put(cells.get(0).replace("`", ""), cells));
    }
    return rows;
  }
}
