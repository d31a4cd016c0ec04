package org.rccbench.evaluators.predictions;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads a prediction file line by line, so that a file of any size can be scored. The first line
 * says the format, which all lines must have. Plain or gzip, told apart by the first bytes.
 */
public final class PredictionReader implements Closeable {
  private static final int GZIP = 0x1F8B;
  private static final int ZSTANDARD = 0x28B5;

  private final String name;
  private final InputStream in;
  private final LineBuffer lines;
  private final LineParser parser;
  private long line;

  private PredictionReader(String name, InputStream in, Optional<String> filter) {
    this.name = name;
    this.in = in;
    this.lines = new LineBuffer(in);
    this.parser = new LineParser(filter);
  }

  /**
   * Opens a file.
   *
   * @param filter of lm-evaluation-harness's filters, the one whose lines are read; empty if the
   *     file has one
   * @throws IOException if it cannot be read
   */
  public static PredictionReader open(Path file, Optional<String> filter) throws IOException {
    return of(Files.newInputStream(file), file.toString(), filter);
  }

  /**
   * Reads a stream, which is closed with the reader.
   *
   * @param name what messages call it
   */
  public static PredictionReader of(InputStream stream, String name, Optional<String> filter)
      throws IOException {
    BufferedInputStream start = new BufferedInputStream(stream, 1 << 16);
    start.mark(2);
    int magic = start.read() << 8 | start.read();
    start.reset();
    if (magic == ZSTANDARD) {
      start.close();
      throw new IOException(
          name
              + " is Zstandard, which is not read here: zstd -dc FILE | rcc-bench score --input -");
    }
    InputStream plain = magic == GZIP ? new GZIPInputStream(start, 1 << 16) : start;
    return new PredictionReader(name, plain, filter);
  }

  /**
   * The next prediction; empty behind the last one. Blank lines, and lines of another filter than
   * the one asked for, are passed over.
   *
   * @throws BadPredictionException naming file, line and field
   */
  public Optional<Prediction> next() throws IOException {
    while (lines.advance()) {
      line++;
      if (lines.isBlank()) {
        continue;
      }
      Optional<Prediction> read = parse();
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  /** The format; empty before the first line. */
  public Optional<PredictionFormat> format() {
    return parser.format();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Optional<Prediction> parse() throws IOException {
    try {
      return parser.parse(lines, line);
    } catch (BadFieldException e) {
      throw new BadPredictionException(name, line, e);
    }
  }
}
