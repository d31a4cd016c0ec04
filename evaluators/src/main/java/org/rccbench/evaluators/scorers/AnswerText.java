package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.Arrays;
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

  private static final char MARK = 0;
  private static final char OTHER = 1;

  /**
   * What becomes of an ASCII character: its lower case, {@code ' '} of white space, {@link #MARK}
   * where it is left out, {@link #OTHER} where it needs the longer way.
   */
  private static final char[] READ = read();

  private AnswerText() {}

  private static char[] read() {
    char[] read = new char[0x7F];
    for (char c = 0; c < read.length; c++) {
      if (PythonText.isPunctuation(c)) {
        read[c] = MARK;
      } else if (c > ' ') {
        read[c] = PythonText.lowerAscii(c);
      } else {
        read[c] = PythonText.isSpace(c) ? ' ' : OTHER;
      }
    }
    return read;
  }

  /** Words after lower case, less ASCII marks, less the articles a, an, the. */
  static List<String> words(String text) {
    return words(text, " ");
  }

  /** The same with something else than a space in the place of an article. */
  static List<String> words(String text, String article) {
    return PythonText.split(kept(text, article).toString());
  }

  /** The same words as numbers: in one pass, as long as the text is ASCII. */
  static int[] words(String text, WordTable words) {
    char[] chars = text.toCharArray();
    int[] ids = new int[chars.length / 2 + 1];
    int count = 0;
    // a word is written to the front of what has been read
    int length = 0;
    long key = 0;
    for (int i = 0; i <= chars.length; i++) {
      char c = i < chars.length ? chars[i] : ' ';
      char read = c < READ.length ? READ[c] : OTHER;
      if (read > ' ') {
        chars[length++] = read;
        key = WordTable.key(key, read);
      } else if (read == OTHER) {
        return words.split(kept(text, " "));
      } else if (read == ' ' && length > 0) {
        if (!isArticle(chars, 0, length)) {
          ids[count++] = words.take(chars, 0, length, key);
        }
        length = 0;
        key = 0;
      }
    }
    return Arrays.copyOf(ids, count);
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

  /**
   * What is left in lower case without marks, and without articles: {@code \\b(a|an|the)\\b} is a
   * whole run of word characters that is an article, after marks have gone.
   */
  private static Chars kept(String text, String article) {
    Chars lowered = Chars.of(PythonText.lower(text));
    char[] kept = new char[lowered.length];
    int length = 0;
    int run = 0;
    for (int i = 0; i < lowered.length; i++) {
      char c = lowered.letters[i];
      if (PythonText.isPunctuation(c)) {
        continue;
      }
      if (!PythonText.isWord(codePoint(lowered, i))) {
        length = withoutArticle(kept, run, length, article);
        run = length + 1;
      }
      kept[length++] = c;
    }
    return new Chars(kept, withoutArticle(kept, run, length, article));
  }

  /** The whole code point at either half of a pair: both halves are of a word or neither is. */
  private static int codePoint(Chars text, int at) {
    char c = text.letters[at];
    if (!Character.isSurrogate(c)) {
      return c;
    }
    boolean second = Character.isLowSurrogate(c) && at > 0;
    return Character.codePointAt(text.letters, second ? at - 1 : at, text.length);
  }

  /** Puts an article's replacement, at most as long, in its place; returns the new length. */
  private static int withoutArticle(char[] kept, int run, int length, String replacement) {
    if (!isArticle(kept, run, length)) {
      return length;
    }
    replacement.getChars(0, replacement.length(), kept, run);
    return run + replacement.length();
  }

  private static boolean isArticle(char[] text, int start, int end) {
    return switch (end - start) {
      case 1 -> text[start] == 'a';
      case 2 -> text[start] == 'a' && text[start + 1] == 'n';
      case 3 -> text[start] == 't' && text[start + 1] == 'h' && text[start + 2] == 'e';
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
