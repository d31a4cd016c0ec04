package org.rccbench.datasets;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The open-class values of one world: names of two and of three syllables, numbers of five digits
 * and of three or four. Each list holds all of its values that belong to the world, in rising order
 * of their codes.
 */
final class WorldValues {
  /** Each has three letters, so a name says which syllables it is made of. */
  private static final String[] SYLLABLES =
      ("bar bec bro dar dew dra fab fel fir gan gim gor hax hol hun jas jen kav kel kir lam lim lok"
              + " mab mir mor nad nes nok ost pav pim por rad res rok sab sev sor tav tir tok ulm"
              + " vag wam wex yor zim")
          .split(" ");

  private static final int BASE = SYLLABLES.length;
  private static final Map<World, WorldValues> ALL = all();

  private final int[] shortNames;
  private final int[] longNames;
  private final int[] fiveDigits;
  private final int[] prices;

  private WorldValues(World world) {
    shortNames = owned(world, 0, BASE * BASE, code -> name(code, 2));
    longNames = owned(world, 0, BASE * BASE * BASE, code -> name(code, 3));
    fiveDigits = owned(world, 10_000, 100_000, Integer::toString);
    prices = owned(world, 100, 10_000, Integer::toString);
  }

  private static Map<World, WorldValues> all() {
    Map<World, WorldValues> all = new EnumMap<>(World.class);
    for (World world : World.values()) {
      all.put(world, new WorldValues(world));
    }
    return all;
  }

  private static int[] owned(World world, int from, int to, IntFunction<String> text) {
    return IntStream.range(from, to).filter(code -> World.of(text.apply(code)) == world).toArray();
  }

  static WorldValues of(World world) {
    return ALL.get(world);
  }

  private static String name(int code, int syllables) {
    StringBuilder name = new StringBuilder();
    for (int left = syllables, rest = code; left > 0; left--, rest /= BASE) {
      name.append(SYLLABLES[rest % BASE]);
    }
    name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
    return name.toString();
  }

  /** How many names of two syllables there are. */
  int shortNames() {
    return shortNames.length;
  }

  /** How many names of three syllables there are. */
  int longNames() {
    return longNames.length;
  }

  /** The name of two syllables at {@code index}. */
  String shortName(int index) {
    return name(shortNames[index], 2);
  }

  /** The name of three syllables at {@code index}. */
  String longName(int index) {
    return name(longNames[index], 3);
  }

  /** A number of five digits that is none of {@code avoided}. */
  int fiveDigits(Draws draws, Collection<Integer> avoided) {
    int index = draws.below(fiveDigits.length);
    while (avoided.contains(fiveDigits[index])) {
      index = (index + 1) % fiveDigits.length;
    }
    return fiveDigits[index];
  }

  /** A number in 100 .. 9,999. */
  int price(Draws draws) {
    return prices[draws.below(prices.length)];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d short names, %d long names, %d numbers of five digits, %d prices, of %s",
        shortNames.length,
        longNames.length,
        fiveDigits.length,
        prices.length,
        Arrays.toString(SYLLABLES));
  }
}
