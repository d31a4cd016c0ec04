package org.rccbench.datasets;

/**
 * The surnames of one chapter of a document.
 *
 * <p>People of several chapters may share a first name, and must not share the surname as well. So
 * each first name walks through the names of the world without meeting one twice: chapter c takes
 * the name at {@code (start + c * step) mod n}, with a start and a step of its own that has no
 * factor in common with n. Names of two and of three syllables are walked apart.
 */
final class Surnames {
  private static final int SHORT_PERCENT = 50;

  private final WorldValues world;
  private final long seed;
  private final long chapter;

  /**
   * @param seed of the document
   * @throws IllegalArgumentException if the world has no new names left for the chapter
   */
  Surnames(WorldValues world, long seed, long chapter) {
    if (chapter >= world.longNames()) {
      throw new IllegalArgumentException(
          "a document has at most "
              + world.longNames()
              + " chapters in this world, for its full names are unique; ask for fewer words");
    }
    this.world = world;
    this.seed = seed;
    this.chapter = chapter;
  }

  /** The surname of the person with the first name at {@code firstName} in its list. */
  String of(int firstName, Draws draws) {
    boolean isShort = draws.chance(SHORT_PERCENT) && chapter < world.shortNames();
    return isShort
        ? world.shortName(at(2L * firstName, world.shortNames()))
        : world.longName(at(2L * firstName + 1, world.longNames()));
  }

  private int at(long walk, int names) {
    long start = SplitMix.below(names, seed, 2 * walk);
    if (chapter == 0) {
      return (int) start;
    }
    return (int) ((start + chapter * step(walk, names)) % names);
  }

  private long step(long walk, int names) {
    int step = 1 + SplitMix.below(names - 1, seed, 2 * walk + 1);
    while (greatestCommonDivisor(step, names) != 1) {
      step = step % (names - 1) + 1;
    }
    return step;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
