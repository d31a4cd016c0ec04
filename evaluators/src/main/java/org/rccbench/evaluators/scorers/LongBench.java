package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scores of LongBench (THUDM/LongBench 2e00731, metrics.py) that need no Chinese word splitter,
 * each 0 to 1.
 */
final class LongBench {
  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");
  private static final Pattern PARAGRAPH = Pattern.compile("Paragraph (\\p{Nd}+)");
  private static final Pattern PARAGRAPH_ZH = Pattern.compile("\u6bb5\u843d(\\p{Nd}+)");
  // eval.py's own frames leave 991 nested calls before Python's limit of 1000
  static final int DEEPEST_CALLS = 991;

  private LongBench() {}

  /**
   * {@code classification_score} with its defect: it removes items from the list that it walks, so
   * that the item after a removed one is never looked at.
   */
  static double classification(String prediction, String answer, List<String> classes) {
    List<String> hits = classesIn(prediction, classes);
    for (int i = 0; i < hits.size(); i++) {
      String hit = hits.get(i);
      if (answer.contains(hit) && !hit.equals(answer)) {
        hits.remove(hit);
      }
    }
    return shareOf(answer, hits);
  }

  /** The same without the defect: every class that is a proper part of the answer is removed. */
  static double classificationFixed(String prediction, String answer, List<String> classes) {
    List<String> hits = classesIn(prediction, classes);
    hits.removeIf(hit -> answer.contains(hit) && !hit.equals(answer));
    return shareOf(answer, hits);
  }

  /** {@code retrieval_score}: share of the numbers in the prediction that are the answer's. */
  static double retrieval(String prediction, String answer) {
    return shareOfNumber(prediction, number(PARAGRAPH, answer));
  }

  /** {@code retrieval_zh_score}. */
  static double retrievalChinese(String prediction, String answer) {
    return shareOfNumber(prediction, number(PARAGRAPH_ZH, answer));
  }

  /** {@code count_score}: share of the numbers in the prediction that are the answer. */
  static double count(String prediction, String answer) {
    return shareOfNumber(prediction, answer);
  }

  /**
   * {@code rouge_score}: rouge-l F of pltrdy's package; 0 where that raises, which it does on texts
   * without words and, for its recursion, on pairs of about 1,000 words.
   */
  static double rougeL(String prediction, String answer) {
    PltrdyRouge pair = new PltrdyRouge(prediction, answer);
    if (pair.isUndefined() || pair.deepestCalls() > DEEPEST_CALLS) {
      return 0;
    }
    return pair.longestCommon().f();
  }

  private static List<String> classesIn(String prediction, List<String> classes) {
    return new ArrayList<>(classes.stream().filter(prediction::contains).toList());
  }

  private static double shareOf(String answer, List<String> hits) {
    return hits.contains(answer) ? 1.0 / hits.size() : 0;
  }

  private static String number(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new UndefinedScoreException(
          "IndexError", "the answer names no paragraph: \"" + answer + "\"");
    }
    return matcher.group(1);
  }

  private static double shareOfNumber(String prediction, String number) {
    int all = 0;
    int right = 0;
    Matcher matcher = DIGITS.matcher(prediction);
    while (matcher.find()) {
      all++;
      right += matcher.group().equals(number) ? 1 : 0;
    }
    return all == 0 ? 0 : (double) right / all;
  }
}
