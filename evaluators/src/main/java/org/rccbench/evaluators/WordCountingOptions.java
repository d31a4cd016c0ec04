package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TextEncoder;

/**
 * Options of the task {@code word_counting}: a shuffled, numbered list in which some words come
 * often and the others seldom; the common ones are asked for (RULER's common words extraction).
 *
 * @param lengths most tokens of a context, default 4096, 8192
 * @param words how many words come often, default 10
 * @param often how often they come, default 30
 * @param seldom how often each other word comes, default 3
 * @param samples of each length, default 10
 * @param generate tokens to generate, default 120
 */
record WordCountingOptions(
    List<Long> lengths,
    Integer words,
    Integer often,
    Integer seldom,
    Integer samples,
    Integer generate) {
  static final String NAME = "word_counting";

  WordCountingOptions {
    lengths = Checks.distinct("lengths", lengths == null ? List.of(4096L, 8192L) : lengths);
    words = words == null ? 10 : words;
    often = often == null ? 30 : often;
    seldom = seldom == null ? 3 : seldom;
    samples = samples == null ? 10 : samples;
    generate = generate == null ? 120 : generate;
    lengths.forEach(length -> Checks.positive("lengths", length));
    Checks.positive("words", words);
    MadeWords.require("words", words);
    Checks.positive("seldom", seldom);
    Checks.positive("samples", samples);
    Checks.positive("generate", generate);
    if (often <= seldom) {
      throw new IllegalArgumentException(
          "often must be more than seldom, were " + often + " and " + seldom);
    }
  }

  Task task(long dataSeed) {
    PuzzleTask.Grid grid =
        PuzzleTask.Grid.of(lengths, samples, generate)
            .by("words", List.of(words))
            .by("often", List.of(often + " to " + seldom));
    return new PuzzleTask(NAME, grid, dataSeed, this::puzzle);
  }

  private Puzzle puzzle(TextEncoder encoder, SortedMap<String, String> cell, long seed) {
    long tokens = Long.parseLong(cell.get("length"));
    // a longer list begins with the words of a shorter one, so tokens grow with the other words
    int fits = -1;
    int tooMany = (int) Math.min(MadeWords.ALL - words + 1L, tokens / (2L * seldom) + 1);
    while (tooMany - fits > 1) {
      int others = (fits + tooMany) >>> 1;
      if (encoder.encode(text(list(others, seed))).length <= tokens) {
        fits = others;
      } else {
        tooMany = others;
      }
    }
    if (fits < 0) {
      return Puzzle.none(
          tokens
              + " tokens are too few for "
              + words
              + " words that come "
              + often
              + " times; ask for more tokens or fewer words");
    }
    String question =
        "What are the " + words + " most common words in the list? The most common words are";
    return Puzzle.of(
        TextContext.of(text(list(fits, seed))), question, MadeWords.draw(words, new Random(seed)));
  }

  private List<String> list(int others, long seed) {
    List<String> distinct = MadeWords.draw(words + others, new Random(seed));
    List<String> list = new ArrayList<>();
    for (int i = 0; i < distinct.size(); i++) {
      list.addAll(Collections.nCopies(i < words ? often : seldom, distinct.get(i)));
    }
    Collections.shuffle(list, new Random(~seed));
    return list;
  }

  private static String text(List<String> list) {
    StringBuilder text = new StringBuilder("A list of words.");
    for (int i = 0; i < list.size(); i++) {
      text.append(' ').append(i + 1).append(". ").append(list.get(i));
    }
    return text.toString();
  }
}
