package org.rccbench.evaluators.predictions;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream where they stand in its buffer, without a copy of each. */
final class LineBuffer {
  private static final int START = 1 << 16;
  private static final int LONGEST = 1 << 28;

  private final InputStream in;
  private byte[] bytes = new byte[START];
  private int filled;
  private int start;
  private int end = -1;
  private boolean ended;

  LineBuffer(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false behind the last one. */
  boolean advance() throws IOException {
    start = end + 1;
    int from = start;
    while (true) {
      for (int i = from; i < filled; i++) {
        if (bytes[i] == '\n') {
          end = i;
          return true;
        }
      }
      if (ended) {
        end = filled;
        return start < filled;
      }
      from = filled - start;
      fill();
      start = 0;
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  /** Bytes of the line, its line feed left out. */
  int length() {
    return end - start;
  }

  boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Moves what is left to the front and reads more behind it. */
  private void fill() throws IOException {
    int left = filled - start;
    if (left == bytes.length) {
      if (left >= LONGEST) {
        throw new IOException("a line is longer than " + LONGEST + " bytes: is this JSONL?");
      }
      bytes = Arrays.copyOf(bytes, 2 * left);
    } else {
      System.arraycopy(bytes, start, bytes, 0, left);
    }
    int read = in.readNBytes(bytes, left, bytes.length - left);
    filled = left + read;
    ended = filled < bytes.length;
  }
}
