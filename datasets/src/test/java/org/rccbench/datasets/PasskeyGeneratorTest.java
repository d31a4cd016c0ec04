package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A passkey context has exactly the tokens asked for and the key where it says. */
class PasskeyGeneratorTest {
  private static final List<Integer> LENGTHS =
      List.of(600, 1000, 2048, 8192, 32_768, 131_072, 1_048_576);

  static Stream<Arguments> cells() {
    return Arrays.stream(Encoders.values())
        .flatMap(
            encoder ->
                LENGTHS.stream()
                    .flatMap(
                        tokens ->
                            Stream.of(0.0, 50.0, 100.0)
                                .map(depth -> Arguments.of(encoder, tokens, depth))));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void theContextHasExactlyTheTokensAskedFor(Encoders encoder, int tokens, double depth) {
    PasskeyCell cell = new PasskeyCell(tokens, depth, tokens);
    Example example = PasskeyGenerator.classic(encoder, cell);
    int[] ids = read(example, encoder, tokens);

    assertThat(ids).hasSize(tokens);
    assertThat(example.context().tokenCount(encoder)).isEqualTo(tokens);
    String key = example.answers().get(0);
    int[] line =
        encoder.encode("The pass key is " + key + ". Remember it. " + key + " is the pass key.");
    int at = Integer.parseInt(example.attributes().get("keyToken"));
    assertThat(Arrays.copyOfRange(ids, at, at + line.length)).isEqualTo(line);
    int fillerTokens = tokens - line.length - encoder.encode(PasskeyText.TASK).length;
    double before = at - encoder.encode(PasskeyText.TASK).length;
    assertThat(100 * before / fillerTokens).isBetween(depth - 2, depth + 2);
  }

  private static int[] read(Example example, TextEncoder encoder, int tokens) {
    int[] ids = new int[tokens + 100];
    try (TokenStream stream = example.context().open(encoder)) {
      return Arrays.copyOf(ids, stream.fill(ids));
    }
  }

  /** Written down before other fillers came; earlier runs must stay comparable. */
  @ParameterizedTest
  @CsvSource({
    "BYTES, 700, 0, 1, 60990, 150, 10f9537c5cbefb0a00b97ae749f3040ad69059a5211b8184155dc5096e34d5d6",
    "NEOX, 700, 0, 1, 60990, 87, c4dac0e81768ed188c226081067b3de9c280d33bc1350b72e324e4f89b88c646",
    "BYTES, 2048, 50, 2, 63207, 1070, a54ae06eb4c18e34c6c1361721486e7a4b500eb6a33eedcf148c728d348bf792",
    "NEOX, 2048, 50, 2, 63207, 1048, f508111061a06b2984478b59d00a20f4a0344bf31976ae3f4d1bc8ae54229e72",
    "BYTES, 8192, 33, 3, 20210, 2784, 19bc82b2bc135875e026efd0c6a6fb9c66e46a001b4ccfa01f0f261dd8ef89c7",
    "NEOX, 8192, 33, 3, 20210, 2749, 8ddf5cc29090c98dad37067eb9e28dbecbf8bf89684172803adbf8146c15215c",
    "BYTES, 100000, 100, 4, 48831, 99941, 21d59c93faddca9a08413f0f227898adc754ac8a5764a230eb2b5bc7f61b9a25",
    "NEOX, 100000, 100, 4, 48831, 99958, e48dd165d537c48fdd7bb125fc5d79f94ad039d3a2512b36b536aad1238e175b"
  })
  void classicSamplesNeverChange(
      Encoders encoder, int tokens, int depth, int seed, String key, String keyToken, String sha) {
    Example example = PasskeyGenerator.classic(encoder, new PasskeyCell(tokens, depth, seed));

    assertThat(example.id()).isEqualTo("passkey-classic:" + tokens + ":" + depth + ":" + seed);
    assertThat(example.answers()).containsExactly(key);
    assertThat(example.attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "tokens",
                Integer.toString(tokens),
                "depth",
                Integer.toString(depth),
                "filler",
                "classic",
                "keyToken",
                keyToken));
    assertThat(example.context().sha256()).isEqualTo(sha);
  }

  @ParameterizedTest
  @EnumSource
  void everyLengthOfALongRunOfLengthsIsMet(Encoders encoder) {
    for (long tokens = 700; tokens < 900; tokens++) {
      double depth = tokens % 101;
      Example example = PasskeyGenerator.classic(encoder, new PasskeyCell(tokens, depth, tokens));
      String text = ((TextContext) example.context()).text();
      assertThat(encoder.encode(text)).hasSize((int) tokens);
    }
  }

  @ParameterizedTest
  @EnumSource
  void countingInBlocksEqualsEncodingTheWhole(Encoders encoder) {
    for (int rotation = 0; rotation < PasskeyText.ROTATIONS; rotation++) {
      String block = PasskeyText.block(rotation);
      PasskeyCounter counter = new PasskeyCounter(encoder, block, 12_345);
      for (int prefix = 0; prefix < 600; prefix += 7) {
        int suffix = 597 - prefix;
        String text = counter.layout(prefix, suffix).text();
        assertThat(counter.count(prefix, suffix)).isEqualTo(encoder.encode(text).length);
      }
    }
  }

