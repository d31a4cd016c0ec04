package org.rccbench.evaluators.scorers;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tokenizers of sacrebleu 2.6.0 (tokenizers/tokenizer_13a.py, tokenizer_re.py,
 * tokenizer_intl.py, tokenizer_char.py, tokenizer_none.py).
 */
public enum BleuTokenizer {
  /** The one of mteval-v13a, sacrebleu's default. */
  MTEVAL_13A("13a", Mteval13a::spaced),
  /** The international one of mteval-v14, by Unicode punctuation and symbols. */
  INTL("intl", text -> Chars.of(international(text))),
  /** Every code point that is no white space. */
  CHAR("char", text -> Chars.of(characters(text))),
  /** White space alone. */
  NONE("none", Chars::of);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Function<String, Chars> spacing;

  BleuTokenizer(String label, Function<String, Chars> spacing) {
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

  /** The same tokens as numbers. */
  int[] tokens(String segment, WordTable words) {
    return words.split(spacing.apply(PythonText.stripRight(segment)));
  }

  /** Tokens without the strip, in which a hyphen before a last line feed makes a difference. */
  List<String> unstrippedTokens(String segment) {
    return PythonText.split(spacing.apply(segment).toString());
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
    static final Pattern PUNCTUATION_AFTER_OTHER = Pattern.compile("(\\P{N})(\\p{P})");
    static final Pattern PUNCTUATION_BEFORE_OTHER = Pattern.compile("(\\p{P})(\\P{N})");
    static final Pattern SYMBOL = Pattern.compile("(\\p{S})");

    private Rules() {}
  }
}
