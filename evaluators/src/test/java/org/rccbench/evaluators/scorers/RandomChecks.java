package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.rccbench.evaluators.golden.Expected;

/** numpy's default generator draws the same bits and the same integers here. */
final class RandomChecks {
  private static final int CHOICES = 24;

  private RandomChecks() {}

  static void compare(long seed, Expected expected) {
    expected.same(
        "seed_sequence_uint32",
        IntStream.of(SeedSequence.state(seed, 8)).mapToObj(Integer::toUnsignedString).toList());
    expected.same("state", new Pcg64(seed).state());
    expected.same("inc", new Pcg64(seed).increment());
    Pcg64 bits = new Pcg64(seed);
    expected.same("uint64", drawn(6, i -> Long.toUnsignedString(bits.uint64())));
    Pcg64 reals = new Pcg64(seed);
    expected.same("random", drawn(4, i -> reals.real()));
    for (String field : expected.names()) {
      if (field.startsWith("choice_")) {
        Pcg64 random = new Pcg64(seed);
        long bound = Long.parseLong(field.substring("choice_".length()));
        expected.same(field, drawn(CHOICES, i -> random.below(bound)));
      }
    }
    compareOthers(seed, expected);
    expected.leaveOut("permutation_10", "extra of the reference, used by no rule");
    expected.leaveOut("standard_normal", "extra of the reference, used by no rule");
  }

  private static void compareOthers(long seed, Expected expected) {
    Pcg64 small = new Pcg64(seed);
    expected.same("integers_0_10_int64", drawn(12, i -> small.below(10)));
    Pcg64 large = new Pcg64(seed);
    expected.same("integers_0_2^40", drawn(4, i -> Long.toString(large.below(1L << 40))));
    expected.same("integers_2_bool", bits(new Pcg64(seed).booleans(90)));
    Pcg64 mixed = new Pcg64(seed);
    List<Integer> first = bits(mixed.booleans(7));
    expected.same("bool_7_then_choice_5", List.of(first, drawn(6, i -> mixed.below(5))));
  }

  private static <T> List<T> drawn(int count, LongFunction<T> draw) {
    return LongStream.range(0, count).mapToObj(draw).toList();
  }

  private static List<Integer> bits(boolean[] values) {
    List<Integer> bits = new ArrayList<>();
    for (boolean value : values) {
      bits.add(value ? 1 : 0);
    }
    return bits;
  }
}
