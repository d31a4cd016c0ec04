package org.rccbench.evaluators.scorers;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Published rules that say whether an answer holds the pass key. */
public final class PasskeyRules {
  private static final Pattern UNICODE_DIGITS = Pattern.compile("\\p{Nd}+");
  private static final Pattern ASCII_DIGITS = Pattern.compile("[0-9]+");
  // Python refuses to convert longer runs (sys.int_info.default_max_str_digits)
  private static final int MOST_DIGITS = 4300;

  private PasskeyRules() {}

  /** The first run of decimal digits of any script, as it stands in the answer. */
  public static Optional<String> firstDigits(String answer) {
    return first(UNICODE_DIGITS, answer);
  }

  /**
   * The integer that the landmark rule reads (epfml/landmark-attention, llama/run_test.py): leading
   * zeros and full-width digits pass; a run of more than 4,300 digits cannot be read.
   */
  public static Optional<BigInteger> firstInteger(String answer) {
    return firstDigits(answer)
        .filter(run -> run.codePointCount(0, run.length()) <= MOST_DIGITS)
        .map(PasskeyRules::toAscii)
        .map(BigInteger::new);
  }

  /** Landmark rule: the first integer equals the key. */
  public static boolean landmark(String answer, String key) {
    return firstInteger(answer).filter(found -> found.equals(new BigInteger(key))).isPresent();
  }

  /**
   * InfiniteBench rule (OpenBMB/InfiniteBench, src/compute_scores.py): the first run of ASCII
   * digits equals the key as a string.
   */
  public static boolean infiniteBench(String answer, String key) {
    return first(ASCII_DIGITS, answer).filter(key::equals).isPresent();
  }

  private static Optional<String> first(Pattern digits, String answer) {
    Matcher matcher = digits.matcher(answer);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  private static String toAscii(String digits) {
    StringBuilder ascii = new StringBuilder();
    digits.codePoints().forEach(c -> ascii.append(Character.digit(c, 10)));
    return ascii.toString();
  }
}
