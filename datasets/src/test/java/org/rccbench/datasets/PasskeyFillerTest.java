package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** In every filler a passkey context has exactly its tokens, and the one pass key where it says. */
class PasskeyFillerTest {
  private static final List<Integer> LENGTHS = List.of(700, 1000, 2048, 8192);
  private static final Pattern KEY_LINE =
      Pattern.compile(
          "(?m)^The (\\w+) key is (\\d{5})\\. Remember it\\. (\\d{5}) is the (\\w+) key\\.$");

  static Stream<Arguments> cells() {
    return Arrays.stream(Encoders.values())
        .flatMap(
            encoder ->
                Arrays.stream(PasskeyFiller.values())
                    .flatMap(
                        filler ->
                            LENGTHS.stream().map(tokens -> Arguments.of(encoder, filler, tokens))));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void theContextHasExactlyTheTokensAskedFor(Encoders encoder, PasskeyFiller filler, int tokens) {
    for (double depth : new double[] {0, 12.5, 50, 99, 100}) {
      PasskeyCell cell = new PasskeyCell(tokens, depth, tokens + (long) depth);
      Example example = PasskeyGenerator.sample(encoder, cell, filler, World.TEST);
      String text = ((TextContext) example.context()).text();
      int[] ids = encoder.encode(text);

      assertThat(ids).hasSize(tokens);
      assertThat(Encoders.ids(example.context(), encoder)).isEqualTo(ids);
      assertKeyLines(example, filler, text);
      int[] line = encoder.encode(PasskeyText.keyLine(Long.parseLong(example.answers().get(0))));
      int at = Integer.parseInt(example.attributes().get("keyToken"));
      assertThat(Arrays.copyOfRange(ids, at, at + line.length)).isEqualTo(line);
      assertDepth(text, depth, encoder == Encoders.BYTES ? 80 : 240);
    }
  }

  private static void assertKeyLines(Example example, PasskeyFiller filler, String text) {
    List<MatchResult> lines = KEY_LINE.matcher(text).results().toList();
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (MatchResult line : lines) {
      assertThat(line.group(3)).isEqualTo(line.group(2));
      assertThat(line.group(4)).isEqualTo(line.group(1));
      assertThat(names.add(line.group(1))).isTrue();
      assertThat(numbers.add(line.group(2))).isTrue();
      assertThat(World.of(line.group(2))).isEqualTo(World.TEST);
      if (line.group(1).equals("pass")) {
        assertThat(example.answers()).containsExactly(line.group(2));
      }
    }
    assertThat(names).contains("pass").hasSize(1 + filler.decoys());
    // In the lines alone: no number of the prose is a key.
    for (String number : numbers) {
      assertThat(Pattern.compile(number).matcher(text).results()).hasSize(2);
    }
  }

  /** The share of filler before the key, by characters; other key lines are no filler. */
  private static void assertDepth(String text, double depth, int mostCharactersAway) {
    String bare = text.substring(PasskeyText.TASK.length() + 1);
    int key = bare.indexOf("The pass key is ");
    int before = withoutKeyLines(bare.substring(0, key));
    int all = withoutKeyLines(bare);
    assertThat(before - all * depth / 100)
        .isBetween(-mostCharactersAway - 0.002 * all, mostCharactersAway + 0.002 * all);
  }

  private static int withoutKeyLines(String text) {
    return KEY_LINE.matcher(text).replaceAll("").replace("\n", "").length();
  }

  @ParameterizedTest
  @EnumSource(names = {"PROSE", "PROSE_DECOYS"})
  void aLengthThatIsNotReadBackIsExact(PasskeyFiller filler) {
    PasskeyCell cell = new PasskeyCell(150_000, 37, 8);
    Example example = PasskeyGenerator.sample(Encoders.NEOX, cell, filler, World.TEST);
    String text = ((TextContext) example.context()).text();

    assertThat(Encoders.NEOX.encode(text)).hasSize(150_000);
    assertKeyLines(example, filler, text);
    assertDepth(text, 37, 240);
  }

  @ParameterizedTest
  @EnumSource
  void everyLengthOfALongRunOfLengthsIsMet(PasskeyFiller filler) {
    for (Encoders encoder : Encoders.values()) {
      for (int tokens = 800; tokens < 900; tokens++) {
        PasskeyCell cell = new PasskeyCell(tokens, tokens % 101, tokens);
        Example example = PasskeyGenerator.sample(encoder, cell, filler, World.TRAIN);
        assertThat(encoder.encode(((TextContext) example.context()).text())).hasSize(tokens);
      }
    }
  }

  @Test
  void proseIsProseOfItsWorldAndFreshForEachSeed() {
    Set<String> fillers = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      PasskeyCell cell = new PasskeyCell(2000, 50, seed);
      Example example =
          PasskeyGenerator.sample(Encoders.BYTES, cell, PasskeyFiller.PROSE, World.VALIDATION);
      String text = ((TextContext) example.context()).text();
      List<String> lines = text.lines().toList();
      assertThat(lines).hasSize(4);
      assertThat(lines.get(0)).isEqualTo(PasskeyText.TASK);
      assertThat(lines.get(1)).matches("[A-Z].*\\.");
      Pattern.compile("\\d{5}(?!\\d)")
          .matcher(text.substring(0, text.length() - 5))
          .results()
          .forEach(n -> assertThat(World.of(n.group())).isEqualTo(World.VALIDATION));
      assertThat(fillers.add(lines.get(1).substring(0, 200))).isTrue();
      keys.add(example.answers().get(0));
      assertThat(
              PasskeyGenerator.sample(Encoders.BYTES, cell, PasskeyFiller.PROSE, World.VALIDATION)
                  .context()
                  .sha256())
          .isEqualTo(example.context().sha256());
    }
    assertThat(keys).hasSizeGreaterThan(95);
  }

