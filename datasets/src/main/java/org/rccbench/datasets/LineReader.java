package org.rccbench.datasets;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a file as bytes, so that one line that is not UTF-8 costs only itself. Lines end in
 * a line feed; the last one may lack it. At most {@code limit} bytes of a line are kept.
 */
final class LineReader implements Closeable {
  private final Path file;
  private final int limit;
  private final InputStream in;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean ended;
  private long line;
  private long length;

  LineReader(Path file, int limit) {
    this.file = file;
    this.limit = limit;
    try {
      this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  /** Goes to the next line; false at the end of the file. */
  boolean advance() {
    if (ended) {
      return false;
    }
    kept.reset();
    length = 0;
    int b = readByte();
    while (b >= 0 && b != '\n') {
      if (length < limit) {
        kept.write(b);
      }
      length++;
      b = readByte();
    }
    ended = b < 0;
    if (ended && length == 0) {
      return false;
    }
    line++;
    return true;
  }

  private int readByte() {
    try {
      return in.read();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Number of the current line, from 1. */
  long line() {
    return line;
  }

  /** Bytes of the current line, those beyond the limit included. */
  long length() {
    return length;
  }

  /** The bytes of the current line without its line feed, up to the limit. */
  byte[] bytes() {
    return kept.toByteArray();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file + ": " + e.getMessage(), e);
    }
  }
}
