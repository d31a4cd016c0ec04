package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.List;

/**
 * How question answering scorers read an answer: {@code normalize_answer} of SQuAD, which LongBench
 * (THUDM/LongBench 2e00731, metrics.py), HELMET and others copied.
 */
final class AnswerText {
  private static final String CHINESE_MARKS =
      "\uff5f\uff60\uff62\uff63\uff64\u3000\u3001\u3003\u3008\u3009\u300a\u300b\u300c\u300d\u300e"
          + "\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\u301c\u301d\u301e"
          + "\u301f\u3030\u303e\u303f\u2013\u2014\u2018\u2019\u201b\u201c\u201d\u201e\u201f\u2026"
          + "\u2027\ufe4f\u3002\uff61";
  private static final int FULL_WIDTH_OFFSET = 0xFEE0;

  private AnswerText() {}

  /** Words after lower case, less ASCII marks, less the articles a, an, the. */
  static List<String> words(String text) {
    return words(text, " ");
  }

  /** The same with something else than a space in the place of an article. */
  static List<String> words(String text, String article) {
    String lowered = PythonText.lower(text);
    StringBuilder kept = new StringBuilder(lowered.length());
    for (int i = 0; i < lowered.length(); i++) {
      char c = lowered.charAt(i);
      if (!PythonText.isPunctuation(c)) {
        kept.append(c);
      }
    }
    return PythonText.split(withoutArticles(kept, article));
  }

  /** The same words joined by single spaces. */
  static String normalize(String text) {
    return String.join(" ", words(text));
  }

  /** LongBench's {@code normalize_zh_answer}: lower case, no marks of either script, no space. */
  static String normalizeChinese(String text) {
    StringBuilder kept = new StringBuilder();
    PythonText.lower(text)
        .codePoints()
        .filter(c -> !PythonText.isSpace(c) && !isMark(c))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isMark(int c) {
    return PythonText.isPunctuation(c)
        || CHINESE_MARKS.indexOf(c) >= 0
        || (c > 0xFF00 && c < 0xFF5F && PythonText.isPunctuation(c - FULL_WIDTH_OFFSET));
  }

  /** {@code \b(a|an|the)\b}: a whole run of word characters that is an article. */
  private static String withoutArticles(CharSequence text, String replacement) {
    StringBuilder result = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = endOfRun(text, at);
      if (end == at) {
        int c = Character.codePointAt(text, at);
        result.appendCodePoint(c);
        at += Character.charCount(c);
      } else {
        result.append(isArticle(text, at, end) ? replacement : text.subSequence(at, end));
        at = end;
      }
    }
    return result.toString();
  }

  private static int endOfRun(CharSequence text, int start) {
    int end = start;
    while (end < text.length()) {
      int c = Character.codePointAt(text, end);
      if (!PythonText.isWord(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean isArticle(CharSequence text, int start, int end) {
    return switch (end - start) {
      case 1 -> text.charAt(start) == 'a';
      case 2 -> text.charAt(start) == 'a' && text.charAt(start + 1) == 'n';
      case 3 ->
          text.charAt(start) == 't'
              && text.charAt(start + 1) == 'h'
              && text.charAt(start + 2) == 'e';
      default -> false;
    };
  }

  /** Texts between line feeds, as {@code str.split("\n")} gives them. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    lines.add(text.substring(start));
    return lines;
  }
}
