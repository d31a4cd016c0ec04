package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.World;

/**
 * Generated prose with lines put between its sentences. The text has at most the tokens asked for,
 * and fewer by less than a sentence.
 */
final class Haystack {
  private static final int WORDS_OF_A_DOCUMENT = 900;

  private Haystack() {}

  /**
   * A line and the share of the sentences that stand before it.
   *
   * @param text a sentence
   * @param share 0 to 1
   */
  record Line(String text, double share) {}

  /**
   * The context.
   *
   * @param lines in any order; of those with the same share the first comes first
   * @throws IllegalArgumentException if the lines alone are longer
   */
  static TextContext of(TextEncoder encoder, long tokens, long seed, List<Line> lines) {
    List<Line> sorted = lines.stream().sorted(Comparator.comparingDouble(Line::share)).toList();
    List<String> filler = filler(encoder, tokens - bare(encoder, sorted), seed);
    for (int sentences = filler.size(); sentences >= 0; sentences--) {
      TextContext context = TextContext.of(text(filler.subList(0, sentences), sorted));
      if (context.tokenCount(encoder) <= tokens) {
        return context;
      }
    }
    throw new IllegalArgumentException(
        tokens + " tokens are too few: the lines to find have more by themselves; ask for more");
  }

  private static long bare(TextEncoder encoder, List<Line> lines) {
    return lines.stream().mapToLong(line -> encoder.encode(" " + line.text()).length).sum();
  }

  private static List<String> filler(TextEncoder encoder, long tokens, long seed) {
    Chronicle chronicle = Chronicle.of(World.TEST, seed);
    Iterator<String> sentences =
        LongStream.iterate(0, i -> i + 1)
            .mapToObj(i -> chronicle.document(i, WORDS_OF_A_DOCUMENT))
            .flatMap(document -> document.sentences().stream().map(s -> s.of(document.text())))
            .iterator();
    List<String> taken = new ArrayList<>();
    for (long left = tokens; left > 0; ) {
      String sentence = sentences.next();
      left -= encoder.encode(" " + sentence).length;
      taken.add(sentence);
    }
    return taken;
  }

  private static String text(List<String> sentences, List<Line> lines) {
    List<String> all = new ArrayList<>();
    int next = 0;
    for (int i = 0; i <= sentences.size(); i++) {
      while (next < lines.size() && Math.round(lines.get(next).share() * sentences.size()) <= i) {
        all.add(lines.get(next++).text());
      }
      if (i < sentences.size()) {
        all.add(sentences.get(i));
      }
    }
    return String.join(" ", all);
  }
}
