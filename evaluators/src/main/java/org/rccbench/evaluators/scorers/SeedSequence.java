package org.rccbench.evaluators.scorers;

/** numpy's {@code SeedSequence}: how one integer becomes the words that seed a generator. */
final class SeedSequence {
  private static final int POOL = 4;
  private static final int START_MIXING = 0x43b0d7e5;
  private static final int FACTOR_MIXING = 0x931e8875;
  private static final int START_OUTPUT = 0x8b51f9dd;
  private static final int FACTOR_OUTPUT = 0x58f38ded;
  private static final int LEFT = 0xca01f9dd;
  private static final int RIGHT = 0x4973f715;
  private static final int HALF = 16;

  private int hash = START_MIXING;

  private SeedSequence() {}

  /** {@code SeedSequence(seed).generate_state(words)} of a seed of at most 63 bits. */
  static int[] state(long seed, int words) {
    if (seed < 0) {
      throw new IllegalArgumentException("numpy seeds must be >= 0, was " + seed);
    }
    int[] pool = new SeedSequence().pool(seed);
    int[] state = new int[words];
    int hash = START_OUTPUT;
    for (int i = 0; i < words; i++) {
      int value = pool[i % POOL] ^ hash;
      hash *= FACTOR_OUTPUT;
      value *= hash;
      state[i] = value ^ value >>> HALF;
    }
    return state;
  }

  private int[] pool(long seed) {
    int[] pool = {hashed((int) seed), hashed((int) (seed >>> Integer.SIZE)), hashed(0), hashed(0)};
    for (int from = 0; from < POOL; from++) {
      for (int to = 0; to < POOL; to++) {
        if (from != to) {
          int mixed = LEFT * pool[to] - RIGHT * hashed(pool[from]);
          pool[to] = mixed ^ mixed >>> HALF;
        }
      }
    }
    return pool;
  }

  private int hashed(int word) {
    int value = word ^ hash;
    hash *= FACTOR_MIXING;
    value *= hash;
    return value ^ value >>> HALF;
  }
}
