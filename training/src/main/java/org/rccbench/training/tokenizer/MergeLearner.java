package org.rccbench.training.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Byte-pair encoding (Sennrich, Haddow and Birch, ACL 2016): the pair of neighbours that occurs
 * most often becomes a token, again and again. Of pairs with one count the one with the lower left
 * id goes first, then the one with the lower right id, as in HuggingFace tokenizers' BpeTrainer.
 */
final class MergeLearner {
  private final Vocabulary vocabulary;
  private final List<int[]> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final Map<Pair, Long> pairCounts = new HashMap<>();

  /** Words that held a pair at some time. */
  private final Map<Pair, Set<Integer>> places = new HashMap<>();

  private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Candidate.BEST_FIRST);

  /** Two neighbours. */
  private record Pair(int left, int right) {}

  /** A pair with the count that it had when it was queued; counts only fall while it waits. */
  private record Candidate(Pair pair, long count) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingLong(Candidate::count)
            .reversed()
            .thenComparingInt(candidate -> candidate.pair().left())
            .thenComparingInt(candidate -> candidate.pair().right());
  }

  /**
   * Takes the words in.
   *
   * @param wordCounts words as tokens of the vocabulary, and how often each occurs
   */
  MergeLearner(Vocabulary vocabulary, Map<List<String>, Long> wordCounts) {
    this.vocabulary = vocabulary;
    wordCounts.forEach(
        (word, count) -> {
          words.add(word.stream().mapToInt(vocabulary::id).toArray());
          counts.add(count);
        });
    for (int word = 0; word < words.size(); word++) {
      count(word, 1);
    }
    places.keySet().forEach(this::queue);
  }

  /** Adds the pairs of a word to the counts, or takes them away. */
  private List<Pair> count(int word, int sign) {
    int[] ids = words.get(word);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 1; i < ids.length; i++) {
      Pair pair = new Pair(ids[i - 1], ids[i]);
      pairs.add(pair);
      pairCounts.merge(pair, sign * counts.get(word), Long::sum);
      if (sign > 0) {
        places.computeIfAbsent(pair, none -> new LinkedHashSet<>()).add(word);
      }
    }
    return pairs;
  }

  private void queue(Pair pair) {
    queue.add(new Candidate(pair, pairCounts.get(pair)));
  }

  /**
   * Merges until the vocabulary has a size.
   *
   * @throws IllegalArgumentException if the words are used up before
   */
  void grow(int size) {
    while (vocabulary.size() < size) {
      Candidate best = queue.poll();
      if (best == null) {
        throw new IllegalArgumentException(
            "the text gives only "
                + vocabulary.size()
                + " tokens, "
                + size
                + " were asked for; give more text, or ask for fewer");
      }
      long now = pairCounts.get(best.pair());
      if (now == best.count() && now > 0) {
        merge(best.pair());
      } else if (now > 0) {
        queue(best.pair());
      }
    }
  }

  private void merge(Pair pair) {
    int token = vocabulary.merge(pair.left(), pair.right());
    Set<Pair> made = new LinkedHashSet<>();
    for (int word : places.remove(pair)) {
      count(word, -1);
      words.set(word, joined(words.get(word), pair, token));
      made.addAll(count(word, 1));
    }
    made.stream().filter(p -> p.left() == token || p.right() == token).forEach(this::queue);
  }

  private static int[] joined(int[] ids, Pair pair, int token) {
    int[] result = new int[ids.length];
    int length = 0;
    for (int i = 0; i < ids.length; i++) {
      boolean here = i + 1 < ids.length && ids[i] == pair.left() && ids[i + 1] == pair.right();
      result[length++] = here ? token : ids[i];
      i += here ? 1 : 0;
    }
    return Arrays.copyOf(result, length);
  }
}
