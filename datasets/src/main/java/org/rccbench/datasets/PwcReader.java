package org.rccbench.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads PwC (prompt with context, arXiv 2307.06945) JSON Lines; see {@link Datasets#PWC}. */
final class PwcReader implements DatasetReader {
  private static final int LONGEST_LINE = 64 << 20;

  private final Path file;
  private final String name;
  private final DatasetCard card;
  private final StringFields fields = new StringFields(List.of("input", "prompt", "answer"));

  PwcReader(Path file) {
    this.file = PlainTextReader.requireFile(file);
    this.name = String.valueOf(file.getFileName());
    try {
      this.card =
          new DatasetCard(
              name,
              "pwc",
              "PwC (prompt with context), arXiv 2307.06945",
              "not stated in the file",
              Sha256.ofFile(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public DatasetCard card() {
    return card;
  }

  @Override
  public Stream<Example> examples(Consumer<BadLine> onBadLine) {
    LineReader lines = new LineReader(file, LONGEST_LINE);
    Rows rows = new Rows(lines, onBadLine);
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, characteristics), false)
        .onClose(lines::close);
  }

  private final class Rows implements Iterator<Example> {
    private final LineReader lines;
    private final Consumer<BadLine> onBadLine;
    private BadLine blank;
    private Example next;

    Rows(LineReader lines, Consumer<BadLine> onBadLine) {
      this.lines = lines;
      this.onBadLine = onBadLine;
    }

    @Override
    public boolean hasNext() {
      while (next == null && lines.advance()) {
        // A blank line is only known to be the last one, which is fine, when nothing follows.
        if (blank != null) {
          onBadLine.accept(blank);
          blank = null;
        }
        next = example();
      }
      if (next == null) {
        lines.close();
      }
      return next != null;
    }

    @Override
    public Example next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the end of " + name + " is reached");
      }
      Example example = next;
      next = null;
      return example;
    }

    private Example example() {
      try {
        if (lines.length() > LONGEST_LINE) {
          throw new BadField(
              "", lines.length() + " bytes are more than the " + LONGEST_LINE + " allowed");
        }
        String text = StringFields.decode(lines.bytes());
        if (text.isBlank()) {
          blank = new BadLine(name, lines.line(), "", "the line is blank");
          return null;
        }
        return example(fields.parse(text));
      } catch (BadField e) {
        onBadLine.accept(new BadLine(name, lines.line(), e.field(), e.getMessage()));
        return null;
      }
    }

    private Example example(Map<String, String> row) {
      return new Example(
          name + ":" + lines.line(),
          TextContext.of(row.get("input")),
          row.get("prompt"),
          List.of(row.get("answer")),
          new TreeMap<>());
    }
  }
}
