package org.rccbench.evaluators.scorers;

import java.math.BigInteger;

/**
 * numpy's {@code default_rng(seed)}: PCG64 (O'Neill 2014, XSL-RR output of a 128-bit state) seeded
 * by {@code SeedSequence}, with the integers that {@code Generator.integers} and {@code choice}
 * draw from it.
 */
final class Pcg64 {
  private static final BigInteger MULTIPLIER =
      new BigInteger("2360ed051fc65da44385df649fccf645", 16);
  private static final long MULTIPLIER_HIGH = MULTIPLIER.shiftRight(64).longValue();
  private static final long MULTIPLIER_LOW = MULTIPLIER.longValue();
  private static final long LOW_WORD = 0xFFFFFFFFL;
  private static final int ROTATION_SHIFT = 58;

  private long high;
  private long low;
  private final long incrementHigh;
  private final long incrementLow;
  private boolean halfLeft;
  private int half;

  /** The stream of {@code default_rng(seed)}. */
  Pcg64(long seed) {
    int[] words = SeedSequence.state(seed, 8);
    // the increment is the sequence number with a 1 behind it
    long sequenceHigh = word(words, 2);
    long sequenceLow = word(words, 3);
    incrementHigh = sequenceHigh << 1 | sequenceLow >>> 63;
    incrementLow = sequenceLow << 1 | 1;
    step();
    add(word(words, 0), word(words, 1));
    step();
  }

  /** State of 128 bits, for comparison with numpy's. */
  BigInteger state() {
    return unsigned(high, low);
  }

  /** Increment of 128 bits, for comparison with numpy's. */
  BigInteger increment() {
    return unsigned(incrementHigh, incrementLow);
  }

  /** The next 64 bits. */
  long uint64() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> ROTATION_SHIFT));
  }

  /** The next 32 bits: the low half of one output, then its high half. */
  int uint32() {
    if (halfLeft) {
      halfLeft = false;
      return half;
    }
    long bits = uint64();
    halfLeft = true;
    half = (int) (bits >>> Integer.SIZE);
    return (int) bits;
  }

  /** {@code random()}: 53 bits over 2^53. */
  double real() {
    return (uint64() >>> 11) * 0x1.0p-53;
  }

  /** {@code integers(bound)} and {@code choice(bound)}: 0 to bound - 1; draws nothing for 1. */
  long below(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be >= 1, was " + bound);
    }
    if (bound == 1) {
      return 0;
    }
    return bound <= LOW_WORD ? below32(bound) : below64(bound);
  }

  /** {@code integers(2, size=count, dtype=bool)}: bits of 32-bit draws from the lowest up. */
  boolean[] booleans(int count) {
    boolean[] values = new boolean[count];
    int bits = 0;
    for (int i = 0; i < count; i++) {
      bits = i % Integer.SIZE == 0 ? uint32() : bits >>> 1;
      values[i] = (bits & 1) == 1;
    }
    return values;
  }

  /** Multiply and shift, with rejection of what would be uneven (Lemire 2019). */
  private long below32(long bound) {
    long product = (uint32() & LOW_WORD) * bound;
    if ((product & LOW_WORD) < bound) {
      long threshold = (LOW_WORD - (bound - 1)) % bound;
      while ((product & LOW_WORD) < threshold) {
        product = (uint32() & LOW_WORD) * bound;
      }
    }
    return product >>> Integer.SIZE;
  }

  private long below64(long bound) {
    long draw = uint64();
    if (Long.compareUnsigned(draw * bound, bound) < 0) {
      long threshold = Long.remainderUnsigned(-1L - (bound - 1), bound);
      while (Long.compareUnsigned(draw * bound, threshold) < 0) {
        draw = uint64();
      }
    }
    return multiplyHigh(draw, bound);
  }

  private void step() {
    long newLow = low * MULTIPLIER_LOW;
    high = multiplyHigh(low, MULTIPLIER_LOW) + low * MULTIPLIER_HIGH + high * MULTIPLIER_LOW;
    low = newLow;
    add(incrementHigh, incrementLow);
  }

  private void add(long addedHigh, long addedLow) {
    low += addedLow;
    high += addedHigh + (Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0);
  }

  /** The high half of the product of unsigned numbers; Math.multiplyHigh takes them as signed. */
  private static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }

  private static long word(int[] words, int index) {
    return (words[2 * index] & LOW_WORD) | (words[2 * index + 1] & LOW_WORD) << Integer.SIZE;
  }

  private static BigInteger unsigned(long high, long low) {
    return new BigInteger(Long.toUnsignedString(high))
        .shiftLeft(Long.SIZE)
        .add(new BigInteger(Long.toUnsignedString(low)));
  }
}
