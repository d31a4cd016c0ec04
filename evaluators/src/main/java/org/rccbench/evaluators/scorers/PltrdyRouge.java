package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * ROUGE of the package rouge 1.0.1 (pltrdy/rouge c1b90a7, rouge/rouge_score.py), which LongBench
 * and 500xCompressor use. Case is kept, sentences end at full stops, and counts are of
 * <em>sets</em>: a repeated word counts once. A blank piece between stops is one empty word.
 */
final class PltrdyRouge {
  private final List<List<String>> hypothesis;
  private final List<List<String>> reference;
  private int deepestCalls = -1;
  private RougeScore longestCommon;

  PltrdyRouge(String hypothesis, String reference) {
    this.hypothesis = sentences(hypothesis);
    this.reference = sentences(reference);
  }

  /** Whether a side has no sentence at all, on which the package raises. */
  boolean isUndefined() {
    return hypothesis.isEmpty() || reference.isEmpty();
  }

  /** rouge-1 or rouge-2 over the words of all sentences in a row. */
  RougeScore ngrams(int order) {
    requireSentences();
    Set<List<String>> said = grams(hypothesis, order);
    Set<List<String>> right = grams(reference, order);
    Set<List<String>> common = new HashSet<>(said);
    common.retainAll(right);
    return RougeScore.damped(
        said.isEmpty() ? 0 : (double) common.size() / said.size(),
        right.isEmpty() ? 0 : (double) common.size() / right.size());
  }

  /**
   * rouge-l at summary level: the words of one longest common subsequence of each pair of
   * sentences, united.
   */
  RougeScore longestCommon() {
    requireSentences();
    if (longestCommon == null) {
      walk();
    }
    return longestCommon;
  }

  /** Nested calls that the package's recursive read-out needs for its longest walk. */
  int deepestCalls() {
    longestCommon();
    return deepestCalls;
  }

  private void walk() {
    WordIds ids = new WordIds();
    List<int[]> said = hypothesis.stream().map(ids::of).toList();
    BitSet union = new BitSet();
    BitSet right = new BitSet();
    for (List<String> sentence : reference) {
      int[] words = ids.of(sentence);
      Arrays.stream(words).forEach(right::set);
      for (int[] other : said) {
        CommonSubsequence common = new CommonSubsequence(words, other, CommonSubsequence.Tie.LEFT);
        common.positions().stream().forEach(at -> union.set(words[at]));
        deepestCalls = Math.max(deepestCalls, common.steps() + 1);
      }
    }
    long distinct = said.stream().flatMapToInt(Arrays::stream).distinct().count();
    double common = union.cardinality();
    longestCommon = RougeScore.damped(common / distinct, common / right.cardinality());
  }

  private void requireSentences() {
    if (isUndefined()) {
      throw new UndefinedScoreException(
          "ValueError", "ROUGE of a text that is empty or only full stops");
    }
  }

  private static Set<List<String>> grams(List<List<String>> sentences, int order) {
    List<String> words = sentences.stream().flatMap(List::stream).toList();
    Set<List<String>> grams = new HashSet<>();
    for (int i = 0; i + order <= words.size(); i++) {
      grams.add(words.subList(i, i + order));
    }
    return grams;
  }

  private static List<List<String>> sentences(String text) {
    List<List<String>> sentences = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int stop = text.indexOf('.', start);
      int end = stop < 0 ? text.length() : stop;
      if (end > start) {
        List<String> words = PythonText.split(text.substring(start, end));
        sentences.add(words.isEmpty() ? List.of("") : words);
      }
      start = end + 1;
    }
    return sentences;
  }
}