  @ParameterizedTest
  @EnumSource
  void cellsArePairedBySeed(PasskeyFiller filler) {
    for (long seed = 0; seed < 20; seed++) {
      Example one =
          PasskeyGenerator.sample(
              Encoders.NEOX, new PasskeyCell(900, 10, seed), filler, World.TEST);
      Example two =
          PasskeyGenerator.sample(
              Encoders.BYTES, new PasskeyCell(4000, 90, seed), filler, World.TEST);
      assertThat(two.answers()).isEqualTo(one.answers());
      assertThat(two.id()).isNotEqualTo(one.id());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PROSE", "CLASSIC_DECOYS", "PROSE_DECOYS"})
  void theSmallestLengthIsNamedAndMet(PasskeyFiller filler) {
    for (Encoders encoder : Encoders.values()) {
      PasskeyCell small = new PasskeyCell(30, 50, 3);
      assertThatThrownBy(() -> PasskeyGenerator.sample(encoder, small, filler, World.TEST))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("30 tokens are too few")
          .satisfies(
              e -> {
                String number = e.getMessage().replaceAll(".*alone have (\\d+) with.*", "$1");
                int least = Integer.parseInt(number);
                for (int tokens = least; tokens < least + 60; tokens++) {
                  for (double depth : new double[] {0, 50, 100}) {
                    PasskeyCell cell = new PasskeyCell(tokens, depth, 3);
                    Example example = PasskeyGenerator.sample(encoder, cell, filler, World.TEST);
                    String text = ((TextContext) example.context()).text();
                    assertThat(encoder.encode(text)).hasSize(tokens);
                    assertKeyLines(example, filler, text);
                  }
                }
              });
    }
  }

  @Test
  void fiveMillionTokensOfProseNeverStandInMemory() {
    int[] longest = new int[1];
    TextEncoder watched =
        text -> {
          longest[0] = Math.max(longest[0], text.length());
          return Encoders.BYTES.encode(text);
        };
    PasskeyCell cell = new PasskeyCell(5_000_000, 50, 1);
    Example example =
        PasskeyGenerator.sample(watched, cell, PasskeyFiller.PROSE_DECOYS, World.TEST);

    long read = 0;
    int[] ids = new int[8192];
    try (TokenStream stream = example.context().open(watched)) {
      for (int n = stream.fill(ids); n > 0; n = stream.fill(ids)) {
        read += n;
      }
    }
    assertThat(read).isEqualTo(5_000_000);
    assertThat(longest[0]).isLessThan(50_000);
  }

  @Test
  void aTokenizerThatCountsOddlyIsRefusedAndNotMiscounted() {
    TextEncoder growing = text -> new int[text.length() * text.length() / 1000];
    PasskeyCell cell = new PasskeyCell(5000, 50, 1);
    assertThatThrownBy(
            () -> PasskeyGenerator.sample(growing, cell, PasskeyFiller.PROSE, World.TEST))
        .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
  }
}
