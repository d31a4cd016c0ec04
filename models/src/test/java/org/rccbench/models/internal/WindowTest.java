package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.TokenContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.models.checkpoint.Compat;

/**
 * Windows are those that plain list operations make (the official filling, and a plain cut for
 * FIXED), however small the pieces are in which a context comes.
 */
class WindowTest {
  private static final int W = 8;
  private static final TextEncoder UNUSED =
      text -> {
        throw new AssertionError("ids need no encoder");
      };

  /** The filling as a list, without a plan. */
  private static List<Integer> filled(List<Integer> ids, Compat compat) {
    int n = ids.size();
    List<Integer> input = new ArrayList<>();
    if (compat == Compat.REFERENCE && n < W) {
      while (input.size() + n <= W) {
        input.addAll(ids);
      }
      input.addAll(0, ids.subList(n - (W - input.size()), n));
    } else if (compat == Compat.REFERENCE && n > W) {
      input.addAll(ids.subList(n - (W - n % W), n));
      input.addAll(ids);
    } else {
      input.addAll(ids);
    }
    return input;
  }

  private static List<List<Integer>> cut(List<Integer> ids) {
    List<List<Integer>> windows = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += W) {
      windows.add(ids.subList(from, Math.min(from + W, ids.size())));
    }
    return windows;
  }

  private static List<List<Integer>> read(Context context, WindowPlan plan) {
    List<List<Integer>> windows = new ArrayList<>();
    try (WindowReader reader = new WindowReader(context, UNUSED, plan)) {
      for (int[] window = reader.next(); window != null; window = reader.next()) {
        windows.add(IntStream.of(window).boxed().toList());
      }
      assertThat(reader.next()).as("the end stays the end").isNull();
    }
    return windows;
  }

  private static int[] ids(int n) {
    return IntStream.range(0, n).map(i -> 100 + i).toArray();
  }

  @ParameterizedTest
  @EnumSource(Compat.class)
  void windowsAreThoseOfPlainLists(Compat compat) {
    for (int n = 1; n <= 3 * W + 1; n++) {
      List<Integer> input = filled(IntStream.of(ids(n)).boxed().toList(), compat);
      WindowPlan plan = WindowPlan.of(n, W, compat);
      assertThat(read(new TokenContext(ids(n)), plan)).as("n = " + n).isEqualTo(cut(input));
      assertThat(read(new Drops(ids(n), 0), plan))
          .as("n = " + n + ", id by id")
          .isEqualTo(cut(input));
      assertThat(plan.total()).as("total of " + n).isEqualTo(input.size());
      assertThat(plan.windows()).as("windows of " + n).isEqualTo(cut(input).size());
      assertThat(plan.padded()).as("padded of " + n).isEqualTo(input.size() - n);
      List<Integer> last = cut(input).get(cut(input).size() - 1);
      assertThat(plan.lastWindow()).as("last window of " + n).isEqualTo(last.size());
      boolean error = compat == Compat.REFERENCE && n < W && W % n == 0;
      assertThat(plan.repaired()).as("official error at " + n).isEqualTo(error);
    }
  }

  @Test
  void anExactMultipleOfTheWindowIsNotFilledUnderFixed() {
    for (int k = 1; k <= 4; k++) {
      WindowPlan plan = WindowPlan.of((long) k * W, W, Compat.FIXED);
      assertThat(plan.windows()).isEqualTo(k);
      assertThat(plan.padded()).isZero();
      assertThat(plan.lastWindow()).isEqualTo(W);
    }
    // The official code puts a whole window more in front.
    assertThat(WindowPlan.of(2L * W, W, Compat.REFERENCE).windows()).isEqualTo(3);
  }

  @Test
  void aContextOfManyBillionTokensHasAPlan() {
    WindowPlan plan = WindowPlan.of(10_000_000_001L, 2048, Compat.FIXED);
    assertThat(plan.windows()).isEqualTo(4_882_813L);
    assertThat(plan.lastWindow()).isEqualTo((int) (10_000_000_001L - 4_882_812L * 2048));
    assertThat(new SlotRule(2048, 32, true).count(plan)).isEqualTo(4_882_812L * 64 + 33);
  }

  @Test
  void anEmptyContextHasNoPlan() {
    for (Compat compat : Compat.values()) {
      assertThatThrownBy(() -> WindowPlan.of(0, W, compat))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the context is empty; a compressed context needs at least one token");
    }
  }

  @Test
  void aContextThatChangesItsLengthBetweenPassesIsNotReadOn() {
    for (int n : new int[] {9, 16, 20}) {
      for (Compat compat : Compat.values()) {
        WindowPlan plan = WindowPlan.of(n, W, compat);
        int lost = compat == Compat.REFERENCE ? 2 : 1; // the tail is read first
        assertThatThrownBy(() -> read(new Drops(ids(n), lost), plan))
            .as("n = " + n + " " + compat)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("the context gave " + (n - 1) + " tokens after counting " + n);
      }
    }
  }

  @Test
  void slotsStandAtTheEndOfEveryPieceAndUnderFixedAtTheLastId() {
    for (int length = 1; length <= 33; length++) {
      for (int rate = 1; rate <= length + 1; rate++) {
        TreeSet<Integer> expected = new TreeSet<>();
        for (int id = 0; id < length; id++) {
          if ((id + 1) % rate == 0) {
            expected.add(id);
          }
        }
        assertThat(new SlotRule(33, rate, false).positions(length))
            .as("reference, length " + length + ", rate " + rate)
            .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
        expected.add(length - 1);
        assertThat(new SlotRule(33, rate, true).positions(length))
            .as("fixed, length " + length + ", rate " + rate)
            .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
      }
    }
  }

  @Test
  void theNumberOfSlotsIsThatOfAllWindows() {
    for (int n = 1; n <= 3 * W + 1; n++) {
      for (Compat compat : Compat.values()) {
        for (int rate = 1; rate <= W; rate++) {
          SlotRule rule = new SlotRule(W, rate, compat == Compat.FIXED);
          int count = 0;
          for (List<Integer> window : cut(filled(Collections.nCopies(n, 1), compat))) {
            count += rule.positions(window.size()).length;
          }
          assertThat(rule.count(WindowPlan.of(n, W, compat))).isEqualTo(count);
        }
      }
    }
  }

  /** Gives one id at a time; pass number {@code shortPass} (from 1) lacks the last id. */
  private static final class Drops implements Context {
    private final int[] ids;
    private final int shortPass;
    private int passes;

    Drops(int[] ids, int shortPass) {
      this.ids = ids;
      this.shortPass = shortPass;
    }

    @Override
    public TokenStream open(TextEncoder encoder) {
      int end = ++passes == shortPass ? ids.length - 1 : ids.length;
      return new TokenStream() {
        private int next;

        @Override
        public int read(int[] into, int offset, int length) {
          if (next == end) {
            return -1;
          }
          into[offset] = ids[next++];
          return 1;
        }

        @Override
        public void close() {
          // Holds nothing.
        }
      };
    }

    @Override
    public long tokenCount(TextEncoder encoder) {
      return ids.length;
    }

    @Override
    public String sha256() {
      throw new AssertionError("nobody asks");
    }
  }
}
