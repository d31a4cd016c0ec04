package org.rccbench.datasets;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file, and how many of them have been read; another thread may ask. */
final class MeteredInput extends FilterInputStream {
  private final long size;
  private volatile long read;

  private MeteredInput(InputStream in, long size) {
    super(in);
    this.size = size;
  }

  static MeteredInput open(Path file) throws IOException {
    return new MeteredInput(Files.newInputStream(file), Files.size(file));
  }

  /** 0 to 1. */
  double share() {
    return size == 0 ? 1 : Math.min(1, (double) read / size);
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = super.read(into, offset, length);
    count(Math.max(0, n));
    return n;
  }

  // One thread reads; the field is volatile for those who look on.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void count(int bytes) {
    read += bytes;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count((int) Math.min(Integer.MAX_VALUE, skipped));
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
