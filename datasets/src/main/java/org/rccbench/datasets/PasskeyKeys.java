package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The number that is asked for and those of other keys, all different.
 *
 * @param asked the pass key
 * @param others the numbers of the decoys
 */
record PasskeyKeys(int asked, List<Integer> others) {
  private static final long SALT = 0x6b79_04f3_a1d8_22c5L;

  static PasskeyKeys draw(World world, long seed, int decoys) {
    Draws draws = new Draws(SplitMix.at(seed ^ SALT, world.stream()));
    WorldValues values = WorldValues.of(world);
    int asked = values.fiveDigits(draws, Set.of());
    Set<Integer> taken = new HashSet<>(Set.of(asked));
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < decoys; i++) {
      int other = values.fiveDigits(draws, taken);
      taken.add(other);
      others.add(other);
    }
    return new PasskeyKeys(asked, List.copyOf(others));
  }

  /** All of them. */
  Set<Integer> all() {
    Set<Integer> all = new HashSet<>(others);
    all.add(asked);
    return all;
  }
}
