package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The ids of the two sides of a safe cut are the ids of the whole. */
class SafeCutTest {

  @ParameterizedTest
  @EnumSource
  void everySafeCutOfAdversarialTextsKeepsTheIds(Encoders encoder) {
    int cuts = 0;
    for (long seed = 0; seed < 6000; seed++) {
      String text = AdversarialText.of(seed, 40);
      int[] whole = encoder.encode(text);
      for (int at = 1; at < text.length(); at++) {
        if (SafeCut.isSafe(text, at)) {
          cuts++;
          assertThat(joined(encoder, text.substring(0, at), text.substring(at)))
              .as("seed %d, cut before character %d", seed, at)
              .isEqualTo(whole);
        }
      }
    }
    assertThat(cuts).isGreaterThan(10_000);
  }

  @Test
  void cutsThatAreNotSafeDoChangeIds() {
    // Shows that the texts above can tell a wrong rule from a right one.
    int changed = 0;
    for (long seed = 0; seed < 200; seed++) {
      String text = AdversarialText.of(seed, 40);
      int[] whole = Encoders.NEOX.encode(text);
      for (int at = 1; at < text.length(); at++) {
        boolean insidePair = Character.isLowSurrogate(text.charAt(at));
        if (!insidePair && !SafeCut.isSafe(text, at)) {
          int[] parts = joined(Encoders.NEOX, text.substring(0, at), text.substring(at));
          changed += Arrays.equals(parts, whole) ? 0 : 1;
        }
      }
    }
    assertThat(changed).isGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a b|1|true",
        "a  b|1|true",
        "a  b|2|false",
        "7 b|1|true",
        ". b|1|true",
        "> b|1|false",
        "] b|1|false",
        "é b|1|true",
        "ab|1|false",
        "a\u00a0b|1|false"
      })
  void theRuleAsStated(String text, int at, boolean safe) {
    assertThat(SafeCut.isSafe(text, at)).isEqualTo(safe);
  }

  @Test
  void aLineFeedIsCutBeforeAfterALetterOnly() {
    assertThat(SafeCut.isSafe("a\nb", 1)).isTrue();
    assertThat(SafeCut.isSafe(".\nb", 1)).isFalse();
  }

  @Test
  void theLastCutIsFoundFromTheGivenPlaceOn() {
    assertThat(SafeCut.last("one two three", 0)).isEqualTo(7);
    assertThat(SafeCut.last("one two three", 8)).isEqualTo(-1);
    assertThat(SafeCut.last(" one", 0)).isEqualTo(-1);
  }

  private static int[] joined(TextEncoder encoder, String left, String right) {
    return IntStream.concat(IntStream.of(encoder.encode(left)), IntStream.of(encoder.encode(right)))
        .toArray();
  }
}