  @Test
  void theTextIsTheFiveLinesOfThePaperWithoutTheQuestion() {
    PasskeyCell cell = new PasskeyCell(2000, 30, 6);
    Example example = PasskeyGenerator.classic(Encoders.BYTES, cell);
    List<String> lines = ((TextContext) example.context()).text().lines().toList();
    String key = example.answers().get(0);

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("There is an important info hidden").endsWith("there.");
    assertThat(lines.get(2))
        .isEqualTo("The pass key is " + key + ". Remember it. " + key + " is the pass key.");
    String longer = lines.get(3);
    assertThat(longer).startsWith(lines.get(1));
    assertThat(longer.substring(90)).isEqualTo(longer.substring(0, longer.length() - 90));
    assertThat(longer.substring(0, 90))
        .contains("The grass is green.", "Here we go.", "The sun is yellow.");
    assertThat(lines.get(1).length() / (double) (lines.get(1).length() + longer.length()))
        .isBetween(0.299, 0.301);
    assertThat(example.question()).isEqualTo("What is the pass key? The pass key is");
    assertThat(example.attributes())
        .containsEntry("depth", "30")
        .containsEntry("tokens", "2000")
        .containsEntry("filler", "classic")
        .containsEntry(
            "keyToken", Integer.toString(lines.get(0).length() + lines.get(1).length() + 2));
  }

  @Test
  void seedsGiveFiveDigitKeysAndAllPhasesAndAreReplayable() {
    Set<String> keys = new HashSet<>();
    Set<String> starts = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      PasskeyCell cell = new PasskeyCell(1000, 0, seed);
      Example example = PasskeyGenerator.classic(Encoders.BYTES, cell);
      String key = example.answers().get(0);
      assertThat(key).matches("[1-9]\\d{4}");
      keys.add(key);
      starts.add(((TextContext) example.context()).text().lines().toList().get(3).substring(0, 9));
      Example again = PasskeyGenerator.classic(Encoders.BYTES, cell);
      assertThat(again.context().sha256()).isEqualTo(example.context().sha256());
      assertThat(
              PasskeyGenerator.classic(Encoders.BYTES, new PasskeyCell(1500, 70, seed)).answers())
          .containsExactly(key);
    }
    assertThat(keys).hasSizeGreaterThan(195);
    assertThat(starts).hasSize(PasskeyText.ROTATIONS);
  }

  @ParameterizedTest
  @EnumSource
  void aLengthThatCannotBeIsRefusedWithTheSmallest(Encoders encoder) {
    int[] smallest =
        encoder.encode(PasskeyText.TASK + "\n\n" + PasskeyText.keyLine(keyOfSeed(3)) + "\n");
    assertThatThrownBy(() -> PasskeyGenerator.classic(encoder, new PasskeyCell(50, 0, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("50 tokens are too few")
        .hasMessageContaining("alone have " + smallest.length + " with");
    PasskeyCell least = new PasskeyCell(smallest.length, 0, 3);
    assertThat(read(PasskeyGenerator.classic(encoder, least), encoder, smallest.length))
        .isEqualTo(smallest);
  }

  private static long keyOfSeed(long seed) {
    return Long.parseLong(
        PasskeyGenerator.classic(Encoders.BYTES, new PasskeyCell(1000, 0, seed)).answers().get(0));
  }

  @Test
  void aTokenizerThatCountsOddlyIsRefusedAndNotMiscounted() {
    TextEncoder growing = text -> new int[text.length() * text.length() / 1000];
    assertThatThrownBy(() -> PasskeyGenerator.classic(growing, new PasskeyCell(5000, 50, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be counted in blocks");
  }

  @Test
  void tenMillionTokensNeverStandInMemory() {
    int[] longest = new int[1];
    long[] total = new long[1];
    TextEncoder watched =
        text -> {
          longest[0] = Math.max(longest[0], text.length());
          total[0] += text.length();
          return Encoders.BYTES.encode(text);
        };
    PasskeyCell cell = new PasskeyCell(10_000_000, 50, 1);
    Example example = PasskeyGenerator.classic(watched, cell);
    assertThat(total[0]).as("characters encoded to make it").isLessThan(1_000_000);

    long read = 0;
    int[] ids = new int[8192];
    try (TokenStream stream = example.context().open(watched)) {
      for (int n = stream.fill(ids); n > 0; n = stream.fill(ids)) {
        read += n;
      }
    }
    assertThat(read).isEqualTo(10_000_000);
    assertThat(longest[0]).isLessThanOrEqualTo(8192);
  }

  @Test
  void cellsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new PasskeyCell(0, 50, 1)).hasMessageContaining("was 0");
    assertThatThrownBy(() -> new PasskeyCell(10, 100.5, 1)).hasMessageContaining("was 100.5");
    assertThatThrownBy(() -> new PasskeyCell(10, Double.NaN, 1)).hasMessageContaining("was NaN");
  }
}
