package org.rccbench.bench.jmh;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How fast one thread of this process reads memory: the yardstick for decoding, which reads every
 * weight once a token.
 *
 * @param bytesPerSecond bytes of the array a second, in the best pass
 * @param arrayBytes size of the array, at least four times the largest cache
 */
record ReadProbe(double bytesPerSecond, long arrayBytes) {
  private static final long LEAST_BYTES = 256L << 20;
  private static final int PASSES = 8;

  /** Checks that something was measured. */
  ReadProbe {
    if (!(bytesPerSecond > 0) || !Double.isFinite(bytesPerSecond)) {
      throw new IllegalArgumentException("bytesPerSecond must be > 0, was " + bytesPerSecond);
    }
  }

  /** Measures, over an array that no cache of this machine holds. */
  static ReadProbe measure() {
    return measure(
        Math.max(LEAST_BYTES, 4 * largestCache(Path.of("/sys/devices/system/cpu/cpu0"))));
  }

  /**
   * Measures over an array of {@code bytes}.
   *
   * @throws IllegalArgumentException if no array can have that size
   */
  static ReadProbe measure(long bytes) {
    if (bytes < Long.BYTES || bytes / Long.BYTES > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("an array cannot have " + bytes + " bytes");
    }
    long[] array = new long[(int) (bytes / Long.BYTES)];
    for (int i = 0; i < array.length; i++) {
      array[i] = i;
    }
    long best = Long.MAX_VALUE;
    for (int pass = 0; pass < PASSES; pass++) {
      long start = System.nanoTime();
      long sum = sum(array);
      long end = System.nanoTime();
      checkSum(sum, array.length);
      best = Math.min(best, Math.max(1, end - start));
    }
    long read = (long) array.length * Long.BYTES;
    return new ReadProbe(read * 1e9 / best, read);
  }

  /** Seconds that reading {@code bytes} takes at this speed. */
  double seconds(double bytes) {
    return bytes / bytesPerSecond;
  }

  private static long sum(long[] array) {
    long sum = 0;
    for (long value : array) {
      sum += value;
    }
    return sum;
  }

  /** Every element was read: 0 + 1 + ... + n-1. */
  private static void checkSum(long sum, long n) {
    if (sum != n * (n - 1) / 2) {
      throw new IllegalStateException("the probe summed to " + sum + " over " + n + " numbers");
    }
  }

  /** Bytes of the largest cache under {@code cpu}, 0 where the system does not say. */
  static long largestCache(Path cpu) {
    long largest = 0;
    Path caches = cpu.resolve("cache");
    if (!Files.isDirectory(caches)) {
      return 0;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(caches, "index*")) {
      for (Path entry : entries) {
        largest = Math.max(largest, size(Files.readString(entry.resolve("size")).strip()));
      }
    } catch (IOException e) {
      return 0; // a sandbox may hide it; the least size holds then
    }
    return largest;
  }

  private static long size(String words) {
    if (!words.matches("[0-9]{1,9}[KM]?")) {
      return 0;
    }
    int shift = words.endsWith("K") ? 10 : words.endsWith("M") ? 20 : 0;
    return Long.parseLong(shift == 0 ? words : words.substring(0, words.length() - 1)) << shift;
  }
}
