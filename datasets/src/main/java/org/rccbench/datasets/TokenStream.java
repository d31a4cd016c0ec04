package org.rccbench.datasets;

/** One pass over the token ids of a {@link Context}, read piece by piece. */
public interface TokenStream extends AutoCloseable {

  /**
   * Reads up to {@code length} ids into {@code into} from {@code offset}.
   *
   * @return how many ids were read (at least 1), or -1 at the end
   * @throws java.io.UncheckedIOException if the source cannot be read
   */
  int read(int[] into, int offset, int length);

  /**
   * Fills {@code into} as far as the stream reaches and returns how many ids were read, 0 at the
   * end.
   */
  default int fill(int[] into) {
    int filled = 0;
    while (filled < into.length) {
      int n = read(into, filled, into.length - filled);
      if (n < 0) {
        break;
      }
      filled += n;
    }
    return filled;
  }

  @Override
  void close();
}
