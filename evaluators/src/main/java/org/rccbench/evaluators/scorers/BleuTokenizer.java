package org.rccbench.evaluators.scorers;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tokenizers of sacrebleu 2.6.0 (tokenizers/tokenizer_13a.py, tokenizer_re.py,
 * tokenizer_intl.py, tokenizer_char.py, tokenizer_none.py).
 */
public enum BleuTokenizer {
  /** The one of mteval-v13a, sacrebleu's default. */
  MTEVAL_13A("13a", BleuTokenizer::mteval13a),
  /** The international one of mteval-v14, by Unicode punctuation and symbols. */
  INTL("intl", BleuTokenizer::international),
  /** Every code point that is no white space. */
  CHAR("char", BleuTokenizer::characters),
  /** White space alone. */
  NONE("none", UnaryOperator.identity());

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final UnaryOperator<String> spacing;

  BleuTokenizer(String label, UnaryOperator<String> spacing) {
    this.label = label;
    this.spacing = spacing;
  }

  /** The name in signatures. */
  public String label() {
    return label;
  }

  /**
   * The tokenizer of a name in a signature.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static BleuTokenizer named(String label) {
    return Arrays.stream(values())
        .filter(t -> t.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown BLEU tokenizer \""
                        + label
                        + "\"; known: "
                        + Arrays.stream(values())
                            .map(BleuTokenizer::label)
                            .collect(Collectors.joining(", "))));
  }

  /** Tokens of one segment, which is right-stripped first. */
  public List<String> tokens(String segment) {
    return unstrippedTokens(PythonText.stripRight(segment));
  }

  /** Tokens without the strip, in which a hyphen before a last line feed makes a difference. */
  List<String> unstrippedTokens(String segment) {
    return PythonText.split(spacing.apply(segment));
  }

  private static String mteval13a(String text) {
    String line = text.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    if (line.contains("&")) {
      line =
          line.replace("&quot;", "\"")
              .replace("&amp;", "&")
              .replace("&lt;", "<")
              .replace("&gt;", ">");
    }
    line = Rules.MARK.matcher(" " + line + " ").replaceAll(" $1 ");
    line = Rules.DOT_AFTER_OTHER.matcher(line).replaceAll("$1 $2 ");
    line = Rules.DOT_BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
    return Rules.DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
  }

  private static String international(String text) {
    String line = Rules.PUNCTUATION_AFTER_OTHER.matcher(text).replaceAll("$1 $2 ");
    line = Rules.PUNCTUATION_BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
    return Rules.SYMBOL.matcher(line).replaceAll(" $1 ");
  }

  private static String characters(String text) {
    return text.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
  }

  /** Patterns live here because an enum's constants are made before its static fields. */
  private static final class Rules {
    static final Pattern MARK = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    static final Pattern DOT_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
    static final Pattern DOT_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
    static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
    static final Pattern PUNCTUATION_AFTER_OTHER = Pattern.compile("(\\P{N})(\\p{P})");
    static final Pattern PUNCTUATION_BEFORE_OTHER = Pattern.compile("(\\p{P})(\\P{N})");
    static final Pattern SYMBOL = Pattern.compile("(\\p{S})");

    private Rules() {}
  }
}
