package org.rccbench.evaluators.scorers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Landmark rule: the first integer equals the key.
   *
   * @throws UndefinedScoreException if the key is no integer
   */
  public static boolean landmark(String answer, String key) {
    BigInteger right = integer(key);
    return firstInteger(answer).filter(right::equals).isPresent();
  }

  private static BigInteger integer(String key) {
    try {
      return new BigInteger(key);
    } catch (NumberFormatException e) {
      throw new UndefinedScoreException(
          "ValueError", "the pass key is no integer: \"" + key + "\"");
    }
  }

  /**
   * InfiniteBench rule (OpenBMB/InfiniteBench, src/compute_scores.py): the first run of ASCII
   * digits equals the key as a string.
   */
  public static boolean infiniteBench(String answer, String key) {
    return first(ASCII_DIGITS, answer).filter(key::equals).isPresent();
  }

  /** The first run of ASCII digits, which the InfiniteBench rule reads. */
  public static Optional<String> firstAsciiDigits(String answer) {
    return first(ASCII_DIGITS, answer);
  }

  /**
   * Activation Beacon's rule (FlagOpen/FlagEmbedding 7ed43d6, eval_passkey.py): the first run of
   * digits of any script equals the key as a string.
   */
  public static boolean beacon(String answer, String key) {
    return firstDigits(answer).filter(key::equals).isPresent();
  }

  /** Its lenient score, 0 to 1: fuzzywuzzy's ratio of the two, rounded to hundredths. */
  public static double beaconFuzzy(String answer, String key) {
    String found = firstDigits(answer).orElse("");
    return PythonRounding.toHundredths(SequenceRatio.fuzzyPercent(found, key) / 100.0);
  }

  /**
   * The "exact" rule of henryzhongsc/longctx_bench 72204d0 (eval_metrics.py): the normalised key is
   * contained in the normalised answer. Its mean leaves misses out; here a miss is a miss.
   */
  public static boolean longctxContained(String answer, String key) {
    return longctxNormalized(answer).contains(longctxNormalized(key));
  }

  /** Its partial score, 0 to 1: the longest run of characters in common over the key's length. */
  public static double longctxPartial(String answer, String key) {
    return SequenceRatio.longestRun(answer, key) / (double) key.codePointCount(0, key.length());
  }

  /**
   * LongLoRA's rule (dvlab-research/LongLoRA d4eb344, passkey_retrivial.py): the last ids of prompt
   * and generation equal the answer's ids without the first, which it takes for the begin-of-text
   * token. Of a tokenizer that adds none it drops a digit, and of a short generation it compares
   * the prompt.
   *
   * @throws UndefinedScoreException if there are not as many ids to compare, as where the answer
   *     has one id, which leaves nothing
   */
  public static boolean longLora(
      List<Integer> prompt, List<Integer> generated, List<Integer> answer) {
    List<Integer> all = new ArrayList<>(prompt);
    all.addAll(generated);
    List<Integer> right = answer.subList(Math.min(1, answer.size()), answer.size());
    // the published slice of no ids is the whole sequence
    int from = right.isEmpty() ? 0 : Math.max(0, all.size() - right.size());
    List<Integer> said = all.subList(from, all.size());
    if (said.size() == 1) {
      // torch compares a single id with each
      return right.stream().allMatch(said.get(0)::equals);
    }
    if (said.size() != right.size()) {
      throw new UndefinedScoreException(
          "RuntimeError", "cannot compare " + right.size() + " ids with " + said.size());
    }
    return said.equals(right);
  }

  private static Optional<String> first(Pattern digits, String answer) {
    Matcher matcher = digits.matcher(answer);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  private static String longctxNormalized(String text) {
    return String.join(" ", AnswerText.words(text, ""));
  }

  private static String toAscii(String digits) {
    StringBuilder ascii = new StringBuilder();
    digits.codePoints().forEach(c -> ascii.append(Character.digit(c, 10)));
    return ascii.toString();
  }
}
