package org.rccbench.datasets;

import java.util.Locale;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * The random integers of the published passkey scripts: MT19937 as numpy's {@code RandomState} and
 * as Python's {@code random} seed it and draw from it (rules as in the golden prompts, profile
 * rng).
 */
final class PublishedRandom {
  private final MersenneTwister bits;

  private PublishedRandom(MersenneTwister bits) {
    this.bits = bits;
  }

  /**
   * The stream of numpy {@code RandomState(seed)}.
   *
   * @throws IllegalArgumentException for seeds from 2^31 on, which commons-math seeds otherwise
   *     than numpy does
   */
  static PublishedRandom numpy(long seed) {
    if (seed < 0 || seed > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "numpy seeds must be 0 to %d, was %d", Integer.MAX_VALUE, seed));
    }
    MersenneTwister bits = new MersenneTwister();
    bits.setSeed((int) seed);
    return new PublishedRandom(bits);
  }

  /** The stream of Python {@code random.Random(seed)}, which ignores the sign of the seed. */
  static PublishedRandom python(long seed) {
    long magnitude = Math.abs(seed);
    int high = (int) (magnitude >>> 32);
    return new PublishedRandom(
        new MersenneTwister(
            high == 0 ? new int[] {(int) magnitude} : new int[] {(int) magnitude, high}));
  }

  /** The next 32 bits, unsigned. */
  long uint32() {
    return Integer.toUnsignedLong(bits.nextInt());
  }

  /** As numpy {@code randint(low, high)} for ranges up to 2^32: {@code high} is excluded. */
  long randintExcluded(long low, long high) {
    long range = high - 1 - low;
    if (range < 0) {
      throw new IllegalArgumentException(
          "numpy randint has no number in [" + low + ", " + high + ")");
    }
    if (range == 0) {
      return low;
    }
    long mask = (Long.highestOneBit(range) << 1) - 1;
    long draw = uint32() & mask;
    while (draw > range) {
      draw = uint32() & mask;
    }
    return low + draw;
  }

  /** As Python {@code randint(low, high)}: {@code high} is included. */
  long randintIncluded(long low, long high) {
    long count = high - low + 1;
    if (count <= 0) {
      throw new IllegalArgumentException(
          "Python randint has no number in [" + low + ", " + high + "]");
    }
    int width = Long.SIZE - Long.numberOfLeadingZeros(count);
    long draw = pythonBits(width);
    while (draw >= count) {
      draw = pythonBits(width);
    }
    return low + draw;
  }

  /** Python {@code getrandbits}: words from the lowest up, the last one cut from its top. */
  private long pythonBits(int width) {
    if (width <= Integer.SIZE) {
      return uint32() >>> (Integer.SIZE - width);
    }
    long low = uint32();
    return low | (uint32() >>> (2 * Integer.SIZE - width)) << Integer.SIZE;
  }
}
