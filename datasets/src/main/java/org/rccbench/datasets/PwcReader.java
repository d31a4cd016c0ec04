package org.rccbench.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads PwC (prompt with context, arXiv 2307.06945); see {@link Datasets#PWC}. */
final class PwcReader implements DatasetReader {
  private final RowFile file;
  private final DatasetCard card;

  PwcReader(Path file) {
    this.file = RowFile.of(file, List.of("input", "prompt", "answer"));
    this.card = this.file.card("pwc", "PwC (prompt with context), arXiv 2307.06945", "not stated");
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
            row.field("prompt").text(),
            List.of(row.field("answer").text()),
            new TreeMap<>()));
  }
}
