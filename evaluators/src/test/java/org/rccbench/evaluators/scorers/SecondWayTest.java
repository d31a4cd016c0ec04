package org.rccbench.evaluators.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is written as loops for speed equals the same rule written the way it is published: regular
 * expressions over strings, and n-grams in maps of lists.
 */
class SecondWayTest {
  private static final int ROUNDS = 20_000;
  private static final String[] PIECES = {
    " ",
    "  ",
    "\n",
    "\t",
    "a",
    "an",
    "the",
    "The",
    "A",
    "b",
    "x",
    "0",
    "7",
    "42",
    ".",
    ",",
    "..",
    "-",
    "-\n",
    "--",
    "'",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "~",
    "`",
    "_",
    "/",
    ":",
    "@",
    "!",
    "&",
    "&amp;",
    "&lt;",
    "&quot;",
    "&amp;lt;",
    "<skipped>",
    "\u00e9",
    "\u00c9",
    "\u0130",
    "\u0661",
    "\u00a0",
    "\u2003",
    "\u201c",
    "\u4e2d",
    "\u0301",
    "\ud83d\ude00",
    "\u0085",
    "\u001c",
    "3.5",
    "1,000",
    "2-3",
    "e.g.",
    "U.S."
  };

  private final Random random = new Random(20_240_606);

  @Test
  void tokens13aEqualThePublishedSubstitutions() {
    for (int i = 0; i < ROUNDS; i++) {
      String text = text();
      assertThat(BleuTokenizer.MTEVAL_13A.tokens(text)).as(text).isEqualTo(substituted(text));
    }
  }

  @Test
  void wordsEqualThePublishedNormalisation() {
    // right inside the first plane alone, see the golden rows for what lies beyond
    Pattern article = Pattern.compile("(?<![\\p{L}\\p{N}_])(a|an|the)(?![\\p{L}\\p{N}_])");
    Pattern marks = Pattern.compile("\\p{Punct}");
    for (int i = 0; i < ROUNDS; i++) {
      String text = text().replace("\ud83d\ude00", "");
      String bare = marks.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
      List<String> words = PythonText.split(article.matcher(bare).replaceAll(" "));
      assertThat(AnswerText.words(text)).as(text).isEqualTo(words);
    }
  }

  @Test
  void numberedWordsAreTheSameWords() {
    for (int i = 0; i < ROUNDS / 10; i++) {
      String text = text() + " " + text() + " " + text();
      WordTable table = new WordTable();
      int[] numbers = table.split(Chars.of(text));
      List<String> words = PythonText.split(text);
      assertThat(numbers).as(text).hasSameSizeAs(words);
      Map<String, Integer> known = new HashMap<>();
      for (int w = 0; w < numbers.length; w++) {
        known.putIfAbsent(words.get(w), known.size());
        assertThat(numbers[w]).as(text).isEqualTo(known.get(words.get(w)));
      }
      assertThat(table.size()).isEqualTo(known.size());
    }
  }

  @Test
  void manyWordsKeepTheirNumbers() {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 5000).forEach(i -> text.append(" w").append(i * 7919 % 3001));
    int[] numbers = new WordTable().split(Chars.of(text.toString()));
    Map<Integer, Integer> first = new HashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      int word = i * 7919 % 3001;
      first.putIfAbsent(word, first.size());
      assertThat(numbers[i]).isEqualTo(first.get(word));
    }
  }

  /** Words whose keys are alike: those of more than eight characters, and what is not ASCII. */
  @Test
  void differentWordsHaveDifferentNumbers() {
    List<String> words =
        List.of(
            "a",
            "\0a",
            "\0",
            "\0\0",
            "abcdefgh",
            "abcdefghi",
            "bcdefgha",
            "aaaaaaaabbbbbbbb",
            "bbbbbbbbaaaaaaaa",
            "aaaaaaaabbbbbbbbc",
            "aaaaaaaaaaaaaaaa",
            "bbbbbbbbbbbbbbbb",
            "\u0161",
            "\u0101`",
            "\u0100a",
            "\u0080bcdefgh",
            "\u0080bcdefghi",
            "\u007f");
    int[] expected = IntStream.range(0, words.size()).toArray();
    WordTable table = new WordTable();
    assertThat(table.split(Chars.of(String.join(" ", words)))).isEqualTo(expected);
    assertThat(table.split(Chars.of(String.join(" ", words)))).as("again").isEqualTo(expected);
    List<String> plain = words.stream().filter(word -> word.matches("[b-z][a-z]*")).toList();
    assertThat(AnswerText.words(String.join(" ", plain), new WordTable()))
        .isEqualTo(IntStream.range(0, plain.size()).toArray());
  }

  @Test
  void matchesEqualThoseOfMapsOfLists() {
    for (int i = 0; i < ROUNDS / 10; i++) {
      List<Integer> hypothesis = tokens();
      List<List<Integer>> references = new ArrayList<>();
      IntStream.rangeClosed(0, random.nextInt(3)).forEach(r -> references.add(tokens()));
      NgramMatches found = NgramMatches.of(hypothesis, references, 5);
      for (int n = 1; n <= 5; n++) {
        assertThat(found.matches[n - 1])
            .as("order %s of %s against %s", n, hypothesis, references)
            .isEqualTo(clipped(hypothesis, references, n));
        assertThat(found.totals[n - 1]).isEqualTo(Math.max(0, hypothesis.size() - n + 1));
      }
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(24);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private List<Integer> tokens() {
    return random.ints(random.nextInt(30), 0, 4).boxed().toList();
  }

  private static List<String> substituted(String text) {
    String line =
        PythonText.stripRight(text).replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    line =
        line.replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    line = (" " + line + " ").replaceAll("([{-~\\[-` -&(-+:-@/])", " $1 ");
    line = line.replaceAll("([^0-9])([.,])", "$1 $2 ");
    line = line.replaceAll("([.,])([^0-9])", " $1 $2");
    return PythonText.split(line.replaceAll("([0-9])(-)", "$1 $2 "));
  }

  private static int clipped(List<Integer> hypothesis, List<List<Integer>> references, int n) {
    Map<List<Integer>, Integer> most = new HashMap<>();
    for (List<Integer> reference : references) {
      counts(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
    }
    return counts(hypothesis, n).entrySet().stream()
        .mapToInt(gram -> Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0)))
        .sum();
  }

  private static Map<List<Integer>, Integer> counts(List<Integer> tokens, int n) {
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= tokens.size(); i++) {
      counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }
}
