package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A slice gives the ids of its window and fails where the whole has none. */
class SlicedContextTest {
  private static final String TEXT = "The letter and the boat keep the road. ".repeat(700);

  @Test
  void aSliceIsTheRangeOfTheWhole() {
    int[] whole = Encoders.NEOX.encode(TEXT);
    for (int from : new int[] {0, 1, 4095, 4096, 4097, 5000}) {
      Context slice = new SlicedContext(TextContext.of(TEXT), from, 300);
      assertThat(Encoders.ids(slice, Encoders.NEOX))
          .isEqualTo(Arrays.copyOfRange(whole, from, from + 300));
    }
  }

  @Test
  void sliceOfASliceAndAnEmptySlice() {
    Context ids = TokenContext.random(100, 1000, 4);
    Context inner = new SlicedContext(new SlicedContext(ids, 10, 50), 5, 7);
    assertThat(Encoders.ids(inner, Encoders.BYTES))
        .isEqualTo(Arrays.copyOfRange(Encoders.ids(ids, Encoders.BYTES), 15, 22));
    assertThat(Encoders.ids(new SlicedContext(ids, 100, 0), Encoders.BYTES)).isEmpty();
  }

  @Test
  void aWindowBeyondTheEndIsAnErrorAndNoShorterContext() {
    Context ids = TokenContext.random(100, 1000, 4);
    SlicedContext reaching = new SlicedContext(ids, 90, 20);
    String message = "a slice asks for tokens 90 to 110, but the context has only 100";
    assertThatThrownBy(() -> reaching.tokenCount(Encoders.BYTES)).hasMessageContaining(message);
    assertThatThrownBy(() -> reaching.open(Encoders.BYTES).fill(new int[20]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> new SlicedContext(ids, 101, 1).open(Encoders.BYTES))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only 100");
  }

  @Test
  void theHashNamesWholeAndWindow() {
    Context whole = TextContext.of("abc");
    assertThat(new SlicedContext(whole, 1, 2).sha256())
        .isEqualTo(TextContext.of("slice\n" + whole.sha256() + "\n1\n2").sha256())
        .isNotEqualTo(new SlicedContext(whole, 2, 1).sha256());
  }

  @Test
  void negativeAndOverflowingWindowsAreRefused() {
    Context whole = TextContext.of("abc");
    assertThatThrownBy(() -> new SlicedContext(whole, -1, 2)).hasMessageContaining("was -1 and 2");
    assertThatThrownBy(() -> new SlicedContext(whole, Long.MAX_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
