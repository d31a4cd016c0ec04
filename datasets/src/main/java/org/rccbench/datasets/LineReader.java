package org.rccbench.datasets;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The lines of a file as bytes, so that one line that is not UTF-8 costs only itself. Lines end in
 * a line feed; the last one may lack it. At most {@code limit} bytes of a line are kept.
 */
final class LineReader implements Closeable {
  private final Path file;
  private final int limit;
  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int filled;
  private ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean ended;
  private long line;
  private long length;

  /** Reads {@code in}, the content of {@code file}. */
  LineReader(Path file, InputStream in, int limit) {
    this.file = file;
    this.in = in;
    this.limit = limit;
  }

  /** Goes to the next line; false at the end of the file. */
  boolean advance() {
    kept = emptied(kept);
    length = 0;
    while (!ended) {
      if (at == filled && !fill()) {
        break;
      }
      int end = lineFeed();
      keep(end - at);
      at = end;
      if (at < filled) {
        at++;
        line++;
        return true;
      }
    }
    if (length > 0) {
      line++;
    }
    return length > 0;
  }

  /** A long line's buffer is not held for the short ones after it. */
  private static ByteArrayOutputStream emptied(ByteArrayOutputStream buffer) {
    if (buffer.size() > 1 << 20) {
      return new ByteArrayOutputStream();
    }
    buffer.reset();
    return buffer;
  }

  private int lineFeed() {
    int end = at;
    while (end < filled && chunk[end] != '\n') {
      end++;
    }
    return end;
  }

  private void keep(int bytes) {
    int room = (int) Math.min(bytes, Math.max(0, limit - length));
    kept.write(chunk, at, room);
    length += bytes;
  }

  private boolean fill() {
    try {
      int read = in.read(chunk);
      at = 0;
      filled = Math.max(0, read);
      ended = read < 0;
      return !ended;
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
