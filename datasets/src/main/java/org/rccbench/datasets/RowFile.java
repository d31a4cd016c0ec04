package org.rccbench.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A file of rows: JSON Lines or one JSON array, plain or packed with gzip or zstd, or Parquet. The
 * container is told by the content; the schema on top of it is a reader's.
 */
final class RowFile {
  /** The most bytes of a line, and characters of a row. */
  static final int LARGEST_ROW = 64 << 20;

  private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final List<String> fields;
  private final boolean keyed;
  private final int limit;
  private volatile DoubleSupplier share = () -> 0;

  private RowFile(Path file, List<String> fields, boolean keyed, int limit) {
    this.file = PlainTextReader.requireFile(file);
    this.fields = List.copyOf(fields);
    this.keyed = keyed;
    this.limit = limit;
  }

  /** A file whose rows have the named fields; others are passed over. */
  static RowFile of(Path file, List<String> fields) {
    return new RowFile(file, fields, false, LARGEST_ROW);
  }

  /** As {@link #of}, for a file that is one JSON object with a row for each entry. */
  static RowFile ofEntries(Path file, List<String> fields) {
    return new RowFile(file, fields, true, LARGEST_ROW);
  }

  /** The same file with another {@link #LARGEST_ROW}. */
  RowFile withLimit(int largestRow) {
    return new RowFile(file, fields, keyed, largestRow);
  }

  /** The card of this file, named as the file; reads it once for its sha256. */
  DatasetCard card(String schema, String source, String licence) {
    try {
      String name = String.valueOf(file.getFileName());
      return new DatasetCard(name, schema, source, licence, Sha256.ofFile(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** An id for the examples of a row without one: {@code <file name>:<line or row>}. */
  String idOf(Row row) {
    return Packing.nameOf(file) + ":" + row.number();
  }

  /** How much of the file the latest pass has read, 0 to 1. */
  double shareRead() {
    return share.getAsDouble();
  }

  /** Turns a row into its examples. */
  @FunctionalInterface
  interface Reader {
    List<Example> examples(Row row) throws BadField;
  }

  /** A new lazy pass; see {@link DatasetReader#examples}. */
  Stream<Example> examples(Reader reader, Consumer<BadLine> onBadLine) {
    Rows rows = open();
    Iterator<Example> examples = new Examples(rows, reader, onBadLine);
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(examples, characteristics), false)
        .onClose(rows::close);
  }

  private Rows open() {
    try {
      Packing packing = Packing.of(file);
      return packing == Packing.PARQUET ? parquet() : stream(packing);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private Rows parquet() {
    if (keyed) {
      throw new IllegalArgumentException(
          file.getFileName() + " is Parquet; this reader reads the data set's own JSON file");
    }
    ParquetRows rows = new ParquetRows(file, fields, limit);
    share = rows::share;
    return rows;
  }

  private Rows stream(Packing packing) throws IOException {
    MeteredInput metered = MeteredInput.open(file);
    share = metered::share;
    InputStream in = metered;
    try {
      in = new BufferedInputStream(packing.unpack(metered), 1 << 16);
      return rows(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private Rows rows(InputStream in) throws IOException {
    passOverMark(in);
    int first = firstOf(in);
    if (first == 'P' && startsParquet(in)) {
      throw new IllegalArgumentException(
          file.getFileName() + " is a packed Parquet file; unpack it first");
    }
    RowParser parser = new RowParser(fields, limit);
    return keyed || first == '['
        ? new DocumentRows(file, in, parser, keyed)
        : new LineRows(file, in, parser);
  }

  /** A byte-order mark, which RFC 8259 lets a reader pass over. */
  private static void passOverMark(InputStream in) throws IOException {
    in.mark(MARK.length);
    if (!Arrays.equals(in.readNBytes(MARK.length), MARK)) {
      in.reset();
    }
  }

  private static boolean startsParquet(InputStream in) throws IOException {
    in.mark(4);
    boolean starts = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PAR1");
    in.reset();
    return starts;
  }

  /** The first character that is no white space, or -1. */
  private static int firstOf(InputStream in) throws IOException {
    in.mark(1 << 16);
    int first = in.read();
    while (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
      first = in.read();
    }
    in.reset();
    return first;
  }

  private final class Examples implements Iterator<Example> {
    private final Rows rows;
    private final Reader reader;
    private final Consumer<BadLine> onBadLine;
    private Iterator<Example> ofRow = List.<Example>of().iterator();
    private boolean ended;

    Examples(Rows rows, Reader reader, Consumer<BadLine> onBadLine) {
      this.rows = rows;
      this.reader = reader;
      this.onBadLine = onBadLine;
    }

    @Override
    public boolean hasNext() {
      while (!ended && !ofRow.hasNext()) {
        ended = !rows.advance();
        if (ended) {
          rows.close();
        } else {
          ofRow = examples().iterator();
        }
      }
      return ofRow.hasNext();
    }

    private List<Example> examples() {
      try {
        return reader.examples(rows.row());
      } catch (BadField e) {
        String name = String.valueOf(file.getFileName());
        onBadLine.accept(new BadLine(name, rows.unit(), rows.number(), e.field(), e.getMessage()));
        return List.of();
      }
    }

    @Override
    public Example next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the end of " + file + " is reached");
      }
      return ofRow.next();
    }
  }
}
