package org.rccbench.evaluators.scorers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of Python's {@code str} that published scorers lean on, by code points. */
final class PythonText {
  private static final int CAPITAL_SIGMA = 0x03A3;
  private static final String IGNORED_MARKS =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private static final int ASCII = 0x80;
  private static final byte CONTROL = 0;
  private static final byte SPACE = 1;
  private static final byte WORD = 2;
  private static final byte MARK = 3;

  /** What each ASCII character is; the underscore is a word's and a mark. */
  private static final byte[] KINDS = kinds();

  private PythonText() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[ASCII];
    for (int c = 0; c < ASCII; c++) {
      if (Character.isWhitespace(c)) {
        kinds[c] = SPACE;
      } else if (Character.isLetterOrDigit(c) || c == '_') {
        kinds[c] = WORD;
      } else {
        kinds[c] = Character.isISOControl(c) ? CONTROL : MARK;
      }
    }
    return kinds;
  }

  /** {@code str.isspace} of one code point: 29 code points, not the set of any Java method. */
  static boolean isSpace(int c) {
    if (c < ASCII) {
      return KINDS[c] == SPACE;
    }
    return Character.isWhitespace(c) || c == 0x85 || c == 0xA0 || c == 0x2007 || c == 0x202F;
  }

  /** {@code str.split()}. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      // every white space code point is one UTF-16 unit
      if (isSpace(text.charAt(i))) {
        if (start >= 0) {
          words.add(text.substring(start, i));
          start = -1;
        }
      } else if (start < 0) {
        start = i;
      }
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }

  /** {@code str.rstrip()}. */
  static String stripRight(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** {@code str.strip()}. */
  static String strip(String text) {
    String right = stripRight(text);
    int start = 0;
    while (start < right.length() && isSpace(right.charAt(start))) {
      start++;
    }
    return right.substring(start);
  }

  /** {@code str.lstrip("\n")}. */
  static String stripNewlinesLeft(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '\n') {
      start++;
    }
    return text.substring(start);
  }

  /** {@code \w} of one code point: a letter or number of any script, or the underscore. */
  static boolean isWord(int c) {
    if (c < ASCII) {
      return KINDS[c] == WORD;
    }
    return switch (Character.getType(c)) {
      case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> Character.isLetterOrDigit(c) || c == '_';
    };
  }

  /** One of the 32 marks of {@code string.punctuation}, all ASCII. */
  static boolean isPunctuation(int c) {
    return c < ASCII && (KINDS[c] == MARK || c == '_');
  }

  /** {@code str.lower()} of one ASCII character. */
  static char lowerAscii(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /** {@code str.lower()}, whose final sigma rule is not Java's. */
  static String lower(String text) {
    if (text.indexOf(CAPITAL_SIGMA) < 0) {
      return text.toLowerCase(Locale.ROOT);
    }
    int[] points = text.codePoints().toArray();
    StringBuilder lowered = new StringBuilder(text.length());
    for (int i = 0; i < points.length; i++) {
      if (points[i] == CAPITAL_SIGMA) {
        lowered.append(isFinal(points, i) ? '\u03c2' : '\u03c3');
      } else {
        lowered.append(Character.toString(points[i]).toLowerCase(Locale.ROOT));
      }
    }
    return lowered.toString();
  }

  private static boolean isFinal(int[] points, int at) {
    int before = at - 1;
    while (before >= 0 && isCaseIgnorable(points[before])) {
      before--;
    }
    if (before < 0 || !isCased(points[before])) {
      return false;
    }
    int after = at + 1;
    while (after < points.length && isCaseIgnorable(points[after])) {
      after++;
    }
    return after == points.length || !isCased(points[after]);
  }

  private static boolean isCaseIgnorable(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> IGNORED_MARKS.indexOf(c) >= 0;
    };
  }

  private static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }
}
