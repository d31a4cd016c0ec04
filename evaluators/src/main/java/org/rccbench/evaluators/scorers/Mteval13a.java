package org.rccbench.evaluators.scorers;

/**
 * The spacing of sacrebleu's tokenizer 13a (sacrebleu 2.6.0, tokenizers/tokenizer_13a.py,
 * tokenizer_re.py). The published code is four substitutions of regular expressions, one after the
 * other over the whole text: a space on either side of every mark; of a full stop or comma behind
 * anything but a digit; of one before anything but a digit; of a hyphen behind a digit. Here they
 * are one pass, which gives the same tokens, because spaces more or less make no difference and
 * what one substitution adds is no digit to the next.
 */
final class Mteval13a {
  private Mteval13a() {}

  /** The text with spaces around what is a token of its own. */
  static Chars spaced(String text) {
    Chars line = Chars.of(unescaped(text));
    Chars spaced = new Chars(line.length + line.length / 2);
    char before = ' ';
    boolean taken = false;
    for (int i = 0; i < line.length; i++) {
      char c = line.letters[i];
      char behind = i + 1 < line.length ? line.letters[i + 1] : ' ';
      // a match takes two characters, so a stop that was one's second is not the next one's first
      taken = isStop(c) && !isDigit(before) && !taken;
      boolean alone =
          isStop(c) ? taken || !isDigit(behind) : c == '-' ? isDigit(before) : isMark(c);
      add(spaced, c, alone);
      before = c;
    }
    return spaced;
  }

  private static void add(Chars spaced, char c, boolean alone) {
    if (alone) {
      spaced.add(' ');
      spaced.add(c);
      spaced.add(' ');
    } else {
      spaced.add(c);
    }
  }

  private static String unescaped(String text) {
    String line = text;
    if (line.indexOf('\n') >= 0) {
      line = line.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    } else if (line.indexOf('<') >= 0) {
      line = line.replace("<skipped>", "");
    }
    if (line.indexOf('&') >= 0) {
      line =
          line.replace("&quot;", "\"")
              .replace("&amp;", "&")
              .replace("&lt;", "<")
              .replace("&gt;", ">");
    }
    return line;
  }

  /** ASCII marks but for the apostrophe, the comma, the hyphen and the full stop. */
  private static boolean isMark(char c) {
    return (c >= '{' && c <= '~')
        || (c >= '[' && c <= '`')
        || (c >= '!' && c <= '&')
        || (c >= '(' && c <= '+')
        || (c >= ':' && c <= '@')
        || c == '/';
  }

  private static boolean isStop(char c) {
    return c == '.' || c == ',';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
