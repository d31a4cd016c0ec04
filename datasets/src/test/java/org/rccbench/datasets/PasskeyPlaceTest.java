package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The key stands where it should by the ids of the whole text, whatever filler surrounds it. */
class PasskeyPlaceTest {
  private static final PasskeyPlace.Borders BORDERS = new PasskeyPlace.Borders(256, 32);

  static Stream<Arguments> all() {
    return Arrays.stream(Encoders.values())
        .flatMap(
            encoder ->
                Arrays.stream(PasskeyFiller.values())
                    .flatMap(
                        filler ->
                            Arrays.stream(PasskeyPlace.values())
                                .map(place -> Arguments.of(encoder, filler, place))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theKeyStandsWhereItShould(Encoders encoder, PasskeyFiller filler, PasskeyPlace place) {
    Set<Integer> windows = new HashSet<>();
    for (long seed = 0; seed < 3; seed++) {
      Example example = placed(encoder, 1800, seed, filler, place);
      int[] ids = encoder.encode(((TextContext) example.context()).text());
      assertThat(ids).hasSize(1800);
      // where the number stands by the text alone: ids up to its first and its last digit
      String text = ((TextContext) example.context()).text();
      int digits = text.indexOf("The pass key is ") + "The pass key is".length();
      int first = encoder.encode(text.substring(0, digits)).length;
      int end = encoder.encode(text.substring(0, digits + 6)).length;
      int lineEnd = encoder.encode(text.substring(0, text.indexOf("pass key.") + 8)).length;
      windows.add(first / 256);
      switch (place) {
        case WINDOW_BOUNDARY -> assertThat(parted(first, end, 256)).isTrue();
        case SLOT_EDGE -> assertThat(parted(first, end, 32) && !parted(first, end, 256)).isTrue();
        default ->
            assertThat(Integer.parseInt(example.attributes().get("keyToken")) / 256)
                .isEqualTo(lineEnd / 256);
      }
      assertThat(example.attributes()).containsEntry("place", place.label());
    }
    assertThat(windows).as("not always the same border").hasSizeGreaterThan(1);
  }

  private static boolean parted(int first, int end, int every) {
    if (end - first == 1) {
      return first % every == 0;
    }
    for (int border = first + 1; border < end; border++) {
      if (border % every == 0) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aLongContextIsPlacedAsWell() {
    Example example =
        placed(Encoders.BYTES, 1_000_000, 3, PasskeyFiller.CLASSIC, PasskeyPlace.WINDOW_BOUNDARY);
    long number = Long.parseLong(example.attributes().get("keyToken")) + 15;
    // " 12345" has six bytes: a border behind the first of them at the earliest
    assertThat(number / 256).isLessThan((number + 5) / 256);
  }

  @Test
  void whatHasNoBorderIsRefused() {
    assertThatThrownBy(
            () ->
                placed(
                    Encoders.BYTES,
                    400,
                    1,
                    PasskeyFiller.CLASSIC,
                    PasskeyPlace.WINDOW_BOUNDARY,
                    new PasskeyPlace.Borders(2048, 32)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no passkey context of 400 tokens has its key window-boundary");
    assertThatThrownBy(() -> new PasskeyPlace.Borders(16, 32))
        .hasMessage("borders need 1 <= rate <= window, was rate 32 and window 16");
  }

  private static Example placed(
      Encoders encoder, long tokens, long seed, PasskeyFiller filler, PasskeyPlace place) {
    return placed(encoder, tokens, seed, filler, place, BORDERS);
  }

  private static Example placed(
      Encoders encoder,
      long tokens,
      long seed,
      PasskeyFiller filler,
      PasskeyPlace place,
      PasskeyPlace.Borders borders) {
    return PasskeyGenerator.placed(
        encoder, new PasskeyCell(tokens, 0, seed), filler, World.TEST, place, borders);
  }
}
