package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * ROUGE of Google's package rouge-score 0.1.2: words of ASCII letters and digits in lower case,
 * counted as often as both sides have them.
 *
 * @param stemmed whether words of more than three letters are stemmed
 */
record GoogleRouge(boolean stemmed) {
  private static final int SHORTEST_STEMMED = 4;

  /** The types by the package's names. */
  enum Type {
    /** Words. */
    ROUGE1("rouge1"),
    /** Pairs of words. */
    ROUGE2("rouge2"),
    /** Longest common subsequence of the whole texts. */
    ROUGE_L("rougeL"),
    /** Union of longest common subsequences over lines. */
    ROUGE_L_SUM("rougeLsum");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** Scores against several references: the one with the largest F, the first on ties. */
  RougeScore best(Type type, String prediction, List<String> references) {
    RougeScore best = null;
    for (String reference : references) {
      RougeScore score = score(type, prediction, reference);
      if (best == null || score.f() > best.f()) {
        best = score;
      }
    }
    if (best == null) {
      throw new UndefinedScoreException("ValueError", "a sample has no references");
    }
    return best;
  }

  RougeScore score(Type type, String prediction, String reference) {
    if (type == Type.ROUGE_L_SUM) {
      return overLines(lines(prediction), lines(reference));
    }
    List<String> said = words(prediction);
    List<String> right = words(reference);
    return switch (type) {
      case ROUGE1 -> ngrams(said, right, 1);
      case ROUGE2 -> ngrams(said, right, 2);
      default -> longestCommon(said, right);
    };
  }

  /** The words that are compared. */
  List<String> words(String text) {
    String lowered = PythonText.lower(text);
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= lowered.length(); i++) {
      if (i < lowered.length() && isWord(lowered.charAt(i))) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        String word = lowered.substring(start, i);
        words.add(stemmed && word.length() >= SHORTEST_STEMMED ? PorterStemmer.stem(word) : word);
        start = -1;
      }
    }
    return words;
  }

  private List<List<String>> lines(String text) {
    return AnswerText.lines(text).stream()
        .filter(line -> !line.isEmpty())
        .map(this::words)
        .toList();
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static RougeScore ngrams(List<String> said, List<String> right, int order) {
    Map<List<String>, Integer> left = counts(right, order, Function.identity());
    int common = 0;
    for (int i = 0; i + order <= said.size(); i++) {
      common += take(left, said.subList(i, i + order));
    }
    return RougeScore.harmonic(
        (double) common / Math.max(1, said.size() - order + 1),
        (double) common / Math.max(1, right.size() - order + 1));
  }

  private static RougeScore longestCommon(List<String> said, List<String> right) {
    if (said.isEmpty() || right.isEmpty()) {
      return new RougeScore(0, 0, 0);
    }
    WordIds ids = new WordIds();
    double common = CommonSubsequence.length(ids.of(right), ids.of(said));
    return RougeScore.harmonic(common / said.size(), common / right.size());
  }

  private static RougeScore overLines(List<List<String>> said, List<List<String>> right) {
    List<String> allSaid = said.stream().flatMap(List::stream).toList();
    List<String> allRight = right.stream().flatMap(List::stream).toList();
    if (allSaid.isEmpty() || allRight.isEmpty()) {
      return new RougeScore(0, 0, 0);
    }
    Map<String, Integer> leftSaid = counts(allSaid, 1, gram -> gram.get(0));
    Map<String, Integer> leftRight = counts(allRight, 1, gram -> gram.get(0));
    WordIds ids = new WordIds();
    List<int[]> saidIds = said.stream().map(ids::of).toList();
    int common = 0;
    for (List<String> line : right) {
      int[] lineIds = ids.of(line);
      BitSet union = new BitSet();
      for (int[] other : saidIds) {
        union.or(new CommonSubsequence(lineIds, other, CommonSubsequence.Tie.UP).positions());
      }
      for (int at = union.nextSetBit(0); at >= 0; at = union.nextSetBit(at + 1)) {
        String word = line.get(at);
        if (leftRight.get(word) > 0) {
          int taken = take(leftSaid, word);
          leftRight.merge(word, -taken, Integer::sum);
          common += taken;
        }
      }
    }
    return RougeScore.harmonic((double) common / allSaid.size(), (double) common / allRight.size());
  }

  private static <K> Map<K, Integer> counts(
      List<String> words, int order, Function<List<String>, K> key) {
    Map<K, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= words.size(); i++) {
      counts.merge(key.apply(words.subList(i, i + order)), 1, Integer::sum);
    }
    return counts;
  }

  /** 1 and one less of it if there is any left, else 0. */
  private static <K> int take(Map<K, Integer> left, K key) {
    Integer count = left.get(key);
    if (count == null || count == 0) {
      return 0;
    }
    left.put(key, count - 1);
    return 1;
  }
}
