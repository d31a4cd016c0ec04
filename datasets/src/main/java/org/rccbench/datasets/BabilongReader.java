package org.rccbench.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads BABILong: {@code input} (the context), {@code question} and {@code target}, as
 * scripts/run_model_on_babilong.py of github.com/booydar/babilong takes them from a row. The files
 * of huggingface.co/datasets/RMT-team/babilong name neither task nor length inside; the folder and
 * the file's name do.
 */
final class BabilongReader implements DatasetReader {
  private final RowFile file;
  private final DatasetCard card;

  BabilongReader(Path file) {
    this.file = RowFile.of(file, List.of("input", "question", "target"));
    this.card =
        this.file.card(
            "babilong",
            "BABILong, arXiv 2406.10149, github.com/booydar/babilong",
            "Apache-2.0 (code, and PG-19); BSD (bAbI)");
  }

  @Override
  public DatasetCard card() {
    return card;
  }

  @Override
  public Stream<Example> examples(Consumer<BadLine> onBadLine) {
    return file.examples(this::example, onBadLine);
  }

  @Override
  public double shareRead() {
    return file.shareRead();
  }

  private List<Example> example(Row row) throws BadField {
    return List.of(
        new Example(
            file.idOf(row),
            TextContext.of(row.field("input").text()),
            row.field("question").text(),
            List.of(row.field("target").text()),
            new TreeMap<>()));
  }
}
