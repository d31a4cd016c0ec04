package org.rccbench.evaluators.scorers;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The word tokenizer of nltk 3.10.3 (tokenize/destructive.py) over a text as one line, which is its
 * {@code word_tokenize} with {@code preserve_line}: no Punkt sentence split comes first, so only
 * the last full stop of the text is split off.
 */
final class NltkWords {
  // Python's \s and \w where Java's differ; a word before is looked for over two UTF-16 units
  private static final String SPACE =
      "[\\x09-\\x0d\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  private static final String WORD = "[\\p{L}\\p{N}_]";
  private static final String WORD_STARTS = "(?<!" + WORD + "{1,2})";
  private static final String WORD_ENDS = "(?!" + WORD + ")";
  private static final String ANY_CASE = "(?iu)";

  private static final List<Step> BEFORE_PADDING =
      List.of(
          // opening quotes
          step("([\u00ab\u201c\u2018\u201e]|`+)", " $1 "),
          step("^\"", "``"),
          step("(``)", " $1 "),
          step("([ (\\[{<])(\"|'{2})", "$1 `` "),
          step(
              ANY_CASE
                  + WORD_STARTS
                  + "'(?!(?:re|ve|ll|m|t|s|d|n)"
                  + WORD_ENDS
                  + ")(?="
                  + WORD
                  + ")",
              "' "),
          // punctuation
          step("([^.])(\\.)([\\])}>\"'\u00bb\u201d\u2019 ]*)" + SPACE + "*$", "$1 $2 $3 "),
          step("([:,])([^\\p{Nd}])", " $1 $2"),
          step("([:,])$", " $1 "),
          step("(\\.{2,})", " $1 "),
          step("([;@#$%&])", " $1 "),
          step("([\u2012-\u2015])", " $1 "),
          step("([^.])(\\.)([\\])}>\"']*)" + SPACE + "*$", "$1 $2$3 "),
          step("([?!])", " $1 "),
          step("([^'])' ", "$1 ' "),
          step("(\\*)", " $1 "),
          step("([\\[\\](){}<>])", " $1 "),
          step("--", " -- "));

  private static final List<Step> AFTER_PADDING =
      List.of(
          // closing quotes
          step("([\u00bb\u201d\u2019])", " $1 "),
          step("('')", " $1 "),
          step("\"", " '' "),
          step(SPACE + "+", " "),
          step("([^' ])('[sS]|'[mM]|'[dD]|') ", "$1 $2 "),
          step("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", "$1 $2 "),
          // words written as one
          words("can", "not", WORD_ENDS),
          words("d", "'ye", WORD_ENDS),
          words("gim", "me", WORD_ENDS),
          words("gon", "na", WORD_ENDS),
          words("got", "ta", WORD_ENDS),
          words("lem", "me", WORD_ENDS),
          words("more", "'n", WORD_ENDS),
          words("wan", "na", "(?=" + SPACE + ")"),
          step(ANY_CASE + " ('t)(is)" + WORD_ENDS, " $1 $2 "),
          step(ANY_CASE + " ('t)(was)" + WORD_ENDS, " $1 $2 "));

  private NltkWords() {}

  /** Words and marks of a text. */
  static List<String> of(String text) {
    String line = applied(BEFORE_PADDING, text);
    return PythonText.split(applied(AFTER_PADDING, " " + line + " "));
  }

  private static String applied(List<Step> steps, String text) {
    String result = text;
    for (Step step : steps) {
      result = step.pattern.matcher(result).replaceAll(step.replacement);
    }
    return result;
  }

  private static Step words(String first, String second, String end) {
    return step(ANY_CASE + WORD_STARTS + "(" + first + ")(" + second + ")" + end, " $1 $2 ");
  }

  private static Step step(String pattern, String replacement) {
    // UNIX_LINES: the end of a text is its end or before its last line feed, as in Python
    return new Step(Pattern.compile(pattern, Pattern.UNIX_LINES), replacement);
  }

  private record Step(Pattern pattern, String replacement) {}
}
