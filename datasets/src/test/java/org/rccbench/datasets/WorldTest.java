package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value is of one world, for ever, and no text of another world holds it. */
class WorldTest {
  private static final int DOCUMENTS = 200_000;

  @ParameterizedTest
  @CsvSource({
    // By the rule in Python: h = fnv1a64(s); splitmix64 of h + 0x9E3779B97F4A7C15; % 10.
    "10000, TRAIN",
    "10001, VALIDATION",
    "10002, TRAIN",
    "10011, TEST",
    "48213, TRAIN",
    "99999, TEST",
    "9054, TEST",
    "Barlok, TRAIN",
    "Zimyorwex, VALIDATION",
    "'', VALIDATION"
  })
  void theWorldOfAValueNeverChanges(String value, World world) {
    assertThat(World.of(value)).isEqualTo(world);
  }

  @Test
  void eightNumbersInTenAreForTrainingAndOneEachForTheOthers() {
    // Counted in Python, too.
    Map<World, Long> counts = new EnumMap<>(World.class);
    IntStream.range(10_000, 100_000)
        .forEach(number -> counts.merge(World.of(Integer.toString(number)), 1L, Long::sum));

    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(World.TRAIN, 71_712L, World.VALIDATION, 9_112L, World.TEST, 9_176L));
  }

  @Test
  void twoHundredThousandDocumentsOfTwoWorldsHaveNoValueInCommon() {
    Set<String> shared = sharedWords();
    Map<World, Set<String>> values = new EnumMap<>(World.class);
    for (World world : World.values()) {
      Chronicle chronicle = Chronicle.of(world, 99);
      Set<String> found = new HashSet<>();
      for (long index = 0; index < DOCUMENTS; index++) {
        addWords(chronicle.document(index, 60).text(), found);
        found.add(Integer.toString(PasskeyKeys.draw(world, index, 0).asked()));
      }
      found.removeAll(shared);
      assertThat(found.stream().filter(value -> World.of(value) != world)).isEmpty();
      values.put(world, found);
    }

    assertThat(values.get(World.TRAIN)).hasSizeGreaterThan(100_000);
    assertThat(values.get(World.TEST)).hasSizeGreaterThan(15_000);
    assertThat(values.get(World.VALIDATION)).hasSizeGreaterThan(15_000);
    for (World one : World.values()) {
      for (World two : World.values()) {
        if (one != two) {
          assertThat(Collections.disjoint(values.get(one), values.get(two))).isTrue();
        }
      }
    }
  }

  private static void addWords(String text, Set<String> to) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !Character.isLetterOrDigit(text.charAt(i))) {
        if (i > start) {
          to.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
  }

  /** Every word of the closed lists and sentences, also with a capital. */
  private static Set<String> sharedWords() {
    Stream<String> phrases =
        Stream.concat(
                Arrays.stream(ChronicleKind.values())
                    .flatMap(kind -> kind.facts().of(Paraphrases.SEEN).stream()),
                Stream.of(
                        ChroniclePhrases.OPENERS, ChroniclePhrases.LINKS, ChroniclePhrases.FILLERS)
                    .flatMap(List::stream))
            .map(Phrase::toString);
    Set<String> words = new HashSet<>(ChroniclePhrases.FIRST_NAMES);
    Stream.concat(phrases, Arrays.stream(Slot.values()).flatMap(slot -> slot.words().stream()))
        .forEach(text -> addWords(text, words));
    Set<String> all = new HashSet<>(words);
    words.forEach(
        word -> all.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)));
    return all;
  }
}
